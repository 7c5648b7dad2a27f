/** What is wrong with one field, in the same words as the summary at the top. */
export function ErrorMessage({ id, message }: { id: string; message: string }) {
  return (
    <p id={id} class="govuk-error-message">
      <span class="govuk-visually-hidden">Error:</span> {message}
    </p>
  )
}
