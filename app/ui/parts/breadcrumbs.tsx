import type { Link } from '../link.ts'

/** The way to this page; the page itself is not in it. `inverse` on plum. */
export function Breadcrumbs({ links, inverse }: { links: readonly Link[]; inverse?: boolean }) {
  return (
    <nav class={inverse ? 'govuk-breadcrumbs govuk-breadcrumbs--inverse' : 'govuk-breadcrumbs'} aria-label="Breadcrumb">
      <ol class="govuk-breadcrumbs__list">
        {links.map((link) => (
          <li key={link.href} class="govuk-breadcrumbs__list-item">
            <a class="govuk-breadcrumbs__link" href={link.href}>
              {link.text}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
