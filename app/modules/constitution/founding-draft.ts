import type { ReadTx, WriteTx } from '../../platform/database/transaction.ts'
import { query } from '../../platform/query.ts'
import { ok } from '../../platform/result.ts'
import { verb } from '../../platform/verb.ts'
import { FoundingDraft } from './founding.ts'
import { latestInterimEnd, officesNeeded } from './interim-offices.ts'
import { type StartingPoint, startingConstitution } from './starting-points.ts'

/** What has been answered so far is kept with the installation, so that a closed browser loses nothing. */
const FACT = 'founding-draft'

/** Keeps answers, each checked as the founding itself will. Those not given stay as they are. */
export const answerFounding = verb({
  name: 'organisation.answer-founding',
  founding: true,
  trace: 'none',
  input: FoundingDraft,
  async act({ tx, input }) {
    const answered = { ...(await draftOf(tx)), ...input }
    await keep(tx, withOfficesThatExist(answered))
    return ok()
  },
})

export interface OfficeOffered {
  readonly name: string
  readonly title: string
  readonly seats: number
  /** True where the first day needs somebody in it. */
  readonly needed: boolean
}

/** What has been answered, the national offices that the chosen constitution offers, and the last day they may end on. */
export const foundingDraft = query({
  name: 'organisation.founding-draft',
  founding: true,
  async read({ tx, now }: { tx: ReadTx; now: Date }) {
    const draft = await draftOf(tx)
    return {
      draft,
      offices: draft.constitution ? officesOffered(draft.constitution) : [],
      latestEnd: latestInterimEnd(now),
    }
  },
})

function officesOffered(start: StartingPoint): OfficeOffered[] {
  const constitution = startingConstitution(start)
  const needed = new Set(officesNeeded(constitution).flat())
  return [...constitution.offices.values()]
    .filter(({ rule }) => rule.scope === 'organisation')
    .map(({ rule }) => ({ name: rule.name, title: rule.title, seats: rule.seats, needed: needed.has(rule.name) }))
}

/** For the founding itself: nothing of the draft outlives it. */
export async function forgetDraft(tx: WriteTx): Promise<void> {
  await keep(tx, {})
}

async function draftOf(tx: ReadTx): Promise<FoundingDraft> {
  const row = await tx.selectFrom('platform.fact').select('value').where('name', '=', FACT).executeTakeFirst()
  return (row?.value ?? {}) as FoundingDraft
}

async function keep(tx: WriteTx, draft: FoundingDraft): Promise<void> {
  const value = JSON.stringify(draft)
  await tx
    .insertInto('platform.fact')
    .values({ name: FACT, value })
    .onConflict((same) => same.column('name').doUpdateSet({ value }))
    .execute()
}

/** Another constitution may lack an office that was given out under the first. */
function withOfficesThatExist(draft: FoundingDraft): FoundingDraft {
  if (!draft.constitution || !draft.founders) return draft
  const { offices } = startingConstitution(draft.constitution)
  const founders = draft.founders.map((one) => ({ ...one, offices: one.offices.filter((name) => offices.has(name)) }))
  return { ...draft, founders }
}
