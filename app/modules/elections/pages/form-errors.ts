import type { FieldError, Problem } from '../../../platform/runner.ts'
import type { FormErrors } from '../../../ui/forms/form-state.ts'

/** What is wrong with a form, whether its schema or its verb said so. A refusal is a page of its own. */
export function formErrors(problem: Exclude<Problem<readonly FieldError[]>, { kind: 'refused' }>): FormErrors {
  const errors = problem.kind === 'invalid' ? problem.errors : problem.problem
  return errors.map(({ field, message }) => ({ field: field.split('.')[0] ?? '', message }))
}
