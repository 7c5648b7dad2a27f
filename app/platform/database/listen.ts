import pg from 'pg'

export interface Hearing {
  /** Settled once it hears, or has failed to at first and goes on trying. */
  readonly ready: Promise<void>
  close(): Promise<void>
}

/**
 * Hears what other processes say through the database, on a connection of its own. `onGap` is called whenever
 * messages may have been missed (at the start and after every reconnection), so that the caller can forget what it knew.
 */
export function listen(url: string, channel: string, onMessage: (payload: string) => void, onGap: () => void): Hearing {
  let closed = false
  let client: pg.Client | undefined
  let retry: NodeJS.Timeout | undefined
  const first = Promise.withResolvers<void>()

  const connect = async () => {
    if (closed) return
    const mine = new pg.Client({ connectionString: url, keepAlive: true })
    client = mine
    let lost = false
    const again = () => {
      if (lost || closed) return
      lost = true
      onGap()
      mine.end().catch(() => undefined)
      retry = setTimeout(connect, 500)
    }
    mine.on('error', again)
    mine.on('end', again)
    mine.on('notification', (message) => onMessage(message.payload ?? ''))
    try {
      await mine.connect()
      await mine.query(`listen "${channel}"`)
      onGap()
    } catch {
      again()
    }
    first.resolve()
  }
  void connect()
  return {
    ready: first.promise,
    async close() {
      closed = true
      clearTimeout(retry)
      await client?.end().catch(() => undefined)
    },
  }
}
