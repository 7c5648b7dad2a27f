import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '../../app/platform/project-root.ts'
import { buildClient } from './client.ts'
import { buildServer } from './server.ts'

/**
 * Builds everything beside the `dist/` that is in use, and exchanges the two when it is whole: a build that fails or
 * is cut short leaves what was there.
 */
export async function buildAll(stamp: string): Promise<void> {
  const root = projectRoot()
  const draft = join(root, 'node_modules', '.cache', `groundswell-build-${process.pid}`)
  const target = join(root, 'dist')
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { recursive: true })
  try {
    await buildServer(root, join(draft, 'server'))
    await buildClient(root, join(draft, 'client'))
    await writeFile(join(draft, 'stamp'), stamp)
    await rm(target, { recursive: true, force: true })
    await rename(draft, target)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}
