import { countText, type Limit } from './count-text.ts'
import { Field, type FieldProps } from './field.tsx'
import { typed } from './form-state.ts'

export type TextareaProps = FieldProps & { rows?: number | undefined; limit?: Limit | undefined }

/** Several lines of text, with a line that says how long it may be. */
export function Textarea(props: TextareaProps) {
  const value = typed(props.form, props.name)
  return (
    <Field
      {...props}
      box={({ id, describedBy, invalid }) => (
        <>
          <textarea
            class={invalid ? 'govuk-textarea govuk-textarea--error' : 'govuk-textarea'}
            id={id}
            name={props.name}
            rows={props.rows ?? 6}
            value={value}
            aria-describedby={[describedBy, props.limit && `${id}-count`].filter(Boolean).join(' ') || undefined}
            aria-invalid={invalid || undefined}
          />
          {props.limit && (
            <p id={`${id}-count`} class="govuk-hint gs-count">
              {countText(value, props.limit)}
            </p>
          )}
        </>
      )}
    />
  )
}
