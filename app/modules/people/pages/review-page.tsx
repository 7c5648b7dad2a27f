import type { Frame } from '../../../platform/web/visit.ts'
import { Page } from '../../../ui/document.tsx'
import { formatNumber } from '../../../ui/format.ts'
import { Button } from '../../../ui/forms/button.tsx'
import { Form } from '../../../ui/forms/form.tsx'
import { emptyForm, type FormState } from '../../../ui/forms/form-state.ts'
import { Radios } from '../../../ui/forms/radios.tsx'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { PageHeading } from '../../../ui/parts/page-heading.tsx'
import type { ReviewItem } from '../review.ts'

type ReviewProps = {
  frame: Frame
  items: readonly ReviewItem[]
  open: number
  /** What was sent of one of them without a choice. */
  refused?: { readonly id: string; readonly form: FormState } | undefined
}

/** Rows that share a mailbox with somebody, for a person to say who they are. */
export function ReviewPage({ frame, items, open, refused }: ReviewProps) {
  return (
    <Page
      {...frame}
      title="Rows to be looked at"
      errors={refused !== undefined}
      breadcrumbs={[{ href: '/people', text: 'People' }]}
    >
      <PageHeading
        title="Rows to be looked at"
        lede="These rows have a mailbox that somebody known has, under another name. Couples share mailboxes: only you can say."
      />
      {items.length === 0 ? (
        <EmptyState title="There is nothing to look at." />
      ) : (
        <p>{open === 1 ? '1 row waits.' : `${formatNumber(open)} rows wait.`}</p>
      )}
      {items.length > 1 && (
        <Form action="/people/review" hidden={{ review: items.map(({ id }) => id) }}>
          <Button kind="secondary">All {items.length} on this page are people of their own</Button>
        </Form>
      )}
      {items.map((item) => (
        <Item key={item.id} item={item} form={refused?.id === item.id ? refused.form : emptyForm} />
      ))}
    </Page>
  )
}

function Item({ item, form }: { item: ReviewItem; form: FormState }) {
  const { row, candidates } = item
  return (
    <section>
      <h2 class="govuk-heading-m">{row.name}</h2>
      <p>
        {[row.email, row.place, row.postcode].filter(Boolean).join(' · ')} (line {item.line} of {item.fileName})
      </p>
      <Form form={form} action={`/people/review/${item.id}`}>
        <Radios
          form={form}
          name="who"
          label={`Who is ${row.name}?`}
          choices={[
            ...candidates.map((one) => ({
              value: one.person,
              text: `The same person as ${one.name}`,
              hint: [one.place, one.postcode].filter(Boolean).join(' · ') || undefined,
            })),
            { value: 'new', text: 'Somebody else, who shares the mailbox' },
            { value: 'left-out', text: 'Leave this row out' },
          ]}
        />
        <Button kind="secondary">Save</Button>
      </Form>
    </section>
  )
}
