import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { transact } from '../../../platform/database/transaction.ts'
import type { PersonId } from '../../../platform/ids.ts'
import { operator, visitor } from '../../../platform/mandate.ts'
import { unwrap } from '../../../platform/result.ts'
import { type TestHouse, testHouse } from '../../../testing/house.ts'
import { adoptAmendment } from '../amendment.ts'
import { foundOrganisation } from '../found-organisation.ts'
import { prepareFounding } from '../founding-token.ts'
import { LANTERN } from '../lantern.fixture.ts'
import { constitutionFor } from '../starting-points.ts'

const TEXT = constitutionFor('federation', LANTERN)
const CHANGED = TEXT.replace(
  '"title": "A statement has at most", "value": 500',
  '"title": "A statement has at most", "value": 700',
).replace("Every candidate's statement has the same length at most", 'Every statement may be longer than before')

let house: TestHouse
beforeAll(async () => {
  house = await testHouse()
  const token = unwrap(await house.house.runner.run(prepareFounding, operator, {}))
  unwrap(await house.house.runner.run(foundOrganisation, { kind: 'founder', token }, LANTERN))
  await transact(house.house.pools.app, { actor: visitor, now: house.clock.now() }, 'write', async (tx) => {
    await sql`select set_config('gs.power', 'constitution.amend', true), set_config('gs.scope', 'organisation', true)`.execute(
      tx,
    )
    const given = {
      text: CHANGED,
      base: 1,
      reference: '/elections/amendment',
      now: house.clock.now(),
      inForceFrom: house.clock.now(),
    }
    const vote = { body: 'all-members', votesFor: 90, votesCast: 100, entitled: 120 }
    unwrap(await adoptAmendment(tx, { article: '14.3' } as never, { ...given, vote }))
  })
})
afterAll(() => house.close())

const page = async (address: string) => (await (await house.reader().get(address)).text()).replace(/\s+/g, ' ')

describe('what a version changed', () => {
  it('is shown in words and in what the program does', async () => {
    expect(await page('/constitution')).toContain('Version 2')
    const changes = await page('/constitution/versions/2/changes')
    expect(changes).toContain('A statement has at most: 500 words.')
    expect(changes).toContain('A statement has at most: 700 words.')
    expect(changes).toMatch(/<del class="gs-del"><span class="govuk-visually-hidden">taken out: <\/span>[^<]*candidate/)
    expect(changes).toMatch(/<ins class="gs-ins">.*may be longer than before/)
    expect((await house.reader().get('/constitution/versions/1/changes')).status).toBe(404)
    expect((await house.reader().get('/constitution/versions/3/changes')).status).toBe(404)
  })

  it('leaves the version before readable, and says that it is not in force', async () => {
    expect(await page('/constitution/versions/1')).toContain('This version is not in force now.')
  })
})

describe('trying a change', () => {
  it('is for whoever is signed in', async () => {
    const answer = await house.reader().get('/constitution/try')
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain('Article 3.2 gives this to everyone who is signed in')
    expect((await house.reader().post('/constitution/try', { text: TEXT })).status).toBe(403)
  })

  it('says what it would do, keeps what was typed, and nothing else', async () => {
    const reader = await house.signedIn(house.chance.id() as PersonId)
    const form = await (await reader.get('/constitution/try')).text()
    expect(form).toContain('# The constitution of The Lantern')
    const tried = await reader.post('/constitution/try', { text: TEXT.replaceAll('\n', '\r\n') })
    const said = (await tried.text()).replace(/\s+/g, ' ')
    expect(said).toContain('Article 14.3 of today: all members together, by at least two thirds of the votes cast')
    expect(said).toContain('A statement has at most: 500 words.')
    expect(await (await reader.post('/constitution/try', { text: CHANGED })).text()).toContain('Nothing differs')
    expect(await page('/constitution')).not.toContain('Version 3')
  })

  it('shows a text that does not read again, with its lines', async () => {
    const reader = await house.signedIn(house.chance.id() as PersonId)
    const wrong = await reader.post('/constitution/try', { text: '# Rules\n\n## 7. <b>Light</b>' })
    expect(wrong.status).toBe(422)
    const said = await wrong.text()
    expect(said).toContain('Line 3: article 7 stands where article 1 is expected')
    expect(said).toContain('## 7. &lt;b>Light&lt;/b>')
  })
})
