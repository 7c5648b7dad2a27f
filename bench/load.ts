import autocannon from 'autocannon'

export interface Load {
  readonly requestsPerSecond: number
  readonly p99: number
  readonly failures: number
}

/** Presses one page from 50 connections for some seconds, in this process; the server is in another. */
export async function press(
  url: string,
  { seconds = 4, headers = {} }: { seconds?: number; headers?: Record<string, string> } = {},
): Promise<Load> {
  const result = await autocannon({ url, connections: 50, duration: seconds, headers })
  return {
    requestsPerSecond: result.requests.average,
    p99: result.latency.p99,
    failures: result.errors + result.timeouts + result.non2xx,
  }
}

/** Measures several pages by turns, so that whatever else the machine does falls on all of them. */
export async function pressByTurns<Name extends string>(
  pages: Readonly<Record<Name, { url: string; headers?: Record<string, string> }>>,
  rounds = 3,
): Promise<Record<Name, Load>> {
  const names = Object.keys(pages) as Name[]
  const taken = Object.fromEntries(names.map((name) => [name, [] as Load[]])) as Record<Name, Load[]>
  for (const name of names) await press(pages[name].url, { seconds: 1, ...pages[name] })
  for (let round = 0; round < rounds; round++)
    for (const name of names) taken[name].push(await press(pages[name].url, pages[name]))
  return Object.fromEntries(names.map((name) => [name, middle(taken[name])])) as Record<Name, Load>
}

function middle(loads: readonly Load[]): Load {
  const sorted = [...loads].sort((a, b) => a.requestsPerSecond - b.requestsPerSecond)
  const one = sorted[sorted.length >> 1] as Load
  return { ...one, failures: loads.reduce((sum, load) => sum + load.failures, 0) }
}
