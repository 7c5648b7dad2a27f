/** The program, as `npm start` and every other way of running it begin: set up from the environment, until stopped. */
import { watchLauncher } from './host/launcher.ts'
import { startProgram } from './host/program.ts'
import { readConfig } from './platform/config.ts'

process.setSourceMapsEnabled(true)

async function main(words: readonly string[]): Promise<void> {
  const demo = words.includes('--demo')
  const unknown = words.filter((word) => word !== '--demo')
  if (unknown.length > 0)
    return giveUp([`npm start does not know: ${unknown.join(' ')}. It is set up by its environment.`])
  // A demonstration has a folder of its own, so that it never stands in the way of the real thing.
  const config = readConfig(demo ? { DATA_DIR: 'data-demonstration', ...process.env } : process.env)
  if (!config.ok) return giveUp(config.error.map(({ message }) => message))
  const stopped = Promise.withResolvers<string>()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stopped.resolve)
  watchLauncher(() => stopped.resolve('launcher'))
  const program = await startProgram(config.value, { demo })
  if (!program.ok) return giveUp([program.error])
  console.log(`Groundswell is at ${program.value.url}`)
  const { foundingToken } = program.value
  if (foundingToken) console.log(`Nobody lives here yet. To found your organisation, use this token: ${foundingToken}`)
  await stopped.promise
  console.log('Stopping…')
  await program.value.stop()
  process.exit()
}

function giveUp(reasons: readonly string[]): void {
  for (const reason of reasons) console.error(reason)
  process.exitCode = 1
}

await main(process.argv.slice(2))
