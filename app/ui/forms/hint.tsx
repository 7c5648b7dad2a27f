import type { ComponentChildren } from 'preact'

/** Help with one question, read out together with it. */
export function Hint({ id, children }: { id: string; children: ComponentChildren }) {
  return (
    <div id={id} class="govuk-hint">
      {children}
    </div>
  )
}
