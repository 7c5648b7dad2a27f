import type { LogLevel } from './config.ts'

/** Lines for whoever operates the program. Never what a person typed, never who they are. */
export interface Log {
  info(event: string, facts?: Facts): void
  warn(event: string, facts?: Facts): void
  error(event: string, problem: unknown, facts?: Facts): void
}

type Facts = Readonly<Record<string, string | number | boolean>>

const RANK: Record<LogLevel, number> = { debug: 0, info: 1, warn: 2, error: 3, silent: 4 }

export function createLog(level: LogLevel, write: (line: string) => void = (line) => console.error(line)): Log {
  const say = (rank: LogLevel, event: string, facts: Facts = {}) => {
    if (RANK[rank] < RANK[level]) return
    const details = Object.entries(facts).map(([name, value]) => ` ${name}=${value}`)
    write(`${rank === 'info' ? '' : `${rank}: `}${event}${details.join('')}`)
  }
  return {
    info: (event, facts) => say('info', event, facts),
    warn: (event, facts) => say('warn', event, facts),
    error: (event, problem, facts) => say('error', event, { ...facts, ...describe(problem) }),
  }
}

/** Where a problem happened, without its values: a database error's detail quotes the row that broke the rule. */
function describe(problem: unknown): Facts {
  if (!(problem instanceof Error)) return { problem: typeof problem }
  const { code, table, constraint } = problem as Error & Record<string, unknown>
  const isDatabase = typeof code === 'string' && 'severity' in problem
  const facts: Record<string, string> = { problem: isDatabase ? `database ${code}` : problem.name }
  if (typeof table === 'string') facts.table = table
  if (typeof constraint === 'string') facts.constraint = constraint
  const frames = (problem.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at ') && !line.includes('node_modules'))
  if (!isDatabase) facts.message = JSON.stringify(problem.message.split('\n')[0]?.slice(0, 200))
  facts.at = JSON.stringify(
    frames
      .slice(0, 4)
      .map((line) => line.trim().slice(3))
      .join(' < '),
  )
  return facts
}
