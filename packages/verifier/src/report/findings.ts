/**
 * Everything that an election can be found wanting in, by its code. The words say what was found, not what to think of
 * it; README.md says what each may mean.
 */
export const FINDINGS = {
  archive: 'the file is not, byte for byte, an archive of its kind',
  order: 'steps or their data do not stand in the order that the format prescribes',
  format: 'a text is not the canonical JSON of its format',
  unfinished: 'the archive ends before the result',
  trustees: 'a proof or a signature among the keys of the trustees does not hold',
  'trustee-key': 'a trustee has no key of its own, so that the key is shared by fewer than it seems',
  'election-key': 'the key of the election is not the one that the keys of the trustees make up',
  credential: 'a public credential is outside the group, or is one that anyone can sign for',
  roll: 'there are more credentials than places on the roll',
  'ballot-election': 'a ballot belongs to another election',
  'ballot-credential': 'the credential of a ballot is not on the list',
  'ballot-signature': 'the signature of a ballot does not hold',
  'ballot-answers': 'the answers of a ballot do not fit the questions',
  'ballot-group': 'a ballot holds a number outside the group',
  'ballot-proof': 'a proof in a ballot does not hold',
  'ballot-replayed': 'the same ballot stands in the archive twice',
  weight: 'a credential of more than one vote was used for a ranked question',
  tally: 'the encrypted tally is not that of the last ballots',
  'tally-numbers': 'the numbers written beside the encrypted tally are not those of the last ballots',
  'superseded-counted': 'a ballot that its voter replaced was tallied',
  'no-shuffle': 'ranked ballots were opened without being mixed',
  'too-few-mixers': 'fewer trustees mixed than must',
  'shuffle-owner': 'a shuffle names a trustee who does not exist',
  'shuffle-twice': 'a trustee mixed twice',
  'shuffle-size': 'a shuffle or its proof has the wrong number of items',
  'shuffle-group': 'a shuffle holds a number outside the group',
  'shuffle-proof': 'the proof of a shuffle does not hold',
  'shuffle-signature': 'a shuffle is not signed by the trustee whom it names',
  'side-record': 'the record of what trustees signed is of another election',
  'decryption-owner': 'a partial decryption names a trustee who does not exist',
  'decryption-twice': 'a trustee decrypted twice',
  'decryption-size': 'a partial decryption has the wrong number of items',
  'decryption-group': 'a partial decryption holds a number outside the group',
  'decryption-proof': 'a proof in a partial decryption does not hold',
  'decryption-signature': 'a partial decryption is not signed by the trustee whom it names',
  'too-few-decryptions': 'fewer trustees decrypted than must',
  result: 'the result is not what the decryptions give',
  board: 'the board is not an unbroken chain of events that its rules allow',
  'board-election': 'the board is of another election',
  'board-roll': 'the board was opened for another roll',
  'board-place': 'an envelope names no place on the frozen roll',
  'board-head': 'a witnessed head is not where the board stood: lines were changed or taken away',
  'head-signature': 'a signature of a head does not hold',
  'board-missing': 'the last envelope of a place is not in the archive',
  'board-extra': 'a ballot in the archive is not the last envelope of any place',
  'board-credential': 'a credential is not that of an envelope that counts',
  'board-seal': 'the board does not name this archive as made from it',
  'count-differs': 'the published count is not the count of these papers',
  'impossible-counted': 'the published count used papers that cannot be counted',
} as const

export type FindingCode = keyof typeof FINDINGS

/** What is worth knowing and no fault: anyone can seal rubbish, and a voter may vote again. */
export const NOTES = {
  superseded: 'ballots that their voters replaced, and that were not tallied',
  'impossible-ranking': 'papers whose ranking cannot be: set aside by the count',
  'blank-paper': 'papers without any preference',
  'unused-signature': 'trustees signed shuffles or decryptions that the archive does not hold',
  'mixed-kinds': 'the election holds ranked and other questions at once',
  'heads-unchecked': 'heads whose signatures were not checked, for want of the key of who keeps the board',
  'not-recounted': 'nothing to recount',
} as const

export type NoteCode = keyof typeof NOTES

export interface Finding {
  readonly code: FindingCode
  /** In which part: "member 12", "ballot Zx…", "shuffle 2". */
  readonly where: string
  readonly detail: string
}

export interface Note {
  readonly code: NoteCode
  readonly detail: string
}

/** Findings of one code that are kept in full; more are counted. */
const MOST_OF_A_CODE = 1_000

/** Gathers findings and notes, in bounded memory however much is wrong. */
export class Findings {
  readonly #findings: Finding[] = []
  readonly #counts = new Map<FindingCode, number>()
  readonly #notes: Note[] = []

  add(code: FindingCode, where: string, detail: string): void {
    const count = (this.#counts.get(code) ?? 0) + 1
    this.#counts.set(code, count)
    if (count <= MOST_OF_A_CODE) this.#findings.push({ code, where, detail })
  }

  note(code: NoteCode, detail: string): void {
    this.#notes.push({ code, detail })
  }

  has(code: FindingCode): boolean {
    return this.#counts.has(code)
  }

  get findings(): readonly Finding[] {
    return this.#findings
  }

  get notes(): readonly Note[] {
    return this.#notes
  }

  /** How many findings of each code are not listed, for there are too many. */
  unlisted(): Partial<Record<FindingCode, number>> {
    const more = [...this.#counts].filter(([, count]) => count > MOST_OF_A_CODE)
    return Object.fromEntries(more.map(([code, count]) => [code, count - MOST_OF_A_CODE]))
  }
}
