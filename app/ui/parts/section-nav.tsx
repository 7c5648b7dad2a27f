import type { Link } from '../link.ts'

/** The pages of one thing (an election, a group), side by side under its heading. Links, not tabs. */
export function SectionNav({ label, links }: { label: string; links: readonly Link[] }) {
  return (
    <nav class="moj-sub-navigation" aria-label={label}>
      <ul class="moj-sub-navigation__list">
        {links.map((link) => (
          <li key={link.href} class="moj-sub-navigation__item">
            <a class="moj-sub-navigation__link" href={link.href} aria-current={link.current ? 'page' : undefined}>
              {link.text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
