#!/usr/bin/env node
const [major] = process.versions.node.split('.')
if (Number(major) < 24) {
  console.error(
    `tally: needs Node 24 or later, this is ${process.version}: run it through npx, which finds the right one`,
  )
  process.exitCode = 1
} else {
  const { runFromProcess } = await import('../src/cli.ts')
  runFromProcess()
}
