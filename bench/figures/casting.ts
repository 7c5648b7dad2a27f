import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { projectRoot } from '../../app/platform/project-root.ts'
import { type Figure, type Measurement, median, percent, perSecond } from '../figure.ts'

interface Served {
  readonly house: string
  readonly lean: string
  readonly contest: string
  readonly cookies: readonly string[]
}

const AT_ONCE = 50

/** Casting by 50 voters at once, each over a connection of their own, by turns with a lean handler. */
export const casting: Measurement = {
  title: 'Casting votes, 50 voters at once',
  async measure(size): Promise<Figure[]> {
    const voters = size === 'full' ? 10_000 : 2_000
    const server = fork(join(projectRoot(), 'dist/bench/casting-server.js'), [String(voters)])
    const [at] = (await once(server, 'message')) as [Served]
    const house: Round[] = []
    const lean: Round[] = []
    await everybodyVotes(at.lean, at)
    let kept = true
    for (let round = 0; round < 3; round++) {
      lean.push(await everybodyVotes(at.lean, at))
      await ask(server, 'empty')
      const mine = await everybodyVotes(at.house, at)
      house.push(mine)
      const { envelopes } = (await ask(server, 'envelopes')) as { envelopes: string[] }
      kept &&= mine.refused === 0 && envelopes.length === voters && new Set(envelopes).size === voters
    }
    server.disconnect()
    const [ours, theirs] = [house, lean].map((rounds) => median(rounds.map(({ perSecond }) => perSecond))) as [
      number,
      number,
    ]
    const p99 = median(house.map(({ p99 }) => p99))
    return [
      {
        name: `votes by ${voters.toLocaleString('en-GB')} voters`,
        target: '≥ 60% of a lean handler with the same statements',
        measured: `${perSecond(ours)} (${percent(ours, theirs)})`,
        yardstick: perSecond(theirs),
        met: ours >= 0.6 * theirs,
      },
      { name: 'votes', target: '≥ 300/s', measured: perSecond(ours), met: ours >= 300 },
      { name: 'votes lost or doubled', target: 'none', measured: kept ? 'none' : 'some', met: kept },
      { name: 'p99 of casting', target: '≤ 500 ms', measured: `${p99.toFixed(0)} ms`, met: p99 <= 500 },
    ]
  },
}

interface Round {
  readonly perSecond: number
  readonly p99: number
  readonly refused: number
}

async function everybodyVotes(origin: string, { contest, cookies }: Served): Promise<Round> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
  const waiting = [...cookies]
  const times: number[] = []
  let refused = 0
  const began = performance.now()
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let cookie = waiting.pop(); cookie !== undefined; cookie = waiting.pop()) {
        const start = performance.now()
        if ((await vote(`${origin}/ballots/${contest}/cast`, cookie, agent)) !== 303) refused++
        times.push(performance.now() - start)
      }
    }),
  )
  const seconds = (performance.now() - began) / 1000
  agent.destroy()
  times.sort((a, b) => a - b)
  return { perSecond: cookies.length / seconds, p99: times[Math.floor(times.length * 0.99)] ?? 0, refused }
}

function vote(url: string, cookie: string, agent: Agent): Promise<number> {
  const body = 'order=3-1-2-4-5-6-7-8&rank-3=1&rank-1=2&rank-2=3'
  const headers = {
    cookie,
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(body.length),
  }
  return new Promise((settle, fail) => {
    const sent = request(url, { method: 'POST', agent, headers }, (answer) => {
      answer.resume()
      answer.on('end', () => settle(answer.statusCode ?? 0))
    })
    sent.on('error', fail)
    sent.end(body)
  })
}

async function ask(server: ChildProcess, what: 'empty' | 'envelopes'): Promise<unknown> {
  const answered = once(server, 'message')
  server.send(what)
  return (await answered)[0]
}
