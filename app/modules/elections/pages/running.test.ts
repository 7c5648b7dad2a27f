import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Tidewater, tidewater } from '../testing/tidewater.fixture.ts'

const textOf = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const day = (name: string, [d, m, y]: [number, number, number]) => ({
  [`${name}-day`]: String(d),
  [`${name}-month`]: String(m),
  [`${name}-year`]: String(y),
})
const dates = {
  ...day('nominationsOpen', [3, 3, 2026]),
  ...day('nominationsClose', [18, 3, 2026]),
  ...day('freezeAt', [19, 3, 2026]),
  ...day('opensAt', [30, 3, 2026]),
  ...day('closesAt', [14, 4, 2026]),
}

describe('running an election on its pages', () => {
  let world: Tidewater
  let address: string
  beforeAll(async () => {
    world = await tidewater()
  })
  afterAll(() => world.close())

  it('is called by the returning officer, with every mistake shown beside its date', async () => {
    const ama = await world.signedIn('ama')
    const wrong = await ama.post('/ballots/call', {
      ...dates,
      ...day('closesAt', [2, 4, 2026]),
      title: 'Treasurer 2026',
      office: 'treasurer',
      seats: '3',
    })
    const words = textOf(await wrong.text())
    expect(wrong.status).toBe(422)
    expect(words).toContain('The ballot must stay open for at least 14 days')
    expect(words).toContain('The constitution gives this office one seat')
    const called = await ama.post('/ballots/call', {
      ...dates,
      title: 'Treasurer 2026',
      office: 'treasurer',
      seats: '1',
    })
    expect(called.status).toBe(303)
    address = called.headers.get('location') as string
    const page = textOf(await (await world.reader().get(address)).text())
    expect(page).toContain('Treasurer 2026')
    expect(page).toContain('Monday 30 March 2026 at midday')
  })

  it('is called by nobody else: the refusal names the article', async () => {
    const form = { ...dates, title: 'Mine', office: 'treasurer', seats: '1' }
    for (const reader of [world.reader(), await world.signedIn('efa'), await world.signedIn('bethan')]) {
      const refused = await reader.post('/ballots/call', form)
      expect(refused.status).toBe(403)
      expect(textOf(await refused.text())).toContain('returning officer')
    }
  })

  it('tells each person today whether they may vote, and how to put it right', async () => {
    const idris = await world.signedIn('idris')
    const words = textOf(await (await idris.get(`${address}/may-i-vote`)).text())
    expect(words).toContain('As things stand you may not vote because your membership has lapsed')
    expect(words).toContain(
      'You can put it right by renewing your membership before the roll is frozen on 19 March 2026.',
    )
  })

  it('lets members stand, with a picture made anew and nothing that came along in the file', async () => {
    world.clock.set('2026-03-05T12:00:00Z')
    const picture = await sharp({ create: { width: 900, height: 1200, channels: 3, background: '#8a2' } })
      .withExif({ IFD0: { Copyright: 'a secret place' } })
      .jpeg()
      .toBuffer()
    expect(picture.includes('a secret place')).toBe(true)
    const efa = await world.signedIn('efa')
    const sent = await efa.post(`${address}/stand`, {
      name: 'Efa Rowlands',
      statement: 'Open books.',
      pictureWords: 'Efa on the quay',
      picture: new File([new Uint8Array(picture)], 'efa.jpg', { type: 'image/jpeg' }),
    })
    expect(sent.status).toBe(303)
    const { rows } = await world.ownerQuery<{ picture: Buffer }>('select picture from elections.candidate')
    const kept = rows[0]?.picture as Buffer
    expect(await sharp(kept).metadata()).toMatchObject({ format: 'webp', width: 480, height: 480 })
    expect(kept.includes('a secret place')).toBe(false)
    expect((await sharp(kept).metadata()).exif).toBeUndefined()
  })

  it('refuses a picture that is none and a statement that is too long, and keeps all that was typed', async () => {
    const ffion = await world.signedIn('ffion')
    const bad = await ffion.post(`${address}/stand`, {
      name: 'Ffion Adeyemi',
      statement: 'A fair share.',
      pictureWords: '',
      picture: new File(['<svg onload="alert(1)"/>'], 'x.png', { type: 'image/png' }),
    })
    const html = await bad.text()
    expect(bad.status).toBe(422)
    expect(textOf(html)).toContain('The picture could not be read')
    expect(html).toContain('A fair share.')
    const long = await ffion.post(`${address}/stand`, { name: 'Ffion Adeyemi', statement: 'word '.repeat(501) })
    expect(textOf(await long.text())).toContain('The statement has 501 words; 500 are allowed to each candidate')
  })

  it('refuses whoever runs it, whoever has lapsed and whoever is suspended as a candidate', async () => {
    for (const [known, why] of [
      ['ama', 'whoever runs an election cannot be its candidate'],
      ['idris', 'in standing'],
      ['juno', 'in standing'],
    ] as const) {
      const reader = await world.signedIn(known)
      const refused = await reader.post(`${address}/stand`, { name: 'Somebody', statement: 'Me.' })
      expect([known, [403, 422].includes(refused.status)]).toEqual([known, true])
      expect(textOf(await refused.text())).toContain(why)
    }
  })

  it('shows a nomination to the public only when it is accepted; a refusal needs a reason, which the candidate is told', async () => {
    const ffion = await world.signedIn('ffion')
    await ffion.post(`${address}/stand`, { name: 'Ffion Adeyemi', statement: 'A fair share.' })
    expect(textOf(await (await world.reader().get(address)).text())).not.toContain('A fair share.')
    const { rows } = await world.ownerQuery<{ id: string; name: string }>(
      'select id, name from elections.candidate order by name',
    )
    const [efaId, ffionId] = rows.map(({ id }) => id) as [string, string]
    const ama = await world.signedIn('ama')
    const decide = (id: string, decision: string, reason = '') =>
      ama.post(`${address}/run/candidates/${id}`, {
        [`decision-${id.slice(0, 8)}`]: decision,
        [`reason-${id.slice(0, 8)}`]: reason,
      })
    expect((await decide(efaId, 'accepted')).status).toBe(303)
    const unreasoned = await decide(ffionId, 'refused')
    expect(unreasoned.status).toBe(422)
    expect(textOf(await unreasoned.text())).toContain('Say why the nomination is refused')
    expect((await decide(ffionId, 'refused', 'The name on the form is not the one that we hold.')).status).toBe(303)
    const page = textOf(await (await world.reader().get(address)).text())
    expect(page).toContain('Open books.')
    expect(page).not.toContain('A fair share.')
    const told = textOf(await (await ffion.get(`${address}/stand`)).text())
    expect(told).toContain('The name on the form is not the one that we hold.')
    const picture = await world.reader().get(`${address}/candidates/${efaId}/picture`)
    expect(picture.headers.get('content-type')).toBe('image/webp')
  })

  it('keeps its desk from everybody else', async () => {
    for (const reader of [world.reader(), await world.signedIn('efa'), await world.signedIn('delyth')]) {
      for (const more of ['/run', '/run/roll', '/run/papers.blt']) {
        expect((await reader.get(`${address}${more}`)).status).toBe(403)
      }
    }
    const { rows } = await world.ownerQuery<{ id: string }>('select id from elections.candidate limit 1')
    const efa = await world.signedIn('efa')
    expect((await efa.post(`${address}/run/candidates/${rows[0]?.id}`, {})).status).not.toBe(303)
    expect((await efa.post(`${address}/run/call-off`, { reason: 'because I would like it to be' })).status).toBe(403)
  })

  it('lets a candidate withdraw until nominations close, and nobody after', async () => {
    const ffion = await world.signedIn('ffion')
    await ffion.post(`${address}/stand`, { name: 'Ffion Adeyemi', statement: 'A fair share.' })
    expect((await ffion.post(`${address}/withdraw`, {})).status).toBe(303)
    const states = await world.ownerQuery<{ state: string }>(
      "select state from elections.candidate where name like 'Ffion%'",
    )
    expect(states.rows).toEqual([{ state: 'withdrawn' }])
    world.clock.set('2026-03-18T17:00:00Z')
    const efa = await world.signedIn('efa')
    await efa.post(`${address}/withdraw`, {})
    const still = await world.ownerQuery<{ state: string }>(
      "select state from elections.candidate where name like 'Efa%'",
    )
    expect(still.rows).toEqual([{ state: 'accepted' }])
  })

  it('holds no ballot where no more stand than there are seats, and says so', async () => {
    world.clock.set('2026-03-30T12:00:00Z')
    await world.tick()
    const page = textOf(await (await world.reader().get(address)).text())
    expect(page).toContain('No ballot was held')
    world.clock.set('2026-04-07T12:00:00Z')
    await world.tick()
    const { rows } = await world.ownerQuery<{ stage: string; key_destroyed: boolean }>(
      'select stage, key_destroyed from elections.contest',
    )
    expect(rows).toEqual([{ stage: 'declared', key_destroyed: true }])
  })

  it('shows the roll by name to whoever runs the election, and notes whom they looked at', async () => {
    const ama = await world.signedIn('ama')
    const words = textOf(await (await ama.get(`${address}/run/roll?q=idris`)).text())
    expect(words).toContain('Idris Castell')
    expect(words).not.toContain('Hana Lindqvist')
    const { rows } = await world.ownerQuery<{ people: string[] }>(
      "select people from people.access where query = 'elections.roll'",
    )
    expect(rows.at(-1)?.people).toEqual([world.person('idris')])
  })
})
