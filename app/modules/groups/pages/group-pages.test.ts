import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FOUNDERS } from '../../../testing/found.ts'
import type { Reader } from '../../../testing/house.ts'
import { signedInAs } from '../../../testing/sign-in.ts'
import { type ImportWorld, importWorld } from '../../people/import/world.fixture.ts'

let world: ImportWorld
let ama: Reader
let callum: Reader
beforeAll(async () => {
  world = await importWorld()
  ama = await signedInAs(world.house, FOUNDERS.ama.email)
  callum = await signedInAs(world.house, FOUNDERS.callum.email)
})
afterAll(() => world.close())

const text = async (page: Response) => (await page.text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const list = (content: string) => ({ file: new File([content], 'groups.csv') })

describe('groups on the web', () => {
  it('are entered by the membership secretary from a list, and then found by anyone', async () => {
    const stranger = world.house.reader()
    expect(await text(await stranger.get('/groups'))).toContain('There are no groups yet.')
    const done = await callum.post(
      '/groups/list/import',
      list('name,region,kind\nYnys Môn,Cymru,\nCymru,,region\n,,\n'),
    )
    expect(await text(done)).toMatch(/2 entered, 0 known already, 1 row turned away\. .*There is no name in this row/)
    // The kept page is thrown away as soon as the word of the change has gone round.
    const page = async () => text(await stranger.get('/groups'))
    await expect.poll(page).toMatch(/Local groups Cymru Ynys Môn Regions Cymru/)
    expect(await text(await stranger.get('/groups?q=ynys mon'))).toContain('Ynys Môn')
    expect(await text(await stranger.get('/groups?q=Mars'))).toContain('No group was found for “Mars”')
    expect(await text(await stranger.get('/groups/cymru'))).toContain('Groups in Cymru Ynys Môn')
    expect((await stranger.get('/groups/atlantis')).status).toBe(404)
  })

  it('are joined and left with one button, and stand on one’s own page', async () => {
    expect(await text(await ama.get('/groups/ynys-mon'))).toContain('Join this group')
    expect((await ama.post('/groups/ynys-mon/join', {})).headers.get('location')).toBe('/groups/ynys-mon')
    expect(await text(await ama.get('/groups/ynys-mon'))).toMatch(
      /You belong to Ynys Môn\. .*You have belonged to this group since 2 March 2026/,
    )
    expect(await text(await ama.get('/me'))).toContain('Your groups Ynys Môn')
    // To everybody else it stays unknown.
    for (const reader of [callum, world.house.reader()])
      expect(await text(await reader.get('/groups/ynys-mon'))).not.toMatch(/Ama|belonged/)
    await ama.post('/groups/ynys-mon/leave', {})
    expect(await text(await ama.get('/me'))).toContain('You belong to none yet.')
  })

  it('send a stranger to sign in, and turn away whoever may not enter groups', async () => {
    const stranger = world.house.reader()
    expect((await stranger.post('/groups/ynys-mon/join', {})).headers.get('location')).toBe(
      '/sign-in?next=/groups/ynys-mon',
    )
    for (const reader of [stranger, ama]) {
      expect((await reader.get('/groups/list/import')).status).toBe(403)
      expect((await reader.post('/groups/list/import', list('name\nFalse Flag\n'))).status).toBe(403)
    }
    expect(await text(await stranger.get('/groups?q=false'))).not.toContain('False Flag')
    expect((await ama.post('/groups/atlantis/join', {})).status).toBe(404)
    const cross = await ama.post('/groups/ynys-mon/join', {}, { 'sec-fetch-site': 'cross-site' })
    expect(cross.status).toBe(403)
  })

  it('say what is wrong with a list that is none', async () => {
    for (const [content, message] of [
      ['', 'Choose the file with the groups'],
      ['colour\nred\n', 'None of the columns is a name: colour.'],
    ] as const) {
      const refused = await callum.post('/groups/list/import', list(content))
      expect(refused.status).toBe(422)
      expect(await text(refused)).toContain(message)
    }
  })
})
