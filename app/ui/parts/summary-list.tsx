import type { ComponentChildren } from 'preact'

export type SummaryRow = {
  key: string
  value: ComponentChildren
  /** `of` completes the link's words for whoever hears it alone: "Change" + "your address". */
  actions?: readonly { href: string; text: string; of: string }[] | undefined
}

/** Facts by name: check your answers, the particulars of an election. */
export function SummaryList({ rows }: { rows: readonly SummaryRow[] }) {
  const acting = rows.some((row) => row.actions?.length)
  return (
    <dl class="govuk-summary-list">
      {rows.map((row) => (
        <div
          key={row.key}
          class={`govuk-summary-list__row${acting && !row.actions?.length ? ' govuk-summary-list__row--no-actions' : ''}`}
        >
          <dt class="govuk-summary-list__key">{row.key}</dt>
          <dd class="govuk-summary-list__value">{row.value}</dd>
          {row.actions && row.actions.length > 0 && (
            <dd class="govuk-summary-list__actions">
              {row.actions.map((action) => (
                <a key={action.href} class="govuk-link gs-action" href={action.href}>
                  {action.text}
                  <span class="govuk-visually-hidden"> {action.of}</span>
                </a>
              ))}
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}
