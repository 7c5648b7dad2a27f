import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectRoot } from '../app/platform/project-root.ts'
import { buildIfNeeded } from './build.ts'

/** `npm start`: builds where something has changed, then is the program, in this same process. */
await buildIfNeeded()
await import(pathToFileURL(join(projectRoot(), 'dist', 'server', 'main.js')).href)
