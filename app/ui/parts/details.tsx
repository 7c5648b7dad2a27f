import type { ComponentChildren } from 'preact'

/** More, for whoever wants it; never what everybody needs. */
export function Details({ summary, open, children }: { summary: string; open?: boolean; children: ComponentChildren }) {
  return (
    <details class="govuk-details" open={open}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{summary}</span>
      </summary>
      <div class="govuk-details__text gs-flow">{children}</div>
    </details>
  )
}
