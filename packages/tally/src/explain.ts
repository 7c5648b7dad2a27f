import type { Ranking } from './ballots.ts'
import { explainByTransfers } from './follow/in-words.ts'
import type { CountRecord } from './record.ts'
import { ruleNamed } from './rules/registry.ts'

/**
 * Follows one ballot paper through a count, a sentence for each step. The ranking is by candidate number, best first;
 * it need not be one that was cast.
 */
export const explain = (record: CountRecord, ranking: Ranking): string[] =>
  (ruleNamed(record.rules)?.explain ?? explainByTransfers)(record, ranking)
