import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { found } from '../../testing/found.ts'
import { ORIGIN, type TestHouse, testHouse } from '../../testing/house.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse()
  await found(house)
})
afterAll(() => house.close())

const send = (address: string, body: string | undefined, type: string, cookie = '') =>
  house.fetch(
    new Request(`${ORIGIN}${address}`, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'same-origin', 'content-type': type, cookie },
      ...(body === undefined ? {} : { body }),
    }),
  )

describe('what is posted and is no form', () => {
  it.each([
    ['JSON', 'application/json', '{"email":"a@example.org"}'],
    ['plain text', 'text/plain', 'email=a@example.org'],
    ['parts without a mark between them', 'multipart/form-data', 'no parts'],
    ['parts that are none', 'multipart/form-data; boundary=x', 'no parts'],
    ['nothing at all', '', undefined],
  ])('is answered with what to do: %s', async (_, type, body) => {
    const answer = await send('/sign-in', body, type)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('That did not arrive as a form')
    expect(house.logged.filter((line) => line.startsWith('error'))).toEqual([])
  })

  it('is not even read where whoever sends it may not', async () => {
    expect((await send('/elections/import', '{}', 'application/json')).status).toBe(403)
  })

  it('may have fields called like what every object has', async () => {
    const form = 'application/x-www-form-urlencoded'
    const answer = await send('/sign-in', 'email=nobody&constructor=1&constructor=2&__proto__=3', form)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('value="nobody"')
    const file = new FormData()
    file.set('constructor', new File(['x'], 'x.blt'))
    const request = new Request(`${ORIGIN}/sign-in`, { method: 'POST', body: file })
    request.headers.set('sec-fetch-site', 'same-origin')
    expect((await house.fetch(request)).status).toBe(422)
  })
})

describe('a zero byte', () => {
  it('is left out of what a form says', async () => {
    const answer = await house.reader().post('/sign-in', { email: 'ama\0@example.org' })
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('ama@example.org')
  })

  it.each(['/elections/%00', '/elections?q=%00', '/groups/%00', '/elections/x%00/ballots.blt'])(
    'is in no address of ours: %s',
    async (address) => {
      expect((await house.reader().get(address)).status).toBe(404)
    },
  )

  it.each(['{"response":{"id":"\\u0000"}}', '{"response":{"id":{"toString":1}}}', '{"response":null}'])(
    'and anything else that is no passkey signs nobody in: %s',
    async (body) => {
      const offered = await send('/sign-in/passkey/offer', undefined, '')
      const cookie = offered.headers.getSetCookie()[0]?.split(';')[0]
      const answer = await send('/sign-in/passkey', body, 'application/json', cookie)
      expect(answer.status).toBe(422)
      expect(answer.headers.getSetCookie().join()).not.toContain('gs_session')
    },
  )
})
