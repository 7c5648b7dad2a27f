import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { desk, expectAccessible, openBrowser, phone } from '../../../testing/browser.ts'
import { FOUNDERS } from '../../../testing/found.ts'
import { look } from '../../../testing/look.ts'
import { type ServedHouse, servedHouse } from '../../../testing/served-house.ts'
import { signedInAs } from '../../../testing/sign-in.ts'
import { type ImportWorld, importWorld } from '../import/world.fixture.ts'

const GROUPS =
  'name,region,place,kind,about\nYnys Môn,Cymru,Llangefni,,We meet on the first Tuesday.\nHull,Yorkshire,Hull,,\nCymru,,,region,\nYorkshire,,,region,\nRail workers,,,network,\n'
const people = (width: number) =>
  [
    'Forename;Surname;E-mail;Date joined;Paid until;Ref',
    `Siân-${width};O’Neill;sian-${width}@example.org;01/02/2020;31/12/2026;${width}1`,
    `Jo-${width};Bloggs;bloggs-${width}@example.org;;;${width}2`,
    `Alex-${width};Bloggs;bloggs-${width}@example.org;;;${width}3`,
    ';;;;;',
  ].join('\n')

describe('the pages of people and groups, in a browser', () => {
  let world: ImportWorld & { house: ServedHouse }
  beforeAll(async () => {
    world = await importWorld([], servedHouse)
    await world.house.house.jobs.workOn(world.house.house.runner)
  })
  afterAll(() => world.close())
  const browser = openBrowser()

  async function as(email: string, page: Page): Promise<void> {
    const { cookies } = await signedInAs(world.house, email)
    await page.context().addCookies([...cookies].map(([name, value]) => ({ name, value, url: world.house.origin })))
  }

  async function seen(page: Page, name: string): Promise<void> {
    await expectAccessible(page)
    await look(page, name)
  }

  it.each([phone, desk])('bring a list in without script, %d pixels wide', async (width) => {
    const page = await browser.page({ width, script: false, expecting: /422/ })
    await as(FOUNDERS.callum.email, page)
    const at = (address: string) => page.goto(`${world.house.origin}${address}`)
    await at('/groups/list/import')
    await page.setInputFiles('input[type=file]', {
      name: 'groups.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(GROUPS),
    })
    await page.click('main button')
    await seen(page, 'groups-import')

    await at('/people/import')
    await seen(page, 'people-import')
    await page.setInputFiles('input[type=file]', {
      name: 'members.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(people(width)),
    })
    await page.click('main button')
    await seen(page, 'people-columns')
    await page.selectOption('#column-0', 'ignore')
    await page.selectOption('#column-1', 'email')
    await page.click('main button')
    expect(await page.title()).toMatch(/^Error: /)
    await seen(page, 'people-columns-refused')
    await page.selectOption('#column-0', 'given-name')
    await page.selectOption('#column-1', 'family-name')
    await page.click('main button')
    // The page looks again by itself.
    await page.waitForSelector('text=What would happen')
    await seen(page, 'people-dry-run')
    await page.click('text=Bring these people in')
    await page.waitForSelector('text=The people are in')
    await seen(page, 'people-done')

    await at('/people/review')
    await seen(page, 'people-review')
    await page.click('text=Somebody else, who shares the mailbox')
    await page.click('button:has-text("Save")')
    await at(`/people?q=${encodeURIComponent('bloggs')}`)
    expect(await page.textContent('main')).toContain(`Alex-${width} Bloggs`)
    await seen(page, 'people-list')
    await page.click(`text=Alex-${width} Bloggs`)
    await seen(page, 'person')
  })

  it.each([phone, desk])('show a person their own page and their groups, %d pixels wide', async (width) => {
    const page = await browser.page({ width, expecting: /422/ })
    await as(`sian-${width}@example.org`, page)
    await page.goto(`${world.house.origin}/groups`)
    await seen(page, 'groups')
    await page.click('text=Ynys Môn')
    await seen(page, 'group')
    await page.click('text=Join this group')
    await page.goto(`${world.house.origin}/me`)
    await seen(page, 'me')
    await page.click('text=Change')
    await seen(page, 'details')
    await page.fill('#name', '')
    await page.click('main button:has-text("Save")')
    await seen(page, 'details-refused')
    await page.goto(`${world.house.origin}/me/seen-by`)
    await seen(page, 'seen-by')
  })
})
