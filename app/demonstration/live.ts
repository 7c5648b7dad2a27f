import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { compose, type Ground, type House } from '../compose.ts'
import { foundOrganisation, prepareFounding } from '../modules/constitution/index.ts'
import {
  type ContestId,
  callElection,
  castVote,
  decideCandidate,
  nominations,
  stand,
} from '../modules/elections/index.ts'
import { importGroupsFile, joinOnImport } from '../modules/groups/index.ts'
import { importPeopleFile } from '../modules/people/index.ts'
import { clockAt } from '../platform/clock.ts'
import type { Scope } from '../platform/ids.ts'
import { type Actor, operator, program, visitor } from '../platform/mandate.ts'
import { ok, unwrap } from '../platform/result.ts'
import { tick } from '../platform/tick.ts'
import { verb } from '../platform/verb.ts'
import { chanceOf, type Draw, drawFrom } from './draw.ts'
import { groupScope, holdersNow, markDemonstration, type TourRole, voterIds } from './facts.ts'
import { groupsCsv, type Invented, inventPerson, peopleCsv } from './people.ts'
import { PLACES } from './places.ts'
import { drawPortrait } from './portrait.ts'
import { statementOf } from './statements.ts'

/** The size of the movements that this program is for. */
export interface DemonstrationSize {
  readonly members: number
  readonly supporters: number
  /** Ballots cast in the board election that is over. */
  readonly boardBallots: number
  /** Ballots cast so far in the one that is open. */
  readonly openBallots: number
}

export const FULL_SIZE: DemonstrationSize = {
  members: 20_000,
  supporters: 30_000,
  boardBallots: 7_395,
  openBallots: 640,
}

const DAY = 86_400_000
const AT_ONCE = 8

/**
 * Lets an invented organisation live through its first half-year, up to now, by the same verbs that any other uses, in
 * some fifty seconds. The same each time but for its dates. `house` must be empty.
 */
export async function liveDemonstration(
  ground: Ground,
  { size = FULL_SIZE, say = () => undefined }: { size?: DemonstrationSize; say?: (what: string) => void } = {},
): Promise<void> {
  const draw = drawFrom(1926)
  const end = ground.clock.now()
  const clock = clockAt(new Date(end.getTime() - 170 * DAY))
  const house = await compose({ ...ground, clock, chance: chanceOf(draw) })
  const folder = await mkdtemp(join(tmpdir(), 'groundswell-demonstration-'))
  try {
    const life: Life = { house, clock, draw, size, folder, day: (n) => new Date(end.getTime() - n * DAY) }
    say('Founding the organisation')
    const founders = await found(life)
    say('Bringing in its groups and people')
    const people = await bringPeopleIn(life)
    const ids = unwrap(await house.runner.ask(voterIds, operator, {}))
    const of = (person: Invented): Actor => ({
      kind: 'person',
      person: ids.byExternalId.get(String(person.id)) as never,
    })
    const officer: Actor = { kind: 'person', person: ids.byEmail.get(founders.returningOfficer) as never }
    const members = people.filter(({ isMember }) => isMember)

    say('Electing its national committee')
    const { contest: board } = await elect(life, officer, of, members, {
      title: 'National committee',
      office: 'committee-member',
      seats: 9,
      candidates: 17,
      ballots: size.boardBallots,
      days: { call: 160, nominationsClose: 140, freeze: 139, open: 130, close: 110 },
    })
    await settle(life, 100)
    say('Electing a group’s secretary')
    const town = members[0]?.group ?? ''
    const neighbours = members.filter(({ group }) => group === town)
    const scope = unwrap(await house.runner.ask(groupScope, visitor, { name: town }))
    const local = await elect(life, officer, of, neighbours, {
      title: `Secretary of ${town}`,
      office: 'group-secretary',
      scope,
      seats: 1,
      candidates: 2,
      ballots: Math.floor(neighbours.length / 3),
      days: { call: 98, nominationsClose: 80, freeze: 79, open: 70, close: 55 },
    })
    await settle(life, 46)
    const [secretary] = unwrap(await house.runner.ask(holdersNow, operator, { office: 'group-secretary', scope }))
    if (!secretary) throw new Error(`nobody was elected in ${town} (${local.contest})`)
    say('Opening a ballot that is still running')
    const { waiting } = await elect(life, officer, of, members, {
      title: 'Chair and spokesperson',
      office: 'chair',
      seats: 1,
      candidates: 5,
      ballots: size.openBallots,
      days: { call: 45, nominationsClose: 25, freeze: 24, open: 6, close: -8 },
    })
    await settle(life, 0)
    unwrap(await house.runner.run(burnLetters, program, {}))
    const tour: Record<TourRole, string> = {
      member: ids.byExternalId.get(String(waiting?.id)) ?? '',
      'group-secretary': secretary,
      'membership-secretary': ids.byEmail.get(founders.membershipSecretary) ?? '',
      'returning-officer': ids.byEmail.get(founders.returningOfficer) ?? '',
    }
    unwrap(await house.runner.run(markDemonstration, operator, { tour, board }))
  } finally {
    await house.close()
    await rm(folder, { recursive: true, force: true })
  }
}

