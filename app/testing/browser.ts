import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'

/** CSS pixels across: a phone that is not the newest, and a desk. */
export const phone = 390
export const desk = 1280

export interface PageOptions {
  /** Width of the window; a phone's unless said otherwise. */
  readonly width?: number
  /** Whether the page's script runs; it does unless said otherwise. */
  readonly script?: boolean
  /** Errors that the test brings about on purpose, such as a page that is not found. */
  readonly expecting?: RegExp
}

export interface TestBrowser {
  /** A page of a visitor who has never been here. Gone when the test ends. */
  page(options?: PageOptions): Promise<Page>
}

/**
 * A browser for the tests of a file or a `describe`, in whose body it is called. Whatever a page writes to the console
 * as an error, throws, or fails to load fails the test in which it happened.
 */
export function openBrowser(): TestBrowser {
  let browser: Browser
  let contexts: BrowserContext[] = []
  let problems: string[] = []

  beforeAll(async () => {
    const { executablePath, args, env } = inject('chromium')
    browser = await chromium.launch({ executablePath, args, env: { ...process.env, ...env } })
  })
  afterAll(() => browser?.close())
  afterEach(async () => {
    const [met, open] = [problems, contexts]
    problems = []
    contexts = []
    await Promise.all(open.map((context) => context.close()))
    expect(met, 'errors in the browser').toEqual([])
  })

  return {
    async page({ width = phone, script = true, expecting } = {}) {
      const height = width < 600 ? 844 : 900
      const context = await browser.newContext({ viewport: { width, height }, javaScriptEnabled: script })
      contexts.push(context)
      if (!script) scriptless.add(context)
      const meet = (problem: string) => {
        if (!expecting?.test(problem)) problems.push(problem)
      }
      context.on(
        'console',
        (message) => message.type() === 'error' && meet(`${message.text()} (${message.location().url})`),
      )
      context.on('weberror', (error) => meet(String(error.error())))
      return await context.newPage()
    },
  }
}

/** The success criteria of WCAG 2.2, levels A and AA, by the names that axe gives them. */
const wcag22aa = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Fails where axe finds a violation of WCAG 2.2 AA, or where the page must be scrolled sideways to be read (1.4.10). */
export async function expectAccessible(page: Page): Promise<void> {
  const copy = scriptless.has(page.context()) ? await copyWithTimers(page) : undefined
  const { violations } = await new AxeBuilder({ page: copy ?? page }).withTags(wcag22aa).analyze()
  await copy?.context().close()
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${help}: ${target.join(' ')}: ${html}`),
  )
  const [needed = 0, given = 0] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ])
  if (needed > given) found.push(`reflow: it needs ${needed} pixels across and has ${given}`)
  if (found.length > 0) throw new Error(`${page.url()} keeps people out:\n${found.join('\n')}`)
}

const scriptless = new WeakSet<BrowserContext>()

/**
 * Axe waits by timers, which never fire where script is switched off. So it is given the page as it stands there, with
 * what only shows without script shown, in a window that runs script of the test's but none of the page's.
 */
async function copyWithTimers(page: Page): Promise<Page> {
  const browser = page.context().browser()
  if (!browser) throw new Error('a page of a browser that is gone')
  const storageState = await page.context().storageState()
  const context = await browser.newContext({ viewport: page.viewportSize(), storageState })
  const copy = await context.newPage()
  const body = (await page.content()).replaceAll(/<\/?noscript[^>]*>/g, '')
  const headers = { 'content-security-policy': "script-src 'none'" }
  await copy.route(page.url(), (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', headers, body }))
  await copy.goto(page.url())
  return copy
}
