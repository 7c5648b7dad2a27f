import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { desk, expectAccessible, openBrowser, phone } from './browser.ts'

const good = `<!doctype html><html lang="en"><title>Good</title><main><h1>Good</h1><p id="said">without</p>
  <script>document.getElementById('said').textContent = 'with'</script></main>`
const bad = `<!doctype html><html><title>Bad</title><main><img src="data:,"><p style="color:#999;background:#fff">faint</p></main>`
const wide = `<!doctype html><html lang="en"><title>Wide</title><main><h1>Wide</h1><div style="width:600px">too wide</div></main>`

const throws = `<!doctype html><html lang="en"><title>Throws</title>
  <script>setTimeout(() => { document.title = 'Thrown'; throw new Error('on purpose') })</script>`
const lacks = `<!doctype html><html lang="en"><title>Lacks</title><link rel="stylesheet" href="/missing.css">`

const served: Record<string, string> = {
  '/good': good,
  '/bad': bad,
  '/wide': wide,
  '/throws': throws,
  '/lacks': lacks,
  '/favicon.ico': ' ',
}
const server = createServer((request, response) => {
  const body = served[request.url ?? '']
  const headers = { 'content-type': 'text/html', 'content-security-policy': "default-src 'self' data: 'unsafe-inline'" }
  response.writeHead(body ? 200 : 404, headers).end(body ?? '<!doctype html><title>Missing</title>')
})
let origin: string
beforeAll(async () => {
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

describe('the browser of the tests', () => {
  const browser = openBrowser()

  it.each([
    [phone, true, 'with'],
    [phone, false, 'without'],
    [desk, true, 'with'],
    [desk, false, 'without'],
  ])('opens a page %d pixels wide, script %s', async (width, script, said) => {
    const page = await browser.page({ width, script })
    await page.goto(`${origin}/good`)
    expect(page.viewportSize()?.width).toBe(width)
    expect(await page.textContent('#said')).toBe(said)
    await expectAccessible(page)
  })

  it('finds what keeps people out', async () => {
    const page = await browser.page()
    await page.goto(`${origin}/bad`)
    await expect(expectAccessible(page)).rejects.toThrow(/color-contrast[\s\S]*html-has-lang[\s\S]*image-alt/)
    await page.goto(`${origin}/wide`)
    await expect(expectAccessible(page)).rejects.toThrow(/reflow: it needs/)
  })

  it('lets a test expect an error', async () => {
    const page = await browser.page({ expecting: /status of 404/ })
    expect((await page.goto(`${origin}/missing`))?.status()).toBe(404)
  })

  it.fails('fails the test in which a page throws', async () => {
    const page = await browser.page()
    await page.goto(`${origin}/throws`)
    await page.waitForFunction(() => document.title === 'Thrown')
  })

  it.fails('fails the test in which a page asks for what is not there', async () => {
    const page = await browser.page()
    await page.goto(`${origin}/lacks`)
  })
})
