import { Choices, type ChoicesProps } from './choices.tsx'

/** Any of a few, or one thing to agree to. `label` is the question; `small` for filters beside a list. */
export function Checkboxes(props: ChoicesProps & { small?: boolean }) {
  return <Choices {...props} kind={{ type: 'checkbox', block: 'govuk-checkboxes' }} />
}
