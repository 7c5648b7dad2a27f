import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { desk, expectAccessible, openBrowser, phone } from '../../../testing/browser.ts'
import { look } from '../../../testing/look.ts'
import { type ServedHouse, servedHouse } from '../../../testing/served-house.ts'
import type { ContestId } from '../calling/contest.ts'
import { type Known, openBallotNow, type Tidewater, tidewater } from '../testing/tidewater.fixture.ts'

let world: ServedHouse & Tidewater
let contest: ContestId
beforeAll(async () => {
  world = await tidewater(servedHouse)
  contest = await openBallotNow(world)
})
afterAll(() => world.close())

async function signIn(page: Page, known: Known): Promise<void> {
  const { cookies } = await world.signedIn(known)
  for (const [name, value] of cookies) await page.context().addCookies([{ name, value, url: world.origin }])
}
const address = (more: string) => `${world.origin}/ballots/${contest}${more}`

describe('the ballot in a browser', () => {
  const browser = openBrowser()

  it.each([
    [phone, 'hana'],
    [desk, 'ama'],
  ] as const)('is filled in, checked and cast without script, %i pixels wide', async (width, known) => {
    const page = await browser.page({ width, script: false, expecting: /422/ })
    await signIn(page, known)
    await page.goto(address(''))
    await expectAccessible(page)
    await look(page, 'contest')
    await page.click('text=Vote now')
    await expectAccessible(page)
    await page.getByLabel('Efa Rowlands', { exact: true }).fill('1')
    await page.getByLabel('Ffion Adeyemi', { exact: true }).fill('1')
    await page.click('text=Review my ballot')
    expect(await page.title()).toMatch(/^Error: /)
    await expectAccessible(page)
    await look(page, 'ballot-error')
    await page.getByLabel('Ffion Adeyemi', { exact: true }).fill('2')
    await page.click('text=Review my ballot')
    await expectAccessible(page)
    await look(page, 'review')
    await page.click('text=Cast my vote')
    expect(await page.textContent('h1')).toBe('Your vote has been cast.')
    const code = (await page.textContent('.gs-reference strong')) ?? ''
    await expectAccessible(page)
    await look(page, 'receipt')
    await page.click('text=on the board under this reference')
    expect(await page.textContent('li:target')).toBe(code)
    await expectAccessible(page)
    await look(page, 'board')
  })

  it('is ranked by touch, and every change is said', async () => {
    const page = await browser.page({ width: phone })
    await signIn(page, 'bethan')
    await page.goto(address('/paper'))
    await page.getByRole('button', { name: /^Next choice.*Gareth Nwosu/ }).click()
    expect(await page.textContent('[data-ranking-status]')).toBe('Gareth Nwosu is your choice 1 of 1.')
    await page.getByRole('button', { name: /^Next choice.*Efa Rowlands/ }).click()
    await page.getByRole('button', { name: /^Higher.*Efa Rowlands/ }).click()
    expect(await page.textContent('[data-ranking-status]')).toBe('Efa Rowlands is your choice 1 of 2.')
    expect(await page.getByLabel('Gareth Nwosu', { exact: true }).inputValue()).toBe('2')
    await expectAccessible(page)
    await look(page, 'ballot-island')
    await page.getByRole('button', { name: /^Remove.*Gareth Nwosu/ }).click()
    expect(await page.textContent('[data-ranking-status]')).toBe('Gareth Nwosu has no number now.')
    await page.click('text=Review my ballot')
    expect(await page.textContent('.gs-ranking')).toBe('Efa Rowlands')
  })

  it('is ranked by keyboard alone, and focus never lands on a button that does nothing', async () => {
    const page = await browser.page({ width: desk })
    await signIn(page, 'callum')
    await page.goto(address('/paper'))
    for (const name of ['Efa Rowlands', 'Ffion Adeyemi', 'Gareth Nwosu']) {
      await page.getByRole('button', { name: new RegExp(`^Next choice.*${name}`) }).focus()
      await page.keyboard.press('Enter')
    }
    await page.getByRole('button', { name: /^Higher.*Gareth Nwosu/ }).focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Space')
    expect(await page.textContent('[data-ranking-status]')).toBe('Gareth Nwosu is your choice 1 of 3.')
    expect(await page.evaluate(() => (document.activeElement as HTMLButtonElement).disabled)).toBe(false)
  })

  it('is small: the script of the page is under 30 KB packed', async () => {
    const page = await browser.page({ width: phone })
    await signIn(page, 'delyth')
    let bytes = 0
    page.on('response', async (response) => {
      if (response.url().endsWith('.js')) bytes += Number((await response.allHeaders())['content-length'] ?? 0)
    })
    await page.goto(address('/paper'), { waitUntil: 'networkidle' })
    expect(bytes).toBeGreaterThan(0)
    expect(bytes).toBeLessThan(30_000)
  })

  it('has pages for standing, for the roll and for running it that anybody can use', async () => {
    for (const width of [phone, desk]) {
      const page = await browser.page({ width, script: false })
      await signIn(page, 'ama')
      for (const [name, path] of [
        ['contests', '/ballots'],
        ['may-i-vote', `/ballots/${contest}/may-i-vote`],
        ['stand', `/ballots/${contest}/stand`],
        ['call', '/ballots/call'],
        ['run', `/ballots/${contest}/run`],
        ['roll', `/ballots/${contest}/run/roll`],
      ] as const) {
        await page.goto(`${world.origin}${path}`)
        await expectAccessible(page)
        await look(page, name)
      }
    }
  })
})
