import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PersonId, Scope } from '../../platform/ids.ts'
import { type Actor, operator, program, visitor } from '../../platform/mandate.ts'
import type { Query } from '../../platform/query.ts'
import type { Verb } from '../../platform/verb.ts'
import { foundOrganisation } from './found-organisation.ts'
import { answerFounding, foundingDraft } from './founding-draft.ts'
import { prepareFounding } from './founding-token.ts'
import { foundedLantern, LANTERN, type Lantern } from './lantern.fixture.ts'
import {
  changesOfVersion,
  consideredChange,
  constitutionText,
  officesOf,
  publicRecord,
  shownConstitution,
  whoseHouse,
} from './queries.ts'
import { resignOffice } from './resign-office.ts'

/** Everybody who might knock, after the interim offices are over: Ada was chair, Chioma the returning officer. */
let lantern: Lantern
let knockers: Record<string, Actor>
beforeAll(async () => {
  lantern = await foundedLantern()
  lantern.clock.set('2027-06-01T12:00:00Z')
  const groupSecretary = lantern.chance.id() as PersonId
  const term = {
    id: lantern.chance.id(),
    office: 'group-secretary',
    scope: 'group:7f0c7a52-5f0e-4f0a-9d55-000000000001' as Scope,
    person: groupSecretary,
    began_at: lantern.clock.now(),
    ends_at: '2028-01-01T00:00:00Z',
    how: 'election',
    reference: '/elections/1',
  }
  await lantern.as('elections.publish', (tx) => tx.insertInto('constitution.term').values(term).execute())
  knockers = {
    'a visitor': visitor,
    'somebody unknown': { kind: 'person', person: lantern.chance.id() as PersonId },
    'a lapsed member': lantern.actor('Dilys'),
    'a former officer': lantern.actor('Chioma'),
    'a group’s officer': { kind: 'person', person: groupSecretary },
    'an old token': { kind: 'founder', token: 'the token of the founding' },
    'the program': program,
    'the operator': operator,
  }
})
afterAll(() => lantern.close())

const EVERYBODY = [
  'a visitor',
  'somebody unknown',
  'a lapsed member',
  'a former officer',
  'a group’s officer',
  'an old token',
  'the program',
  'the operator',
]
const PERSONS = ['somebody unknown', 'a lapsed member', 'a former officer', 'a group’s officer']

async function letIn(knock: (actor: Actor) => Promise<{ ok: boolean; error?: unknown }>): Promise<string[]> {
  const admitted: string[] = []
  for (const [name, actor] of Object.entries(knockers)) {
    const answer = await knock(actor)
    // A rejection comes from behind the door: whoever met one had been let in.
    const isRefused = !answer.ok && (answer.error as { kind?: string }).kind !== 'rejected'
    if (!isRefused) admitted.push(name)
  }
  return admitted
}

describe('who is let in, at every door of this room', () => {
  it.each<[string, Verb<unknown, unknown, unknown>, unknown, string[]]>([
    ['found-organisation', foundOrganisation as never, LANTERN, []],
    ['answer-founding', answerFounding as never, { name: 'Ours' }, []],
    ['prepare-founding', prepareFounding as never, {}, ['the operator']],
    ['resign-office', resignOffice as never, { term: '7f0c7a52-5f0e-4f0a-9d55-000000000003' }, PERSONS],
  ])('the verb %s', async (_, verb, input, expected) => {
    expect(await letIn((actor) => lantern.runner.run(verb, actor, input))).toEqual(expected)
  })

  it.each<[string, Query<never, unknown>, unknown, string[]]>([
    ['founding-draft', foundingDraft as never, {}, []],
    ['considered-change', consideredChange as never, { text: '# x' }, PERSONS],
    ['whose-house', whoseHouse as never, {}, EVERYBODY],
    ['shown-constitution', shownConstitution as never, {}, EVERYBODY],
    ['constitution-text', constitutionText as never, { number: 1 }, EVERYBODY],
    ['changes-of-version', changesOfVersion as never, { number: 2 }, EVERYBODY],
    ['offices-of', officesOf as never, {}, EVERYBODY],
    ['public-record', publicRecord as never, { words: '', page: 1 }, EVERYBODY],
  ])('the query %s', async (_, query, input, expected) => {
    expect(await letIn((actor) => lantern.runner.ask(query, actor, input as never))).toEqual(expected)
  })

  it('and the record shows nobody more than what is published', async () => {
    await lantern.as('offices.resign', (tx) =>
      tx
        .insertInto('platform.act')
        .values({
          id: lantern.chance.id(),
          at: lantern.clock.now(),
          verb: 'offices.resign',
          mandate_kind: 'right',
          mandate_name: 'offices.resign',
          scope: 'organisation',
          person: lantern.actor('Dilys').person,
          summary: 'Something of one’s own',
          published: false,
        })
        .execute(),
    )
    for (const actor of Object.values(knockers)) {
      const record = await lantern.runner.ask(publicRecord, actor, { words: 'own', page: 1 })
      expect(record).toMatchObject({ ok: true, value: { total: 0 } })
    }
  })
})
