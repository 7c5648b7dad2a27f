import { Choices, type ChoicesProps } from './choices.tsx'

/** One of a few. `label` is the question. */
export function Radios(props: ChoicesProps) {
  return <Choices {...props} kind={{ type: 'radio', block: 'govuk-radios' }} />
}
