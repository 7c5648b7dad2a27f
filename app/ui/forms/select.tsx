import { Field, type FieldProps } from './field.tsx'
import { typed } from './form-state.ts'

export type SelectProps = FieldProps & { options: readonly { value: string; text: string }[] }

/** One of many, where radios would fill the page. Give a first option with an empty value where none is chosen yet. */
export function Select(props: SelectProps) {
  const chosen = typed(props.form, props.name)
  return (
    <Field
      {...props}
      box={({ id, describedBy, invalid }) => (
        <select
          class={invalid ? 'govuk-select govuk-select--error' : 'govuk-select'}
          id={id}
          name={props.name}
          aria-describedby={describedBy}
          aria-invalid={invalid || undefined}
        >
          {props.options.map((option) => (
            <option key={option.value} value={option.value} selected={option.value === chosen}>
              {option.text}
            </option>
          ))}
        </select>
      )}
    />
  )
}
