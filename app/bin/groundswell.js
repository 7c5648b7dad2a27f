#!/usr/bin/env node
/**
 * `npx groundswell …`. Plain JavaScript, as any Node may be the one that starts it: an older one hands over to the
 * Node that npm installed with this project.
 */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(import.meta.url)
const pinned = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url))

if (Number.parseInt(process.versions.node, 10) >= 24) {
  const { buildIfNeeded } = await import('../../scripts/build.ts')
  await buildIfNeeded()
  await import('../../dist/server/cli.js')
} else if (process.execPath === pinned || process.env.GROUNDSWELL_HANDED_OVER) {
  console.error(`groundswell needs Node 24 or later, and this is ${process.version}. Run npm ci, which brings one.`)
  process.exitCode = 1
} else {
  const child = spawn(pinned, [script, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, GROUNDSWELL_HANDED_OVER: '1' },
  })
  child.on('error', (problem) => {
    console.error(
      `groundswell needs Node 24 or later, this is ${process.version}, and there is none from npm ci here: ${problem.message}`,
    )
    process.exitCode = 1
  })
  // Ctrl-C reaches both; the child decides what it means. A signal sent to this process alone is handed on.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => signal !== 'SIGINT' && child.kill(signal))
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal ? 1 : 0)
  })
}
