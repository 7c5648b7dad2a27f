import { dateBoxes } from './date-value.ts'
import { ErrorMessage } from './error-message.tsx'
import { describedBy, type FieldProps, labelText } from './field.tsx'
import { Fieldset } from './fieldset.tsx'
import { errorFor, fieldId, typed } from './form-state.ts'
import { Hint } from './hint.tsx'

/** A day in three boxes, posted as `name-day`, `name-month`, `name-year`; read them with `readDate`. An error is
 * reported on `name` and leads to the first box. */
export function DateInput(props: FieldProps & { birthday?: boolean }) {
  const id = fieldId(props.name)
  const boxes = dateBoxes(props.name)
  const error = errorFor(props.form, props.name)
  const parts = [
    { label: 'Day', id, name: boxes.day, width: 2, autocomplete: 'bday-day' },
    { label: 'Month', id: `${id}-month`, name: boxes.month, width: 2, autocomplete: 'bday-month' },
    { label: 'Year', id: `${id}-year`, name: boxes.year, width: 4, autocomplete: 'bday-year' },
  ]
  return (
    <div class={error ? 'govuk-form-group govuk-form-group--error' : 'govuk-form-group'}>
      <Fieldset
        legend={labelText(props)}
        heading={props.heading}
        describedBy={describedBy(id, props.hint, error)}
        role="group"
      >
        {props.hint && <Hint id={`${id}-hint`}>{props.hint}</Hint>}
        {error && <ErrorMessage id={`${id}-error`} message={error} />}
        <div class="govuk-date-input">
          {parts.map((part) => (
            <div key={part.name} class="govuk-date-input__item">
              <label class="govuk-label govuk-date-input__label" for={part.id}>
                {part.label}
              </label>
              <input
                class={`govuk-input govuk-date-input__input govuk-input--width-${part.width}${error ? ' govuk-input--error' : ''}`}
                id={part.id}
                name={part.name}
                type="text"
                inputmode="numeric"
                value={typed(props.form, part.name)}
                autocomplete={props.birthday ? part.autocomplete : undefined}
                aria-invalid={error ? true : undefined}
              />
            </div>
          ))}
        </div>
      </Fieldset>
    </div>
  )
}
