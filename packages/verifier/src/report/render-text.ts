import { type CountRecord, renderText as renderCount } from '@groundswell/tally'
import { FINDINGS, NOTES } from './findings.ts'
import type { Report } from './report.ts'

/** The report for people: what was read, a line for each finding and note, the result, and the verdict last. */
export function renderReport(report: Report): string {
  return [
    ...heading(report),
    ...report.findings.map(({ code, where, detail }) => `FINDING ${code}: ${FINDINGS[code]} — ${where}: ${detail}`),
    ...Object.entries(report.unlisted).map(([code, count]) => `FINDING ${code}: ${count} more like these`),
    ...report.notes.map(({ code, detail }) => `note ${code}: ${NOTES[code]} — ${detail}`),
    ...results(report),
    ...report.counts.flatMap((record) => ['', ...countOf(record)]),
    verdict(report),
    '',
  ]
    .map(printable)
    .join('\n')
}

function heading({ election, read }: Report): string[] {
  const { ballots, last, shuffles, decryptions, trustees, credentials } = read
  const what = `${ballots} ballots (${last} of them count), ${shuffles} shuffles, ${decryptions} partial decryptions`
  const who = `${credentials} credentials, ${trustees} trustees`
  if (election === undefined) return ['No election could be read.']
  return [`${election.name} (${election.uuid}), fingerprint ${election.fingerprint}`, `${who}; ${what}`]
}

function results({ election, result }: Report): string[] {
  if (election === undefined || result === undefined) return []
  return election.questions.flatMap(({ question, answers }, i) => {
    const part = result.result[i] ?? []
    if (part.some((each) => typeof each !== 'number')) return [`${question}: ${part.length} papers opened`]
    const labels = part.length > answers.length ? ['blank', ...answers] : answers
    return [`${question}: ${part.map((votes, j) => `${labels[j]} ${String(votes)}`).join(', ')}`]
  })
}

/** Titles and names come from the archive: they are made printable before they are put on lines. */
function countOf(record: CountRecord): string[] {
  const candidates = record.candidates.map((each) => ({ ...each, name: printable(each.name) }))
  return renderCount({ ...record, title: printable(record.title), candidates }).split('\n')
}

function verdict({ findings, unlisted }: Report): string {
  const count = findings.length + Object.values(unlisted).reduce((sum, more) => sum + more, 0)
  if (count === 0) return 'No finding.'
  return count === 1 ? '1 finding.' : `${count} findings.`
}

/** An archive is a stranger's text: nothing in it may steer a terminal or start a line of its own. */
const printable = (line: string): string =>
  line.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`)