interface Life {
  readonly house: House
  readonly clock: ReturnType<typeof clockAt>
  readonly draw: Draw
  readonly size: DemonstrationSize
  readonly folder: string
  /** So many days before the end. */
  day(before: number): Date
}

async function found({ house, clock }: Life): Promise<{ returningOfficer: string; membershipSecretary: string }> {
  const token = unwrap(await house.runner.run(prepareFounding, operator, {}))
  const until = new Date(clock.now().getTime() + 330 * DAY)
  unwrap(
    await house.runner.run(
      foundOrganisation,
      { kind: 'founder', token },
      {
        name: 'The Causeway',
        purpose:
          'People in every town who stand by each other at work, at home and on the street, and decide together what they do.',
        constitution: 'federation',
        interimEndsOn: until.toISOString().slice(0, 10),
        founders: [
          { name: 'Nerys Okafor', email: 'nerys@example.org', offices: ['returning-officer'] },
          { name: "Brendan O'Hare", email: 'brendan@example.org', offices: ['membership-secretary'] },
          { name: 'Joan Achterberg', email: 'joan@example.org', offices: ['chair', 'secretary'] },
          { name: 'Tariq Holroyd', email: 'tariq@example.org', offices: ['treasurer'] },
        ],
      },
    ),
  )
  return { returningOfficer: 'nerys@example.org', membershipSecretary: 'brendan@example.org' }
}

async function bringPeopleIn({ house, clock, draw, size, folder }: Life): Promise<Invented[]> {
  const people = Array.from({ length: size.members + size.supporters }, (_, i) =>
    inventPerson(i + 1, draw, i < size.members),
  )
  const [groups, list] = [join(folder, 'groups.csv'), join(folder, 'people.csv')]
  await writeFile(groups, [...groupsCsv(PLACES)].join(''))
  await writeFile(list, [...peopleCsv(people, clock.now())].join(''))
  const { runner } = house
  unwrap(await importGroupsFile({ runner, actor: operator, path: groups }))
  unwrap(await importPeopleFile({ runner, actor: operator, followers: [joinOnImport], path: list }))
  return people
}

interface Plan {
  readonly title: string
  readonly office: string
  /** The organisation's own unless said. */
  readonly scope?: Scope
  readonly seats: number
  readonly candidates: number
  readonly ballots: number
  readonly days: { call: number; nominationsClose: number; freeze: number; open: number; close: number }
}

