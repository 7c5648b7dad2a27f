import { describe, expect, it } from 'vitest'
import { Page } from './document.tsx'
import { renderPage } from './render.ts'

const assets = { css: '/assets/main.abc.css', fonts: ['/assets/latin.woff2'], icon: '/assets/icon.svg' }

describe('a page', () => {
  it('is a whole document in its language, with one stylesheet and no script', () => {
    const html = renderPage(
      <Page title="Elections" assets={assets} organisation={{ name: 'Ferry Road' }}>
        <h1>Elections</h1>
      </Page>,
    )
    expect(html.startsWith('<!DOCTYPE html><html lang="en-GB"')).toBe(true)
    expect(html.endsWith('</html>')).toBe(true)
    expect(html).toContain('<title>Elections – Ferry Road</title>')
    expect(html).toContain('<link rel="stylesheet" href="/assets/main.abc.css"/>')
    expect(html).not.toContain('<script')
    expect(html).not.toContain(' style=')
  })

  it('leads past the header to the main part, and offers help in the same place on every page', () => {
    const html = renderPage(
      <Page title="Elections" assets={assets}>
        text
      </Page>,
    )
    expect(html.indexOf('href="#main"')).toBeLessThan(html.indexOf('<header'))
    expect(html).toContain('<main id="main"')
    expect(html).toMatch(/<footer.*<a href="\/help">Get help signing in or voting<\/a>.*<a href="\/source">/)
  })

  it('says first that a form was refused', () => {
    const html = renderPage(
      <Page title="Stand for election" assets={assets} errors>
        text
      </Page>,
    )
    expect(html).toContain('<title>Error: Stand for election – Groundswell</title>')
  })

  it('escapes what people wrote, in text and in attributes', () => {
    const nasty = `"><script>alert('x')</script>&amp;`
    const html = renderPage(
      <Page
        title={nasty}
        assets={assets}
        description={nasty}
        organisation={{ name: nasty }}
        nav={[{ href: nasty, text: nasty }]}
      >
        {nasty}
      </Page>,
    )
    expect(html).not.toContain('<script')
    expect(html).not.toContain('"">')
    expect(html.split('&lt;script').length - 1).toBe(7)
  })

  it('marks where the reader is', () => {
    const html = renderPage(
      <Page
        title="Elections"
        assets={assets}
        nav={[
          { href: '/', text: 'Home' },
          { href: '/elections', text: 'Elections', current: true },
        ]}
        breadcrumbs={[{ href: '/', text: 'Home' }]}
        scripts={['/assets/ballot.js']}
      >
        text
      </Page>,
    )
    expect(html).toContain('<a href="/elections" aria-current="page">Elections</a>')
    expect(html).toContain('<a href="/">Home</a>')
    expect(html).toContain('<script type="module" src="/assets/ballot.js"></script>')
  })
})
