import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import type { Outcome } from './outcome.ts'

/** What is checked without running anything: the name is also that of the npm script, `npm run check:NAME`. */
const checks = {
  types: 'the compiler finds no fault',
  lint: 'the formatter and linter find no fault',
  rooms: 'everybody imports only what they may',
  unused: 'nothing lies about that nobody uses',
}

/** Runs all checks, two at a time; what one of them says is shown only where it fails. */
export async function runChecks(): Promise<Outcome> {
  const waiting = Object.entries(checks)
  let passed = 0
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [name, about] = next
      const began = performance.now()
      const { succeeded, said } = await check(name)
      const seconds = ((performance.now() - began) / 1000).toFixed(1)
      console.log(`${succeeded ? ' ✓' : ' ✗'} ${name}: ${about} (${seconds} s)${succeeded ? '' : `\n${said}`}`)
      if (succeeded) passed++
    }
  }
  await Promise.all([lane(), lane()])
  return { passed, failed: Object.keys(checks).length - passed, skipped: 0 }
}

async function check(name: string): Promise<{ succeeded: boolean; said: string }> {
  const child = spawn('npm', ['run', '--silent', `check:${name}`], { stdio: ['ignore', 'pipe', 'pipe'] })
  const status = new Promise((settle) => child.once('exit', settle).once('error', settle))
  const said = await Promise.all([text(child.stdout), text(child.stderr)])
  return { succeeded: (await status) === 0, said: said.join('').trim() }
}
