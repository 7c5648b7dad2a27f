import type { ComponentChildren } from 'preact'
import { ErrorMessage } from './error-message.tsx'
import { errorFor, type FormState, fieldId } from './form-state.ts'
import { Hint } from './hint.tsx'

/** What every field takes. */
export type FieldProps = {
  form: FormState
  name: string
  label: string
  hint?: ComponentChildren
  /** Says so beside the label; fields that must be filled carry no mark. */
  optional?: boolean | undefined
  /** The label is the page's heading: one question a page. */
  heading?: boolean | undefined
}

/** What a field's box needs to know of the label, hint and error around it. */
export type BoxProps = { id: string; describedBy: string | undefined; invalid: boolean }

/** The label of a field, alone on its page or one of several. */
export function labelText({ label, optional }: Pick<FieldProps, 'label' | 'optional'>): string {
  return optional ? `${label} (optional)` : label
}

/** The ids of hint and error as `aria-describedby` takes them. */
export function describedBy(id: string, hint: ComponentChildren, error: string | undefined): string | undefined {
  return [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined
}

/** Label, hint and error around one box. */
export function Field(props: FieldProps & { box: (bound: BoxProps) => ComponentChildren }) {
  const id = fieldId(props.name)
  const error = errorFor(props.form, props.name)
  const label = (
    <label class={props.heading ? 'govuk-label govuk-label--l' : 'govuk-label govuk-label--s'} for={id}>
      {labelText(props)}
    </label>
  )
  return (
    <div class={error ? 'govuk-form-group govuk-form-group--error' : 'govuk-form-group'}>
      {props.heading ? <h1 class="govuk-label-wrapper">{label}</h1> : label}
      {props.hint && <Hint id={`${id}-hint`}>{props.hint}</Hint>}
      {error && <ErrorMessage id={`${id}-error`} message={error} />}
      {props.box({ id, describedBy: describedBy(id, props.hint, error), invalid: error !== undefined })}
    </div>
  )
}
