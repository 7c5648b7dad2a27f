import type { ArchiveLimits, OpenElection, Question } from '@groundswell/ballotbox'
import { isNonHomomorphic } from '@groundswell/ballotbox'

/** V8's longest string, and so the longest text that can be read. */
const LONGEST = 536_870_000
/** Room for a list of some 500,000 credentials. */
const BEFORE_SETUP = 320_000_000
/** A number of 2,048 bits in decimal, with its quotes and the name of its field. */
const NUMBER = 640
const ROOM = 20_000

/**
 * How long a member may be, by what its election can call for: set anew as the archive is read, so that a few bytes of
 * header cannot ask for half a gigabyte.
 */
export class MemberLimit implements ArchiveLimits {
  readonly maxDataPerEvent = 4
  #most = BEFORE_SETUP

  get maxMember(): number {
    return this.#most
  }

  afterSetup({ election }: OpenElection): void {
    const numbers = election.questions.reduce((sum, question) => sum + numbersInAnswer(question), 4)
    this.#most = Math.max(ROOM, ROOM + numbers * NUMBER)
  }

  /** `items`: ciphertexts in the tally. A shuffle takes seven numbers for each, a decryption three. */
  afterBallots(items: number): void {
    this.#most = Math.min(LONGEST, ROOM + 10 * items * NUMBER)
  }
}

/** Two for a ciphertext and two for each proof about it (§4.11–4.13). */
function numbersInAnswer(question: Question): number {
  if (isNonHomomorphic(question)) return 4
  const choices = question.answers.length + 1
  return choices * 6 + 2 * (question.max - question.min + 4)
}
