import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PersonId } from '../../../platform/ids.ts'
import { operator } from '../../../platform/mandate.ts'
import { unwrap } from '../../../platform/result.ts'
import { desk, expectAccessible, openBrowser, phone } from '../../../testing/browser.ts'
import { found } from '../../../testing/found.ts'
import { look } from '../../../testing/look.ts'
import { type ServedHouse, servedHouse } from '../../../testing/served-house.ts'
import { prepareFounding } from '../founding-token.ts'

let empty: ServedHouse
let house: ServedHouse
beforeAll(async () => {
  empty = await servedHouse()
  house = await servedHouse()
  await found(house)
})
afterAll(() => Promise.all([empty.close(), house.close()]))

describe('founding an organisation in a browser without script', () => {
  const browser = openBrowser()

  it('goes from the token to the founded house, and keeps nobody out on the way', async () => {
    const token = unwrap(await empty.house.runner.run(prepareFounding, operator, {}))
    const page = await browser.page({ width: phone, script: false, expecting: /422/ })
    const next = async (name: string, button = 'Continue') => {
      await expectAccessible(page)
      await look(page, `found-${name}`)
      await page.click(`button:text-is("${button}")`)
    }
    await page.goto(`${empty.origin}/found?token=${token}`)
    await next('start', 'Begin')
    await next('name')
    await expectError(page, 'Enter the name of your organisation')
    await page.fill('#name', 'The Lantern')
    await next('name-again')
    await page.fill('#purpose', 'To keep a light on in every street of the town.')
    await next('purpose')
    await page.click('text=A federation of local groups')
    await next('constitution')
    await addFounder(page, 'Ada Okafor', ['Chair', 'Membership secretary'])
    await next('people', 'Add, and name another')
    await addFounder(page, 'Chioma Reid', ['Returning officer'])
    await next('people-again')
    for (const [box, text] of [
      ['', '31'],
      ['-month', '12'],
      ['-year', '2026'],
    ])
      await page.fill(`#interimEndsOn${box}`, text as string)
    await next('until')
    await next('check', 'Found The Lantern')
    expect(await page.textContent('main')).toContain('The Lantern is founded')
    await expectAccessible(page)
  })
})

describe('the constitution’s public pages', () => {
  const browser = openBrowser()

  it.each([
    [phone, true],
    [phone, false],
    [desk, true],
    [desk, false],
  ])('read well %d pixels across, script %s, and keep nobody out', async (width, script) => {
    const page = await browser.page({ width, script })
    for (const address of ['constitution', 'offices', 'record', 'found/constitutions/branch']) {
      await page.goto(`${house.origin}/${address}`)
      await expectAccessible(page)
      await look(page, address.replaceAll('/', '-'))
      expect(await page.locator('script').count()).toBe(0)
    }
  })
})

describe('trying a change in a browser', () => {
  const browser = openBrowser()

  it.each([phone, desk])('shows what it would do, %d pixels across, without script', async (width) => {
    const page = await browser.page({ width, script: false })
    const { cookies } = await house.signedIn(house.chance.id() as PersonId)
    await page.context().addCookies([...cookies].map(([name, value]) => ({ name, value, url: house.origin })))
    await page.goto(`${house.origin}/constitution/try`)
    const text = await page.inputValue('#text')
    await page.fill(
      '#text',
      text.replace('"words" }', '"letters" }').replace('Nobody is turned away', 'No one is ever turned away'),
    )
    await page.click('button:text-is("See what it would do")')
    expect(await page.textContent('main')).toContain('A statement has at most: 500 letters.')
    expect(await page.textContent('ins')).toContain('put in: No one')
    await expectAccessible(page)
    await look(page, 'try')
  })
})

async function expectError(page: Page, message: string): Promise<void> {
  expect(await page.textContent('.govuk-error-summary')).toContain(message)
  expect(await page.title()).toMatch(/^Error: /)
}

async function addFounder(page: Page, name: string, offices: readonly string[]): Promise<void> {
  await page.fill('#name', name)
  await page.fill('#email', `${name.split(' ')[0]?.toLowerCase()}@lantern.example`)
  for (const office of offices) await page.click(`label:text-is("${office}")`)
}
