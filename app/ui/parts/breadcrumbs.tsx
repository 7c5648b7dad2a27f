import type { Link } from '../link.ts'

/** The way to this page; the page itself is not in it. */
export function Breadcrumbs({ links }: { links: readonly Link[] }) {
  return (
    <nav class="govuk-breadcrumbs" aria-label="Breadcrumb">
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
