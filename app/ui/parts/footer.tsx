import type { Link } from '../link.ts'
import { Swell } from './swell.tsx'

export type FooterProps = {
  organisation?: { name: string } | undefined
  /** Where a person without a link, a letter or a ballot paper gets help. */
  help?: string | undefined
  /** Where the source of the running version is had (AGPL-3.0, section 13). */
  source?: string | undefined
  links?: readonly Link[] | undefined
}

/** The foot of every page. Help comes first and never moves (WCAG 2.2, 3.2.6). */
export function Footer({ organisation, help = '/help', source = '/source', links = [] }: FooterProps) {
  return (
    <footer class="gs-footer">
      <Swell into="footer" />
      <div class="govuk-width-container">
        <p class="gs-footer__help">
          <a href={help}>Get help signing in or voting</a>
        </p>
        {links.length > 0 && (
          <ul class="gs-footer__links">
            {links.map((link) => (
              <li key={link.href}>
                <a href={link.href}>{link.text}</a>
              </li>
            ))}
          </ul>
        )}
        <p class="gs-footer__small">
          {organisation ? `${organisation.name} lives in Groundswell. ` : 'Groundswell. '}
          <a href={source}>Free software: read, change and share its source</a> under the AGPL.
        </p>
      </div>
    </footer>
  )
}
