import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operator } from '../../../platform/mandate.ts'
import { projectRoot } from '../../../platform/project-root.ts'
import { desk, expectAccessible, openBrowser, phone } from '../../../testing/browser.ts'
import { look } from '../../../testing/look.ts'
import { type ServedHouse, servedHouse } from '../../../testing/served-house.ts'
import { importResults } from '../publishing/import-results.ts'

let house: ServedHouse
beforeAll(async () => {
  house = await servedHouse()
  const bytes = new Uint8Array(readFileSync(join(projectRoot(), 'examples/residents-committee.blt')))
  await house.house.runner.run(importResults, operator, {
    files: [{ name: 'residents.blt', bytes }],
    rules: 'scottish',
  })
})
afterAll(() => house.close())

describe('a published election, in a browser', () => {
  const browser = openBrowser()
  const result = '/elections/tidewater-residents-committee-three-places'

  it.each([
    [phone, true],
    [phone, false],
    [desk, true],
    [desk, false],
  ])('reads well %d pixels across, script %s, and keeps nobody out', async (width, script) => {
    const page = await browser.page({ width, script })
    await page.goto(`${house.origin}/elections`)
    await expectAccessible(page)
    await look(page, 'elections')
    await page.click('text=Tidewater Residents')
    expect(await page.textContent('h1')).toContain('Tidewater Residents')
    expect(new URL(page.url()).pathname).toBe(result)
    await expectAccessible(page)
    await look(page, 'result')
  })

  it('tells who was elected before anything else, and needs no script', async () => {
    const page = await browser.page({ script: false })
    await page.goto(house.origin + result)
    expect(await page.locator('.gs-elected__name').allTextContents()).toHaveLength(3)
    expect(await page.locator('script').count()).toBe(0)
  })
})
