import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { found } from '../../testing/found.ts'
import { type TestHouse, testHouse } from '../../testing/house.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse()
  await found(house)
})
afterAll(() => house.close())

const typed = { name: "Bethan O'Grady", pronouns: 'hi', postcode: 'LL53 5AB', place: 'Pwllheli', reachBy: 'post' }
// A browser says how long what it sends is; a request made by hand does not.
const sent = { 'content-length': String(new URLSearchParams(typed).toString().length) }

describe('a form that is sent after the session has ended', () => {
  it('waits on a page with all that was typed, and can be sent from there', async () => {
    const answer = await house.reader().post('/me/details', typed, sent)
    expect(answer.status).toBe(403)
    const page = await answer.text()
    expect(page).toContain('Nothing has been saved yet')
    expect(page).toContain('action="/me/details"')
    for (const value of ['O&#39;Grady', 'LL53 5AB', 'Pwllheli']) expect(page.replaceAll("'", '&#39;')).toContain(value)
  })

  it('waits too where an officer’s page would refuse a stranger', async () => {
    const answer = await house.reader().post('/ballots/call', { title: 'Treasurer 2027' }, { 'content-length': '20' })
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain('value="Treasurer 2027"')
  })

  it('is no page that anybody else could be shown', async () => {
    const answer = await house.reader().get('/me/details')
    expect(answer.headers.get('location')).toBe('/sign-in?next=%2Fme%2Fdetails')
  })
})
