import {
  type BallotFile,
  type CountRecord,
  count,
  describeParseError,
  parseBlt,
  ruleNamed,
  rules,
} from '@groundswell/tally'
import { err, ok, type Result } from '../../../platform/result.ts'

export interface CountedFile {
  readonly name: string
  readonly title: string
  readonly papers: Uint8Array
  readonly file: BallotFile
  readonly record: CountRecord
}

export interface BallotFileToCount {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Reads and counts one ballot file, or says in one line which file, line and column is wrong, and what was expected. */
export function readBallotFile(
  { name, bytes }: BallotFileToCount,
  { rules: ruleName, title }: { rules: string; title?: string | undefined },
): Result<CountedFile, string> {
  if (!ruleNamed(ruleName))
    return err(`There is no rule called "${ruleName}". There are: ${rules.map((rule) => rule.name).join(', ')}.`)
  const parsed = parseBlt(bytes)
  if (!parsed.ok) return err(`${name}: ${describeParseError(parsed.error)}`)
  const heading = (title ?? parsed.value.title).trim() || withoutEnding(name) || 'An election without a title'
  if ([heading, parsed.value.title, ...parsed.value.candidates].some((text) => text.includes('\0'))) {
    return err(`${name}: a name or the title holds a zero byte, which is no letter.`)
  }
  const counted = count(parsed.value, { rules: ruleName })
  if (!counted.ok) return err(`${name}: ${counted.error.message}`)
  const tooMuch = beyondPublishing(heading, counted.value)
  if (tooMuch) return err(`${name}: ${tooMuch}`)
  return ok({
    name,
    title: heading,
    papers: bytes,
    file: parsed.value,
    record: counted.value,
  })
}

/** What a result's row has no room for. The counting rules themselves set no such limit. */
function beyondPublishing(title: string, { seats, ballots }: CountRecord): string | null {
  if ([...title].length > LONGEST_TITLE)
    return `the title is longer than ${LONGEST_TITLE} letters. Give the election a shorter one when you publish it.`
  if (seats > MOST || ballots.total > MOST) return `more than ${MOST} seats or papers cannot be published.`
  return null
}

const LONGEST_TITLE = 300
const MOST = 2_147_483_647

const withoutEnding = (name: string): string =>
  name
    .replace(/^.*[/\\]/, '')
    .replace(/\.[^.]*$/, '')
    .replace(/[_-]+/g, ' ')
    .trim()
