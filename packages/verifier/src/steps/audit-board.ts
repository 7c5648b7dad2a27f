import {
  type Board,
  type BoardEvent,
  boardOf,
  checkHead,
  credentialHash,
  type Element,
  type FrozenRoll,
  type OpenElection,
  readSignedHead,
  type SignedHead,
} from '@groundswell/ballotbox'
import { LineTooLong, linesOf } from '../lines.ts'
import type { FindingCode, Findings } from '../report/findings.ts'
import type { CastBallots } from './audit-ballots.ts'

/** A board as it was published, with the frozen roll that it was opened for. */
export interface PublishedBoard {
  readonly roll: FrozenRoll
  /** One event a line. */
  readonly bytes: AsyncIterable<Uint8Array>
  /** Signed heads that witnesses kept, each as it was published. */
  readonly heads: readonly string[]
  /** Ed25519 public key, in hexadecimal, of whoever keeps the board. */
  readonly keeper?: string
}

/** A board that has been read to its end. */
export interface ReadBoard {
  readonly board: Board
  /** Undefined where a line was refused: then the archive cannot be compared with it. */
  readonly whole: boolean
  readonly opening: Extract<BoardEvent, { type: 'open' }> | undefined
  readonly seal: Extract<BoardEvent, { type: 'seal' }> | undefined
  /** SHA-256 of ballots in hexadecimal: all that were cast, and those that were opened instead. */
  readonly cast: ReadonlySet<string>
  readonly challenged: ReadonlySet<string>
}

/** Longest line of a board, in UTF-16 units. */
const LONGEST_LINE = 4_000

/** Follows a board from its first line to its last, past every head that a witness kept. */
export async function readBoard(
  published: PublishedBoard,
  findings: Findings,
  onLines: (lines: number) => void,
): Promise<ReadBoard> {
  const board = boardOf(published.roll)
  const heads = new WitnessedHeads(published, findings)
  const cast = new Set<string>()
  const challenged = new Set<string>()
  let opening: ReadBoard['opening']
  let seal: ReadBoard['seal']
  let lines = 0
  let problem: string | undefined
  try {
    for await (const line of linesOf(published.bytes, LONGEST_LINE)) {
      const event = board.read(line)
      if (!event.ok) {
        problem = event.error
        break
      }
      heads.passed(board.head()!.height, board.head()!.hash)
      if (event.value.type === 'open') opening = event.value
      if (event.value.type === 'seal') seal = event.value
      if (event.value.type === 'envelope') cast.add(event.value.ballot)
      if (event.value.type === 'challenge') challenged.add(event.value.ballot)
      if (++lines % 10_000 === 0) onLines(lines)
    }
  } catch (failure) {
    if (!(failure instanceof LineTooLong)) throw failure
    problem = failure.message
  }
  if (problem !== undefined) {
    findings.add(codeOf(problem), `board, line ${lines + 1}`, `${problem}; nothing after it was read`)
  }
  heads.finish(problem === undefined)
  return { board, whole: problem === undefined, opening, seal, cast, challenged }
}

function codeOf(problem: string): FindingCode {
  if (problem === 'no such place on the roll') return 'board-place'
  if (problem === 'opened for another roll' || problem === 'number of places is not that of the roll') {
    return 'board-roll'
  }
  return 'board'
}

/** Heads that witnesses kept, to be passed one after another. */
class WitnessedHeads {
  readonly #byHeight = new Map<number, SignedHead[]>()
  readonly #findings: Findings

  constructor({ heads, keeper }: PublishedBoard, findings: Findings) {
    this.#findings = findings
    for (const [i, raw] of heads.entries()) {
      const head = readSignedHead(raw)
      if (!head.ok) {
        findings.add('format', `head ${i + 1}`, `${head.error.at}: ${head.error.problem}`)
        continue
      }
      if (keeper !== undefined) {
        const checked = checkHead(head.value, keeper)
        if (!checked.ok) findings.add('head-signature', `head ${i + 1}`, checked.error)
      }
      this.#byHeight.set(head.value.height, [...(this.#byHeight.get(head.value.height) ?? []), head.value])
    }
    if (heads.length > 0 && keeper === undefined) findings.note('heads-unchecked', `${heads.length}`)
  }

  passed(height: number, hash: string): void {
    for (const head of this.#byHeight.get(height) ?? []) {
      if (head.hash !== hash) this.#findings.add('board-head', whereOf(head), 'another line stands there now')
    }
    this.#byHeight.delete(height)
  }

  /** Heads above the end of the board; one that broke off is not held against them. */
  finish(whole: boolean): void {
    if (!whole) return
    for (const head of [...this.#byHeight.values()].flat()) {
      this.#findings.add('board-head', whereOf(head), 'the board ends before it')
    }
  }
}

const whereOf = ({ height, at }: SignedHead): string => `head at height ${height}, signed at ${at}`

/** The SHA-256 that a tracker is, in hexadecimal as the board writes it. */
const hexOf = (tracker: string): string => Buffer.from(tracker, 'base64').toString('hex')

/** An archive as its board must account for it: exactly each place's last envelope, and their credentials. */
export interface CompiledPart {
  readonly open: OpenElection
  readonly credentials: Iterable<Element>
  readonly cast: CastBallots
  /** SHA-256 of the archive's EndBallots event, in hexadecimal. */
  readonly endBallots: string
}

export function compareWithBoard(read: ReadBoard, archive: CompiledPart, findings: Findings): void {
  const { opening, seal, board } = read
  const { fingerprint, election } = archive.open
  if (opening !== undefined && (opening.election !== fingerprint || opening.uuid !== election.uuid)) {
    return void findings.add('board-election', 'board', `of the election with fingerprint ${opening.election}`)
  }
  if (!read.whole) return
  if (board.phase() === 'new' || board.phase() === 'open') {
    findings.add('board-seal', 'board', 'voting has not closed on it')
  } else if (seal === undefined) findings.add('board-seal', 'board', 'it has not been sealed')
  else if (seal.archive !== archive.endBallots) findings.add('board-seal', 'board', 'it names another archive')
  compareBallots(read, archive.cast, findings)
  compareCredentials(read, archive, findings)
}

function compareBallots({ board, cast, challenged }: ReadBoard, { trackers }: CastBallots, findings: Findings): void {
  const counted = new Set(board.counted().map(({ ballot }) => ballot))
  const present = new Set<string>()
  for (const tracker of trackers) {
    const ballot = hexOf(tracker)
    present.add(ballot)
    if (counted.has(ballot)) continue
    const gone = cast.has(ballot) ? 'it was replaced, cancelled or struck' : 'it is not on the board'
    findings.add('board-extra', `ballot ${tracker}`, challenged.has(ballot) ? 'its voter had it opened' : gone)
  }
  for (const { place, ballot } of board.counted()) {
    if (!present.has(ballot))
      findings.add('board-missing', `place ${place}`, `its last envelope holds ballot ${ballot}`)
  }
}

function compareCredentials({ board }: ReadBoard, { open, credentials }: CompiledPart, findings: Findings): void {
  const counted = new Set(board.counted().map(({ credential }) => credential))
  let number = 0
  for (const credential of credentials) {
    number++
    if (!counted.delete(credentialHash(open.group, credential))) {
      findings.add('board-credential', `credential ${number}`, 'no envelope that counts bears it')
    }
  }
  for (const missing of counted) {
    findings.add('board-credential', `envelope of credential ${missing}`, 'the archive does not list it')
  }
}
