import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, openBrowser } from '../../../testing/browser.ts'
import { FOUNDERS, found } from '../../../testing/found.ts'
import { look } from '../../../testing/look.ts'
import { type ServedHouse, servedHouse } from '../../../testing/served-house.ts'
import { signedInAs } from '../../../testing/sign-in.ts'

let house: ServedHouse
beforeAll(async () => {
  house = await servedHouse()
  await found(house)
})
afterAll(() => house.close())

describe('a passkey', () => {
  const browser = openBrowser()

  it('is added on a device, signs in without a letter, and stops when it is removed', async () => {
    const page = await browser.page({ expecting: /status of 422/ })
    // A passkey belongs to a name, never to a number: the same machine, by its name.
    const origin = house.origin.replace('127.0.0.1', 'localhost')
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('WebAuthn.enable')
    await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
      },
    })
    const ama = await signedInAs(house, FOUNDERS.ama.email)
    await page.context().addCookies([...ama.cookies].map(([name, value]) => ({ name, value, url: origin })))

    await page.goto(`${origin}/me/passkeys`)
    await expectAccessible(page)
    await page.fill('#passkey-name', 'My phone')
    await page.click('text=Add a passkey')
    await page.waitForSelector('text=My phone')
    await look(page, 'passkeys')

    await page.context().clearCookies()
    await page.goto(`${origin}/sign-in?next=/me/passkeys`)
    await expectAccessible(page)
    await page.click('text=Sign in with a passkey')
    await page.waitForURL((url) => url.pathname === '/me/passkeys')
    expect(await page.textContent('header')).toContain('Ama Oyelaran')

    await page.click('text=Remove')
    await page.waitForSelector('text=It can no longer sign you in')
    await page.context().clearCookies()
    await page.goto(`${origin}/sign-in`)
    await page.click('text=Sign in with a passkey')
    await page.waitForSelector('text=That passkey was not accepted')
  })
})
