import type { ComponentChildren } from 'preact'

/** What has consequences and cannot be undone, in one sentence. */
export function WarningText({ children }: { children: ComponentChildren }) {
  return (
    <div class="govuk-warning-text">
      <span class="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>
      <strong class="govuk-warning-text__text">
        <span class="govuk-visually-hidden">Warning </span>
        {children}
      </strong>
    </div>
  )
}
