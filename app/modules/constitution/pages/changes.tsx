import type { Frame } from '../../../platform/web/visit.ts'
import { Page } from '../../../ui/document.tsx'
import { Button } from '../../../ui/forms/button.tsx'
import { ErrorSummary } from '../../../ui/forms/error-summary.tsx'
import { Form } from '../../../ui/forms/form.tsx'
import type { FormState } from '../../../ui/forms/form-state.ts'
import { Textarea } from '../../../ui/forms/textarea.tsx'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { PageHeading } from '../../../ui/parts/page-heading.tsx'
import { Table } from '../../../ui/parts/table.tsx'
import type { Amendment } from '../amendment.ts'
import type { Finding } from '../check/finding.ts'
import type { Change, ChangedArticle } from '../difference.ts'
import { majorityInWords } from '../rule-in-words.ts'
import { listInWords } from '../words.ts'

const CRUMB = [{ href: '/constitution', text: 'Constitution' }]

export function ChangesPage({ frame, number, amendment }: { frame: Frame; number: number; amendment: Amendment }) {
  return (
    <Page {...frame} title={`What version ${number} changed`} width="wide" breadcrumbs={CRUMB}>
      <PageHeading
        title={`What version ${number} changed`}
        lede={`The words and the rules of version ${number - 1} beside those that took their place.`}
      />
      <Changes amendment={amendment} />
    </Page>
  )
}

export interface TryPageProps {
  readonly frame: Frame
  readonly form: FormState
  /** What the change would do; null before one was tried, or where it does not read. */
  readonly amendment: Amendment | null
}

export function TryPage({ frame, form, amendment }: TryPageProps) {
  return (
    <Page
      {...frame}
      title="Try a change to the constitution"
      width="wide"
      errors={form.errors.length > 0}
      breadcrumbs={CRUMB}
    >
      <ErrorSummary form={form} />
      <PageHeading
        title="Try a change to the constitution"
        lede="Change the text as you would have it, and see what it would do. Nothing is kept, and nobody is told."
      />
      {amendment && (
        <>
          <Demanded amendment={amendment} />
          <Changes amendment={amendment} />
        </>
      )}
      <Form>
        <Textarea
          form={form}
          name="text"
          label="The constitution, with your change"
          hint="Words stand in numbered clauses. The rules that the program obeys stand in blocks that begin with ```rules."
          rows={30}
        />
        <Button>See what it would do</Button>
      </Form>
    </Page>
  )
}

function Demanded({ amendment: { demand, constitution, differences, effects } }: { amendment: Amendment }) {
  if (differences.length === 0 && effects.length === 0) return null
  const body = demand && (constitution.bodies.get(demand.body)?.rule.title ?? demand.body)
  return (
    <>
      <h2>The vote it takes</h2>
      <p>
        {demand
          ? `${listInWords(demand.clauses.map((clause) => `Article ${clause}`))} of today: ${body}, by ${majorityInWords(demand.majorityText)} of the votes cast, where at least ${demand.turnoutPercent}% of those entitled have voted.`
          : 'No single vote can make this change: no rule covers it, or two articles leave it to different bodies.'}
      </p>
    </>
  )
}

function Changes({ amendment }: { amendment: Amendment }) {
  const { differences, effects, newFindings, mended } = amendment
  if (differences.length === 0 && effects.length === 0)
    return <EmptyState title="Nothing differs, neither in the words nor in the rules" />
  return (
    <>
      {effects.length > 0 && (
        <>
          <h2>What the program would do</h2>
          <Table
            caption="What the program does today, and after"
            captionHidden
            layout="stacked"
            rows={effects}
            columns={[
              { head: 'Rule', cell: ({ name }) => <code>{name}</code> },
              { head: 'Before', cell: ({ today }) => today ?? 'There is no such rule.' },
              { head: 'After', cell: ({ after }) => after ?? 'There is no such rule.' },
            ]}
          />
        </>
      )}
      {differences.length > 0 && <h2>What differs in the words</h2>}
      {differences.map((article) => (
        <DifferingArticle key={`${article.kind} ${article.number}`} article={article} />
      ))}
      <Findings title="What no longer fits together" findings={newFindings} />
      <Findings title="What it mends" findings={mended} />
    </>
  )
}

function DifferingArticle({ article: { number, title, kind, lines } }: { article: ChangedArticle }) {
  const what = { changed: '', added: ' (new)', removed: ' (taken out)' }[kind]
  return (
    <section>
      <h3>
        {number}. <Words changes={title} />
        {what}
      </h3>
      {lines.map((line, index) => (
        <p key={index}>
          {line.number && <strong class="gs-clause">{line.number}</strong>} <Words changes={line.changes} />
        </p>
      ))}
    </section>
  )
}

/** Marked by line and by hidden words, so that neither colour nor sight is needed to tell what went from what came. */
function Words({ changes }: { changes: readonly Change[] }) {
  return (
    <>
      {changes.map(({ kind, text }, index) =>
        kind === 'same' ? (
          `${text} `
        ) : kind === 'removed' ? (
          <>
            <del key={index} class="gs-del">
              <span class="govuk-visually-hidden">taken out: </span>
              {text}
            </del>{' '}
          </>
        ) : (
          <>
            <ins key={index} class="gs-ins">
              <span class="govuk-visually-hidden">put in: </span>
              {text}
            </ins>{' '}
          </>
        ),
      )}
    </>
  )
}

function Findings({ title, findings }: { title: string; findings: readonly Finding[] }) {
  if (findings.length === 0) return null
  return (
    <>
      <h2>{title}</h2>
      <ul>
        {findings.map(({ clause, message, path }) => (
          <li key={message}>
            Article {clause}: {message}
            <ul>
              {path.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </>
  )
}
