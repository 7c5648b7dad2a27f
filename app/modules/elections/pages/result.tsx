import type { CountRecord } from '@groundswell/tally'
import type { Frame } from '../../../platform/web/visit.ts'
import { Page } from '../../../ui/document.tsx'
import { formatDay, formatNumber } from '../../../ui/format.ts'
import type { PublishedCount } from '../publishing/queries.ts'
import { renderingsOf } from '../publishing/renderings.ts'
import { countOf, listOf } from './words.ts'

/** Who was elected and how, with every step, the papers, and the one command that repeats the count. */
export function ResultPage({ frame, result, origin }: { frame: Frame; result: PublishedCount; origin: string }) {
  const { record } = result
  const renderings = renderingsOf(result.slug, record)
  const elected = record.elected.map((number) => nameOf(record, number))
  return (
    <Page
      {...frame}
      title={result.title}
      width="wide"
      breadcrumbs={[{ href: '/elections', text: 'Elections' }]}
      description={`Elected: ${listOf(elected)}. The whole count, stage by stage.`}
    >
      <div class="gs-measure">
        <h1 class="govuk-heading-xl">{result.title}</h1>
        <p class="govuk-body-l">{summary(record)}</p>
        <h2 class="govuk-heading-l">Elected</h2>
        <ol class="gs-elected">
          {record.elected.map((number) => (
            <li key={number} class="gs-elected__person">
              <span class="gs-elected__name">{nameOf(record, number)}</span>
              <span class="gs-elected__how">{howElected(record, number)}</span>
            </li>
          ))}
        </ol>
        {record.vacant ? (
          <p class="govuk-inset-text">{countOf(record.vacant, 'seat')} could not be filled and stays vacant.</p>
        ) : null}
      </div>
      <h2 class="govuk-heading-l">How the votes moved</h2>
      {/* The renderings come from our own library, which escapes every name. */}
      <div class="gs-picture" dangerouslySetInnerHTML={{ __html: renderings.flow }} />
      <h2 class="govuk-heading-l">The count, stage by stage</h2>
      <div class="gs-count" dangerouslySetInnerHTML={{ __html: renderings.stages }} />
      <CountAgain result={result} origin={origin} />
    </Page>
  )
}

const nameOf = (record: CountRecord, number: number): string =>
  record.candidates[number - 1]?.name ?? `Candidate ${number}`

function summary(record: CountRecord): string {
  const { total, valid } = record.ballots
  const papers =
    valid === total
      ? `${countOf(total, 'ballot paper')} were counted`
      : `${formatNumber(valid)} of ${countOf(total, 'ballot paper')} were valid and counted`
  const quota = record.quota ? ` The quota, the votes that elect, is ${withCommas(record.quota)}.` : ''
  return `${countOf(record.candidates.length, 'candidate')} stood for ${countOf(record.seats, 'seat')}; ${papers}.${quota}`
}

const withCommas = (decimal: string): string => {
  const [whole = '', fraction] = decimal.split('.')
  return fraction === undefined ? formatNumber(Number(whole)) : `${formatNumber(Number(whole))}.${fraction}`
}

function howElected(record: CountRecord, number: number): string {
  const stage = record.stages.find((one) => one.elected.includes(number))
  if (!stage) return ''
  const votes = stage.totals[String(number)]
  const at = stage.number === 1 ? 'on first preferences' : `at stage ${stage.number}`
  return votes === undefined ? at : `${at}, with ${withCommas(trimmed(votes))} votes`
}

/** `1234.00000` is `1234` to a reader; a fraction stays exact. */
const trimmed = (decimal: string): string => decimal.replace(/\.?0+$/, (zeros) => (decimal.includes('.') ? '' : zeros))

function CountAgain({ result, origin }: { result: PublishedCount; origin: string }) {
  const { slug, record } = result
  return (
    <section class="gs-measure" aria-labelledby="count-again">
      <h2 class="govuk-heading-l" id="count-again">
        Count it again yourself
      </h2>
      <p class="govuk-body">
        The rules are <strong>{record.ruleTitle}</strong> ({record.citation}). Ties fall as the record says, so the same
        papers always give the same result.
      </p>
      {result.papersPublic ? <Steps result={result} origin={origin} /> : <Withheld slug={slug} />}
      <p class="govuk-body-s">
        {result.held === 'elsewhere' ? 'Held elsewhere; counted and published here' : 'Held and published here'} on{' '}
        {formatDay(result.publishedAt)}. The papers' SHA-256 is <code class="gs-digest">{record.inputDigest}</code>.
      </p>
    </section>
  )
}

function Steps({ result: { slug, record }, origin }: { result: PublishedCount; origin: string }) {
  return (
    <ol class="govuk-list govuk-list--number">
      <li>
        Take{' '}
        <a class="govuk-link" href={`/elections/${slug}/ballots.blt`}>
          the ballot papers
        </a>{' '}
        (BLT, a plain text file that any counting program reads).
      </li>
      <li>
        In a copy of{' '}
        <a class="govuk-link" href="/source">
          this program
        </a>
        , run one command:
        <pre class="gs-command">
          <code>{`curl -sO ${origin}/elections/${slug}/ballots.blt && npx tally count ballots.blt --rules ${record.rules}`}</code>
        </pre>
      </li>
      <li>
        Compare it with{' '}
        <a class="govuk-link" href={`/elections/${slug}/record.json`}>
          the record of this count
        </a>{' '}
        (JSON).
      </li>
    </ol>
  )
}

/** Few papers can give their voters away: what is published instead, and who sees them. */
function Withheld({ slug }: { slug: string }) {
  return (
    <p class="govuk-body">
      The papers of this election are not public: so few were opened together that somebody’s vote could be guessed.
      Scrutineers get them from the returning officer and can repeat the count. Everybody can read{' '}
      <a class="govuk-link" href={`/elections/${slug}/record.json`}>
        the record of this count
      </a>{' '}
      (JSON).
    </p>
  )
}
