import { Field, type FieldProps } from './field.tsx'
import { typed } from './form-state.ts'

export type TextInputProps = FieldProps & {
  type?: 'text' | 'email' | 'tel' | 'url' | 'search' | undefined
  /** How many characters the answer usually has; the box is that wide. */
  width?: 2 | 3 | 4 | 5 | 10 | 20 | undefined
  /** What the browser may fill in: an autofill token of the HTML standard, as `email` or `street-address`. */
  autocomplete?: string | undefined
  inputmode?: 'numeric' | 'decimal' | undefined
  /** Read as part of the answer: a unit or currency mark. */
  prefix?: string | undefined
  suffix?: string | undefined
  spellcheck?: boolean | undefined
}

/** One line of text. */
export function TextInput(props: TextInputProps) {
  return (
    <Field
      {...props}
      box={({ id, describedBy, invalid }) => {
        const input = (
          <input
            class={`govuk-input${props.width ? ` govuk-input--width-${props.width}` : ''}${invalid ? ' govuk-input--error' : ''}`}
            id={id}
            name={props.name}
            // The element's types take one literal at a time; all of these share them.
            type={(props.type ?? 'text') as 'text'}
            value={typed(props.form, props.name)}
            autocomplete={props.autocomplete}
            inputmode={props.inputmode}
            spellcheck={props.spellcheck}
            aria-describedby={describedBy}
            aria-invalid={invalid || undefined}
          />
        )
        if (!props.prefix && !props.suffix) return input
        return (
          <div class="govuk-input__wrapper">
            {props.prefix && (
              <div class="govuk-input__prefix" aria-hidden="true">
                {props.prefix}
              </div>
            )}
            {input}
            {props.suffix && (
              <div class="govuk-input__suffix" aria-hidden="true">
                {props.suffix}
              </div>
            )}
          </div>
        )
      }}
    />
  )
}
