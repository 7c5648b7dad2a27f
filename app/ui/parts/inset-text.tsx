import type { ComponentChildren } from 'preact'

/** A passage set apart: a quotation from a rule, a plain word on secrecy. */
export function InsetText({ children }: { children: ComponentChildren }) {
  return <div class="govuk-inset-text gs-flow">{children}</div>
}
