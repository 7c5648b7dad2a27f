/**
 * A small program that a test can kill: it starts the embedded PostgreSQL of the folder named, reports as messages to
 * its parent, and at Ctrl-C asks the database once more before it stops it.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { startEmbedded } from './embedded.ts'

const started = await startEmbedded({ dataDir: process.argv[2] ?? '', log: (line) => process.send?.({ line }) })
process.once('SIGINT', async () => {
  if (!started.ok) return
  await sleep(400)
  const client = new pg.Client(started.value.url)
  await client.connect()
  process.send?.({ answered: (await client.query('select 1 as one')).rows[0].one })
  await client.end()
  await started.value.stop()
  process.disconnect?.()
})

// Said last: whoever hears it may press Ctrl-C at once.
process.send?.(started.ok ? { url: started.value.url, pid: started.value.pid } : { error: started.error })
if (!started.ok) process.disconnect?.()
