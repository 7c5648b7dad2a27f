import { HiddenFields } from '../forms/hidden-fields.tsx'
import type { Link } from '../link.ts'
import { Swell } from './swell.tsx'
import { WaveMark } from './wave-mark.tsx'

export type Viewer = {
  name?: string | undefined
  links: readonly Link[]
  /** Where signing out is posted, and what travels with it; left out for whoever is not signed in. */
  signOut?: { action: string; hidden?: Readonly<Record<string, string>> | undefined } | undefined
}

export type HeaderProps = {
  organisation?: { name: string } | undefined
  /** Who is signed in, and what concerns them alone. */
  viewer?: Viewer | undefined
  /** At most six, so that they stand in two rows on a phone. */
  nav?: readonly Link[] | undefined
}

/** The plum band at the head of every page, ending in a swell; `open` where a masthead goes on from it. */
export function Header({ organisation, viewer, nav = [], open }: HeaderProps & { open?: boolean }) {
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
              {viewer.signOut && (
                <li>
                  <form method="post" action={viewer.signOut.action}>
                    {viewer.signOut.hidden && <HiddenFields values={viewer.signOut.hidden} />}
                    <button type="submit">Sign out</button>
                  </form>
                </li>
              )}
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
      {!open && <Swell into="page" />}
    </header>
  )
}
