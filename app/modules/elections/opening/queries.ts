import { query } from '../../../platform/query.ts'
import { type ContestId, scopeOfContest } from '../calling/contest.ts'

/** The ballot file that is not public because too few papers were opened together: for whoever runs the election. */
export const withheldPapers = query<{ contest: ContestId }, Uint8Array | null>({
  name: 'elections.withheld-papers',
  power: 'elections.run',
  scope: scopeOfContest,
  async read({ tx, input }) {
    const row = await tx
      .selectFrom('elections.withheld_papers')
      .select('papers')
      .where('contest', '=', input.contest)
      .executeTakeFirst()
    return row?.papers ?? null
  },
})
