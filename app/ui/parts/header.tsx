import type { Link } from '../link.ts'
import { WaveMark } from './wave-mark.tsx'

export type HeaderProps = {
  organisation?: { name: string } | undefined
  /** Who is signed in, and what concerns them alone: their account, signing out. */
  viewer?: { name?: string | undefined; links: readonly Link[] } | undefined
  /** At most six, so that they stand in two rows on a phone. */
  nav?: readonly Link[] | undefined
}

/** The plum band at the head of every page, ending in a swell. */
export function Header({ organisation, viewer, nav = [] }: HeaderProps) {
  return (
    <header class="gs-header">
      <div class="govuk-width-container gs-header__top">
        <a class="gs-header__home" href="/">
          <WaveMark />
          <span>{organisation?.name ?? 'Groundswell'}</span>
        </a>
        {viewer && (
          <nav class="gs-header__viewer" aria-label="Your account">
            {viewer.name && <span class="gs-header__name">{viewer.name}</span>}
            <ul>
              {viewer.links.map((link) => (
                <li key={link.href}>
                  <a href={link.href} aria-current={link.current ? 'page' : undefined}>
                    {link.text}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </div>
      {nav.length > 0 && (
        <nav class="govuk-width-container gs-nav" aria-label="Main">
          <ul>
            {nav.map((link) => (
              <li key={link.href}>
                <a href={link.href} aria-current={link.current ? 'page' : undefined}>
                  {link.text}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <svg class="gs-swell" viewBox="0 0 1200 40" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <path class="gs-swell__crest" d="M0 24C260 -8 520 4 760 20S1080 34 1200 10V40H0Z" />
        <path class="gs-swell__ground" d="M0 30C260 2 520 10 760 25S1080 37 1200 19V40H0Z" />
      </svg>
    </header>
  )
}
