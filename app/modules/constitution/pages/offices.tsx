import type { Frame } from '../../../platform/web/visit.ts'
import { Page } from '../../../ui/document.tsx'
import { formatDay } from '../../../ui/format.ts'
import { PageHeading } from '../../../ui/parts/page-heading.tsx'
import { Table } from '../../../ui/parts/table.tsx'
import { Tag } from '../../../ui/parts/tag.tsx'
import type { HolderShown, OfficeShown } from '../queries.ts'
import { capital, lengthInWords, plural } from '../rule-in-words.ts'

/** Who holds what, since when, until when, and by which vote; what is vacant; who held it before. */
export function OfficesPage({ frame, offices }: { frame: Frame; offices: readonly OfficeShown[] }) {
  const interim = offices.some(({ holders }) => holders.some(({ how }) => how === 'founding'))
  return (
    <Page
      {...frame}
      title="Who holds which office"
      width="wide"
      description="Every office, who holds it, until when, and by which vote."
    >
      <PageHeading
        title="Who holds which office"
        lede={
          interim
            ? 'Offices marked interim have been held since the founding and were not voted on. They end by themselves on the day shown, or sooner, when members fill them by a vote.'
            : 'Every term ends by itself on the day shown, and with it all that the office gives access to.'
        }
      />
      {offices.map((shown) => (
        <Office key={shown.office.rule.name} shown={shown} />
      ))}
    </Page>
  )
}

function Office({ shown: { office, holders, vacant, past } }: { shown: OfficeShown }) {
  const { rule, clause } = office
  const length = rule.termMonths === undefined ? '' : `, for ${lengthInWords(rule.termMonths)}`
  return (
    <section aria-labelledby={rule.name}>
      <h2 id={rule.name}>{rule.title}</h2>
      <p>
        {capital(plural(rule.seats, 'place'))}
        {length}, under <a href={`/constitution#article-${clause}`}>article {clause}</a>.
      </p>
      {holders.length > 0 && <Holders caption={`${rule.title}: who holds it now`} holders={holders} />}
      {vacant > 0 && (
        <p>
          <Tag tone="wait" text="Vacant" /> {capital(plural(vacant, 'place'))}. Article {clause} says that a vacancy is
          filled by{' '}
          {rule.vacancy.filledBy === 'countback' ? 'counting the last election’s papers again' : 'an election'} within{' '}
          {plural(rule.vacancy.withinDays, 'day')}.
        </p>
      )}
      {past.length > 0 && <Holders caption={`${rule.title}: who held it before`} holders={past} isPast />}
    </section>
  )
}

function Holders({
  caption,
  holders,
  isPast = false,
}: {
  caption: string
  holders: readonly HolderShown[]
  isPast?: boolean
}) {
  return (
    <Table
      caption={caption}
      captionHidden={!isPast}
      layout="stacked"
      rows={holders}
      columns={[
        { head: 'Name', cell: ({ name }) => name ?? 'Name removed' },
        { head: 'Since', cell: ({ beganAt }) => formatDay(beganAt) },
        { head: 'Until', cell: (holder) => until(holder) },
        { head: 'By which vote', cell: how },
      ]}
    />
  )
}

/** The last day on which the office was still held: a term that ends at midnight ends on the day before. */
function until({ endsAt, endedBecause }: HolderShown): string {
  const day = formatDay(new Date(endsAt.getTime() - 1))
  return endedBecause === null ? day : `${day}. ${endedBecause}`
}

function how({ how, reference }: HolderShown) {
  if (how === 'founding')
    return (
      <>
        <Tag tone="wait" text="Interim" /> Named at the founding, by no vote
      </>
    )
  const text = how === 'election' ? 'Election' : 'Decision'
  return reference?.startsWith('/') ? <a href={reference}>{text}</a> : `${text} ${reference ?? ''}`
}
