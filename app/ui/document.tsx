import type { ComponentChildren } from 'preact'
import type { Assets } from './assets.ts'
import type { Link } from './link.ts'
import { Breadcrumbs } from './parts/breadcrumbs.tsx'
import { Footer } from './parts/footer.tsx'
import { Header, type HeaderProps } from './parts/header.tsx'
import { Masthead, type MastheadProps } from './parts/masthead.tsx'
import { NotificationBanner } from './parts/notification-banner.tsx'

export type Flash = { kind: 'success' | 'notice'; text: string; detail?: string | undefined }

export type PageProps = HeaderProps & {
  /** What this page is, as its first heading says it; the organisation's name is added. */
  title: string
  assets: Assets
  /** The way here, from the front page down, without this page itself. */
  breadcrumbs?: readonly Link[] | undefined
  /** A form on this page was refused: the title then begins with "Error:", so that it is heard first. */
  errors?: boolean | undefined
  /** Word of what has just happened, shown once above the page. */
  flash?: Flash | undefined
  /** A first heading on the plum of the header; the page then has no other `h1`. */
  masthead?: MastheadProps | undefined
  /** `text` for reading and forms, `wide` for tables and boards. */
  width?: 'text' | 'wide' | undefined
  lang?: string | undefined
  /** One plain sentence for search engines and shared links. */
  description?: string | undefined
  /** Addresses of the islands' modules; most pages have none. */
  scripts?: readonly string[] | undefined
  help?: string | undefined
  source?: string | undefined
  footerLinks?: readonly Link[] | undefined
  children: ComponentChildren
}

/** The frame of every page: skip link, header, way here, main, footer. Render it with `renderPage`. */
export function Page(props: PageProps) {
  const { assets, breadcrumbs = [], flash, masthead, organisation, scripts = [], width = 'text' } = props
  const name = organisation?.name ?? 'Groundswell'
  const title = props.title === name ? name : `${props.title} – ${name}`
  return (
    <html lang={props.lang ?? 'en-GB'} class="govuk-template">
      <head>
        <meta charset="utf-8" />
        <title>{props.errors ? `Error: ${title}` : title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#4a1546" />
        {props.description && <meta name="description" content={props.description} />}
        <link rel="icon" href={assets.icon} type="image/svg+xml" />
        <link rel="stylesheet" href={assets.css} />
        {assets.fonts.map((font) => (
          <link key={font} rel="preload" href={font} as="font" type="font/woff2" crossorigin="anonymous" />
        ))}
        {scripts.map((script) => (
          <script key={script} type="module" src={script} />
        ))}
      </head>
      <body class="govuk-template__body gs-page">
        <a class="govuk-skip-link" href="#main">
          Skip to main content
        </a>
        <Header organisation={organisation} viewer={props.viewer} nav={props.nav} open={masthead !== undefined} />
        {breadcrumbs.length > 0 && (
          <div class={masthead ? 'gs-way gs-way--open' : 'gs-way'}>
            <div class="govuk-width-container">
              <Breadcrumbs links={breadcrumbs} inverse={masthead !== undefined} />
            </div>
          </div>
        )}
        <main id="main" class="gs-main" tabIndex={-1}>
          {masthead && <Masthead {...masthead} />}
          <div class="govuk-width-container">
            <div class={width === 'text' ? 'gs-body gs-body--text' : 'gs-body'}>
              {flash && <NotificationBanner kind={flash.kind} heading={flash.text} detail={flash.detail} />}
              {props.children}
            </div>
          </div>
        </main>
        <Footer organisation={organisation} help={props.help} source={props.source} links={props.footerLinks} />
      </body>
    </html>
  )
}
