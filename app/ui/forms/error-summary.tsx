import { type FormState, fieldId } from './form-state.ts'

/** Everything that is wrong with a form, first on the page, each line leading to its field; it takes focus by itself, there
 * being no script to move it. Nothing when all is well. */
export function ErrorSummary({ form }: { form: FormState }) {
  if (form.errors.length === 0) return null
  return (
    <div class="govuk-error-summary" tabIndex={-1} autofocus>
      <div role="alert">
        <h2 class="govuk-error-summary__title">There is a problem</h2>
        <div class="govuk-error-summary__body">
          <ul class="govuk-list govuk-error-summary__list">
            {form.errors.map((error) => (
              <li key={error.field + error.message}>
                <a href={`#${fieldId(error.field)}`}>{error.message}</a>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  )
}
