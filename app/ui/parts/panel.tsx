import type { ComponentChildren } from 'preact'

export type PanelProps = {
  title: string
  /** What the person keeps: a receipt, a reference. */
  reference?: { label: string; value: string } | undefined
  children?: ComponentChildren
}

/** The end of a task, said so that nobody doubts it. It is the page's heading. */
export function Panel({ title, reference, children }: PanelProps) {
  return (
    <div class="govuk-panel govuk-panel--confirmation">
      <h1 class="govuk-panel__title">{title}</h1>
      {(reference || children) && (
        <div class="govuk-panel__body">
          {reference && (
            <p class="gs-reference">
              {reference.label}
              <strong>{reference.value}</strong>
            </p>
          )}
          {children}
        </div>
      )}
    </div>
  )
}
