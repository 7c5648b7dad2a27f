import type { ComponentChildren } from 'preact'
import { HiddenFields } from '../forms/hidden-fields.tsx'

export type SearchFormProps = {
  action: string
  label: string
  name?: string | undefined
  value?: string | undefined
  /** Filters in force, kept through the search. */
  hidden?: Readonly<Record<string, string | readonly string[]>> | undefined
  /** Further fields, as a `Select`. */
  children?: ComponentChildren
}

/** Finding in a list: a form that gets, so that the answer has an address of its own. */
export function SearchForm({ action, label, name = 'q', value = '', hidden, children }: SearchFormProps) {
  return (
    <search>
      <form class="gs-search" method="get" action={action}>
        {hidden && <HiddenFields values={hidden} />}
        {children}
        <label class="govuk-label govuk-label--s" for={`search-${name}`}>
          {label}
        </label>
        <div class="gs-search__row">
          <input class="govuk-input" id={`search-${name}`} name={name} type="search" value={value} />
          <button type="submit" class="govuk-button">
            Search
          </button>
        </div>
      </form>
    </search>
  )
}
