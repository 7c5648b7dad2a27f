import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { projectRoot } from '../../app/platform/project-root.ts'
import type { Outcome } from './outcome.ts'

/**
 * The suites, in the order in which they tell most soonest. The browser has a run of its own: where there is none to
 * be had, this is said once, and the rest has been tested all the same.
 */
const runs = [['packages', 'app'], ['browser']]

export async function runSuites(words: readonly string[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const projects of runs) outcomes.push(await runVitest(projects, words))
  return outcomes
}

async function runVitest(projects: readonly string[], words: readonly string[]): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'groundswell-report-'))
  const report = join(folder, 'report.json')
  try {
    const vitest = join(projectRoot(), 'node_modules', 'vitest', 'vitest.mjs')
    const chosen = projects.flatMap((project) => ['--project', project])
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`, '--silent=passed-only']
    const child = spawn(process.execPath, [vitest, 'run', ...chosen, ...reporters, '--passWithNoTests', ...words], {
      cwd: projectRoot(),
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    const status = await new Promise((settle) => child.once('exit', settle))
    const outcome = countReport(JSON.parse(await readFile(report, 'utf8').catch(() => '{}')) as Report)
    // A run that fails without a failed test, such as for an error outside of any, has failed all the same.
    return status !== 0 && outcome.failed === 0 ? { ...outcome, failed: 1 } : outcome
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The part that is needed of the report that Vitest shares with Jest. */
export interface Report {
  readonly testResults?: readonly {
    readonly name: string
    readonly status: string
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
  }[]
}

/** Counts tests, and a file that failed before it came to any as one; names what was skipped. */
export function countReport({ testResults = [] }: Report, say: (line: string) => void = console.log): Outcome {
  let [passed, failed, skipped] = [0, 0, 0]
  for (const file of testResults) {
    for (const { status, fullName } of file.assertionResults) {
      if (status === 'passed') passed++
      else if (status === 'failed') failed++
      else {
        skipped++
        say(` ↓ skipped: ${relative(projectRoot(), file.name)}: ${fullName}`)
      }
    }
    const failures = file.assertionResults.filter(({ status }) => status === 'failed').length
    if (file.status === 'failed' && failures === 0) failed++
  }
  return { passed, failed, skipped }
}
