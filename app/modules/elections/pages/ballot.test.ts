import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ContestId } from '../calling/contest.ts'
import { openBallotNow, type Tidewater, tidewater } from '../testing/tidewater.fixture.ts'

const textOf = (html: string): string =>
  html
    .replace(/<style[\s\S]*?<\/style>|<[^>]+>/g, ' ')
    .replace(/&#39;|&#x27;/g, "'")
    .replace(/\s+/g, ' ')

describe('voting without script', () => {
  let world: Tidewater
  let contest: ContestId
  beforeAll(async () => {
    world = await tidewater()
    contest = await openBallotNow(world)
  })
  afterAll(() => world.close())
  const page = (more: string) => `/ballots/${contest}${more}`
  const codeOf = (html: string) => /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(html)?.[0] ?? ''

  it('goes from the paper by the review to one clear end with a reference', async () => {
    const hana = await world.signedIn('hana')
    const paper = await (await hana.get(page('/paper'))).text()
    expect(paper).toContain('name="rank-1"')
    const order = /name="order" value="([\d-]+)"/.exec(paper)?.[1] ?? ''
    expect(order.split('-').sort()).toEqual(['1', '2', '3'])
    const review = await hana.post(page('/paper'), { order, 'rank-2': '1', 'rank-1': '2' })
    const words = textOf(await review.text())
    expect(review.status).toBe(200)
    expect(words).toContain('You have not voted yet.')
    expect(words).toMatch(/Ffion Adeyemi.*Efa Rowlands.*Without a number: Gareth Nwosu/)
    const cast = await hana.post(page('/cast'), { order, 'rank-2': '1', 'rank-1': '2' })
    expect([cast.status, cast.headers.get('location')]).toEqual([303, page('/receipt')])
    const receipt = await (await hana.get(page('/receipt'))).text()
    expect(textOf(receipt)).toMatch(/Your vote has been cast\. Reference [0-9A-Z]{5}-[0-9A-Z]{5}/)
    const board = await (await world.reader().get(page(`/board?code=${codeOf(receipt).toLowerCase()}`))).text()
    expect(textOf(board)).toContain(`${codeOf(receipt)} is in the box.`)
  })

  it('gives each voter an order of their own, and keeps it through errors', async () => {
    const ama = await world.signedIn('ama')
    const orders = new Set<string>()
    for (let i = 0; i < 20; i++) {
      orders.add(/name="order" value="([\d-]+)"/.exec(await (await ama.get(page('/paper'))).text())?.[1] ?? '')
    }
    expect(orders.size).toBeGreaterThan(2)
    const again = await (await ama.post(page('/paper'), { order: '3-1-2', 'rank-1': '9' })).text()
    expect(again).toContain('name="order" value="3-1-2"')
    expect(again.indexOf('name="rank-3"')).toBeLessThan(again.indexOf('name="rank-1"'))
    expect(again.indexOf('name="rank-1"')).toBeLessThan(again.indexOf('name="rank-2"'))
  })

  it('shows a number twice, or a gap, as an error beside its box, with everything typed', async () => {
    const ama = await world.signedIn('ama')
    const twice = await ama.post(page('/paper'), { order: '1-2-3', 'rank-1': '1', 'rank-2': '1', 'rank-3': '2' })
    const html = await twice.text()
    expect(twice.status).toBe(422)
    expect(textOf(html)).toContain('There is a problem')
    expect(textOf(html)).toContain('Ffion Adeyemi and Efa Rowlands both have number 1')
    for (const [box, value] of [
      ['rank-1', '1'],
      ['rank-2', '1'],
      ['rank-3', '2'],
    ]) {
      expect(html).toMatch(new RegExp(`name="${box}"[^>]*value="${value}"`))
    }
    const gap = await ama.post(page('/cast'), { order: '1-2-3', 'rank-1': '1', 'rank-2': '3' })
    expect(gap.status).toBe(422)
    expect(textOf(await gap.text())).toContain('Ffion Adeyemi has number 3, but nobody has number 2')
  })

  it('takes a blank paper only from whoever says that they want it blank', async () => {
    const ama = await world.signedIn('ama')
    const review = await ama.post(page('/paper'), { order: '1-2-3' })
    expect(textOf(await review.text())).toContain('Your paper is blank')
    const unsaid = await ama.post(page('/cast'), { order: '1-2-3' })
    expect(unsaid.status).toBe(422)
    const said = await ama.post(page('/cast'), { order: '1-2-3', blank: 'yes' })
    expect(said.status).toBe(303)
  })

  it('goes back from the review to the paper with every number', async () => {
    const ama = await world.signedIn('ama')
    const back = await ama.post(page('/paper'), { order: '2-1-3', 'rank-1': '1', change: 'yes' })
    expect(back.status).toBe(200)
    expect(await back.text()).toMatch(/name="rank-1"[^>]*value="1"/)
  })

  it('keeps the paper of whoever is signed out meanwhile, until they are back', async () => {
    const bethan = await world.signedIn('bethan')
    bethan.cookies.clear()
    const out = await bethan.post(page('/cast'), { order: '1-2-3', 'rank-3': '1' })
    const html = await out.text()
    expect(out.status).toBe(403)
    expect(textOf(html)).toContain('Your vote has not been cast yet')
    expect(html).toMatch(/name="rank-3" value="1"/)
    const back = await world.signedIn('bethan')
    const review = await back.post(page('/paper'), { order: '1-2-3', 'rank-3': '1' })
    expect(textOf(await review.text())).toContain('Gareth Nwosu')
  })

  it('is one vote when the button is pressed twice, and when two devices vote at once', async () => {
    const before = await world.ownerQuery('select * from elections.envelope')
    const [here, there] = [await world.signedIn('callum'), await world.signedIn('callum')]
    const answers = await Promise.all([
      here.post(page('/cast'), { order: '1-2-3', 'rank-1': '1' }),
      here.post(page('/cast'), { order: '1-2-3', 'rank-1': '1' }),
      there.post(page('/cast'), { order: '1-2-3', 'rank-2': '1' }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    const after = await world.ownerQuery('select * from elections.envelope')
    expect(after.rows.length - before.rows.length).toBe(1)
  })

  it('takes nothing from a page of somebody else', async () => {
    const ama = await world.signedIn('ama')
    const cross = await ama.post(page('/cast'), { order: '1-2-3', 'rank-1': '1' }, { 'sec-fetch-site': 'cross-site' })
    expect(cross.status).toBe(403)
  })

  it('tells a stranger to sign in, a lapsed member why not, and nobody of an election that is none', async () => {
    const stranger = await world.reader().get(page('/paper'))
    expect(stranger.headers.get('location')).toContain('/sign-in?next=')
    const idris = await world.signedIn('idris')
    expect((await idris.get(page('/paper'))).headers.get('location')).toBe(page('/may-i-vote'))
    const why = textOf(await (await idris.get(page('/may-i-vote'))).text())
    expect(why).toContain(
      'You may not vote because your membership had lapsed when the roll was frozen on 19 March 2026.',
    )
    const tried = await idris.post(page('/cast'), { order: '1-2-3', 'rank-1': '1' })
    expect(tried.status).toBe(409)
    expect(textOf(await tried.text())).toContain('Your vote has not been cast')
    expect((await idris.get('/ballots/00000000-0000-4000-8000-000000000000/paper')).status).toBe(404)
    expect((await idris.get('/ballots/nonsense/paper')).status).toBe(404)
  })

  it('at the second of closing says that the vote was not cast, what was on it, and what counts', async () => {
    const hana = await world.signedIn('hana')
    world.clock.set('2026-04-14T11:00:00Z')
    const late = await hana.post(page('/cast'), { order: '1-2-3', 'rank-3': '1' })
    const words = textOf(await late.text())
    expect(late.status).toBe(409)
    expect(words).toContain('This ballot has closed. Your vote has not been cast.')
    expect(words).toMatch(/The vote that you cast before counts: reference [0-9A-Z]{5}-[0-9A-Z]{5}/)
    expect(words).toContain('Gareth Nwosu')
  })
})
