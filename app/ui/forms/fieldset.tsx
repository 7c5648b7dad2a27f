import type { ComponentChildren } from 'preact'

export type FieldsetProps = {
  legend: string
  /** The legend is the page's heading: one question a page. */
  heading?: boolean | undefined
  describedBy?: string | undefined
  /** `group` where the boxes inside are text, so that hint and error are announced with them. */
  role?: 'group' | undefined
  children: ComponentChildren
}

/** Several boxes that answer one question. */
export function Fieldset({ legend, heading, describedBy, role, children }: FieldsetProps) {
  return (
    <fieldset class="govuk-fieldset" aria-describedby={describedBy} role={role}>
      <legend class={`govuk-fieldset__legend govuk-fieldset__legend--${heading ? 'l' : 's'}`}>
        {heading ? <h1 class="govuk-fieldset__heading">{legend}</h1> : legend}
      </legend>
      {children}
    </fieldset>
  )
}
