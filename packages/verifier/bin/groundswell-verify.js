#!/usr/bin/env node
const [major] = process.versions.node.split('.')
if (Number(major) < 24) {
  console.error(
    `groundswell-verify: needs Node 24 or later, this is ${process.version}: run it through npx, which finds the right one`,
  )
  process.exitCode = 2
} else {
  const { runFromProcess } = await import('../src/cli.ts')
  await runFromProcess()
}