/** Holds an election up to its close, or up to now; `waiting` is somebody who has not voted in it. */
async function elect(
  life: Life,
  officer: Actor,
  of: (person: Invented) => Actor,
  members: readonly Invented[],
  plan: Plan,
): Promise<{ contest: ContestId; waiting: Invented | undefined }> {
  const { house, clock, draw, day } = life
  const { runner } = house
  clock.set(day(plan.days.call))
  const contest = unwrap(
    await runner.run(callElection, officer, {
      title: plan.title,
      office: plan.office,
      ...(plan.scope ? { scope: plan.scope } : {}),
      seats: plan.seats,
      nominationsOpen: day(plan.days.call - 1),
      nominationsClose: day(plan.days.nominationsClose),
      freezeAt: day(plan.days.freeze),
      opensAt: day(plan.days.open),
      closesAt: day(plan.days.close),
    }),
  )
  clock.set(day(plan.days.call - 2))
  const first = Math.min(40 + plan.seats * 100, members.length - plan.candidates)
  for (const [i, person] of members.slice(first, first + plan.candidates).entries()) {
    const name = `${person.given} ${person.family}`
    const picture = await drawPortrait(person.id)
    const words = { statement: statementOf(i, person), pictureWords: `A drawing of ${name}` }
    unwrap(await runner.run(stand, of(person), { contest, name, picture, ...words }))
  }
  const { lines } = unwrap(await runner.ask(nominations, officer, { contest })) ?? { lines: [] }
  for (const { id } of lines)
    unwrap(await runner.run(decideCandidate, officer, { contest, candidate: id, decision: 'accepted' }))
  await settle(life, plan.days.freeze)
  await settle(life, plan.days.open)
  const liking = Array.from({ length: plan.candidates }, () => Math.exp(1.8 * (draw.next() - 0.5)))
  const inOrder = shuffled(members, draw)
  const voters = inOrder.slice(0, plan.ballots)
  const papers = voters.map((voter) => ({ voter, ranking: paperBy(liking, draw) }))
  await inTurns(papers, async ({ voter, ranking }) =>
    unwrap(await runner.run(castVote, of(voter), { contest, ranking, blank: false })),
  )
  if (plan.days.close > 0) {
    await settle(life, plan.days.close)
    // Counting and publishing are steps of their own.
    await settle(life, plan.days.close - 1)
  }
  return { contest, waiting: inOrder[plan.ballots] }
}

/** Lets the program do what is due on a day. */
async function settle({ house, clock, day }: Life, before: number): Promise<void> {
  clock.set(new Date(day(before).getTime() + 1000))
  await tick(house.chores, house.runner, clock.now(), (_, problem) => {
    throw problem
  })
}

async function inTurns<T>(list: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  let next = 0
  const take = async () => {
    for (let one = list[next++]; one !== undefined; one = list[next++]) await work(one)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, take))
}

function paperBy(liking: readonly number[], draw: Draw): number[] {
  const order = liking.map((weight, i) => ({ at: -Math.log(1 - draw.next()) / weight, number: i + 1 }))
  order.sort((a, b) => a.at - b.at)
  return order.slice(0, 1 + Math.floor(draw.next() ** 1.5 * liking.length)).map(({ number }) => number)
}

function shuffled<T>(list: readonly T[], draw: Draw): T[] {
  const copy = [...list]
  for (let i = copy.length - 1; i > 0; i--) {
    const j = Math.floor(draw.next() * (i + 1))
    ;[copy[i], copy[j]] = [copy[j] as T, copy[i] as T]
  }
  return copy
}

/** Nobody reads the letters of invented people: they are put away unsent. */
const burnLetters = verb({
  name: 'demonstration.put-letters-away',
  duty: 'mail.deliver',
  trace: 'none',
  input: z.object({}),
  async act({ tx, now }) {
    await tx
      .updateTable('platform.letter')
      .set({ sent_at: now, recipient: null, body_text: null, body_html: null })
      .where('sent_at', 'is', null)
      .execute()
    return ok()
  },
})
