import { rankingsOf } from '../ballots.ts'
import { err, ok, type Result } from '../result.ts'
import type { BltContent } from './blt-write.ts'

const NOT_DATED = '1970-01-01T00:00:00Z'

/**
 * Cast vote records in JSON (NIST SP 1500-103, version 1.0), a record for each paper. `generated` is the time, in ISO
 * 8601, that the report has to bear. Says why, where the format has no place for something.
 */
export const writeNistCvr = (content: BltContent, generated = NOT_DATED): Result<string, string> => {
  if (content.withdrawn?.length || content.tieOrder?.length || content.undeclared?.length) {
    return err('cast vote records have no place for withdrawn candidates, an order for ties or undeclared write-ins')
  }
  const records: string[] = []
  for (const { ranking, papers } of rankingsOf(content.ballots)) {
    const record = JSON.stringify(cvr(ranking))
    for (let i = 0; i < papers; i++) records.push(record)
  }
  const report = JSON.stringify({ ...head(content, generated), CVR: [] })
  return ok(`${report.slice(0, -'[]}'.length)}[\n${records.join(',\n')}\n]}\n`)
}

const head = (content: BltContent, generated: string): object => ({
  '@type': 'CVR.CastVoteRecordReport',
  Version: '1.0.0',
  GeneratedDate: generated,
  ReportGeneratingDeviceIds: ['device'],
  ReportingDevice: [{ '@id': 'device', '@type': 'CVR.ReportingDevice', Application: 'tally' }],
  GpUnit: [{ '@id': 'unit', '@type': 'CVR.GpUnit', Type: 'other' }],
  Election: [
    {
      '@id': 'election',
      '@type': 'CVR.Election',
      ElectionScopeId: 'unit',
      Candidate: content.candidates.map((name, i) => ({ '@id': `c${i + 1}`, '@type': 'CVR.Candidate', Name: name })),
      Contest: [
        {
          '@id': 'contest',
          '@type': 'CVR.CandidateContest',
          Name: content.title,
          NumberElected: content.seats,
          ContestSelection: content.candidates.map((_, i) => ({
            '@id': `s${i + 1}`,
            '@type': 'CVR.CandidateSelection',
            CandidateIds: [`c${i + 1}`],
          })),
        },
      ],
    },
  ],
})

const cvr = (ranking: readonly (readonly number[])[]): object => ({
  '@type': 'CVR.CVR',
  ElectionId: 'election',
  CurrentSnapshotId: 'snapshot',
  CVRSnapshot: [
    {
      '@id': 'snapshot',
      '@type': 'CVR.CVRSnapshot',
      Type: 'interpreted',
      CVRContest: [
        {
          '@type': 'CVR.CVRContest',
          ContestId: 'contest',
          CVRContestSelection: ranking.flatMap((level, i) =>
            level.map((number) => ({
              '@type': 'CVR.CVRContestSelection',
              ContestSelectionId: `s${number}`,
              SelectionPosition: [
                { '@type': 'CVR.SelectionPosition', HasIndication: 'yes', NumberVotes: 1, Rank: i + 1 },
              ],
            })),
          ),
        },
      ],
    },
  ],
})
