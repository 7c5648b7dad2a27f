import { err, ok, type Result } from '../../../platform/result.ts'

/** More candidates than this cannot be written into a paper. */
export const MOST_CANDIDATES = 255

export type PaperFault = 'length' | 'unknown-candidate' | 'repeated-candidate' | 'gap'

/**
 * A paper as bytes: how many preferences, then a candidate's number for each place, then zeros. All papers of an
 * election are of one length, so that the length of an envelope tells nothing.
 */
export function paperToBytes(ranking: readonly number[], candidates: number): Uint8Array {
  const bytes = new Uint8Array(1 + candidates)
  bytes[0] = ranking.length
  bytes.set(ranking, 1)
  return bytes
}

/** The ranking that the bytes hold: numbers of candidates from 1, each at most once. */
export function paperFromBytes(bytes: Uint8Array, candidates: number): Result<number[], PaperFault> {
  if (bytes.length !== 1 + candidates) return err('length')
  const length = bytes[0] as number
  if (length > candidates) return err('length')
  const ranking = [...bytes.subarray(1, 1 + length)]
  if (bytes.subarray(1 + length).some((byte) => byte !== 0)) return err('gap')
  const fault = rankingFault(ranking, candidates)
  return fault ? err(fault) : ok(ranking)
}

/** What keeps a ranking from being counted, if anything does. An empty one is a blank paper and is counted as that. */
export function rankingFault(ranking: readonly number[], candidates: number): PaperFault | null {
  if (ranking.some((number) => !Number.isInteger(number) || number < 1 || number > candidates)) {
    return 'unknown-candidate'
  }
  return new Set(ranking).size === ranking.length ? null : 'repeated-candidate'
}
