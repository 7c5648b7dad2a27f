import { createReadStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type EncryptedTally,
  makeBallot,
  makeShuffle,
  must,
  type OpenElection,
  type Question,
  readElection,
  readEncryptedTally,
  type Shuffle,
  shuffling,
  type WrittenStep,
  writeShuffle,
} from '@groundswell/ballotbox'
import { nativeGroups } from '@groundswell/ballotbox/node'
import { describe, expect, it } from 'vitest'
import { secretOfCredential } from '../../ballotbox/src/formats/private-credential.ts'
import { RFC_3526_2048 } from '../../ballotbox/src/groups/parameters.ts'
import { sha256Hex } from '../../ballotbox/src/hash.ts'
import { casesFolder } from '../../ballotbox/src/testing/cases.ts'
import { archiveOf } from '../../ballotbox/src/testing/hold-election.ts'
import { type ToolFolder, toolFolder, toolIsThere, toolVerdict } from '../../ballotbox/src/testing/tool.ts'
import { perform } from '../../ballotbox/src/work/computation.ts'
import type { Report } from './report/report.ts'
import {
  CHOSEN_VOTES,
  chooseTwo,
  RANKED_VOTES,
  random,
  rankThree,
  type SealedElection,
  sealElection,
  stepsOf,
} from './testing/sealed-election.ts'
import { codesOf, opened, pool, reportOn, withStep } from './testing/tampering.ts'
import { membersOf, streamOf } from './testing/tar-members.ts'
import { verifyArchive } from './verify-archive.ts'

const cases = casesFolder()

describe.skipIf(cases === undefined)('an archive made by the reference (skipped without cases)', () => {
  it('passes, and gives the result that it states', async () => {
    const archive = createReadStream(join(cases!, 'belenios', 'TmbrmKoHvq9Che.bel'))
    const report = must(
      await verifyArchive(archive, { pool, places: 10, recount: { rules: 'scottish', seats: [2], published: [] } }),
    )
    expect(report.findings).toEqual([])
    expect(report.notes.map(({ code }) => code)).toEqual(['mixed-kinds'])
    expect(report.result?.result[0]).toEqual([6, 4, 3, 2])
    expect(report.counts[0]).toMatchObject({ elected: [1, 3] })
  })
})

const THREE = ['anna@example.org', 'ben@example.org', 'chloe@example.org']

/** An election in a folder of the tool, from its setup to its result; each step may be done by the tool or here. */
class ToolElection {
  readonly folder: ToolFolder = toolFolder()
  readonly uuid: string
  readonly #names: readonly string[]
  readonly #credentials: readonly string[]

  /** `voters`: a line for each, as the tool reads them. */
  constructor(group: string, questions: readonly object[], voters: readonly string[], trustees: number) {
    const { folder } = this
    this.uuid = folder.run(['setup', 'generate-token']).trim()
    const inGroup = ['--group', group]
    folder.write('voters.txt', voters.map((line) => `${line}\n`).join(''))
    folder.run(['setup', 'generate-credentials', '--uuid', this.uuid, ...inGroup, '--file', 'voters.txt'])
    folder.write('public_creds.json', folder.read(folder.files('.pubcreds')[0]!))
    const lines = folder.read(folder.files('.privcreds')[0]!).trim().split('\n')
    this.#credentials = lines.map((line) => line.split(' ')[1]!)
    for (let i = 0; i < trustees; i++) folder.run(['setup', 'generate-trustee-key', ...inGroup])
    this.#names = folder.files('.pubkey').map((name) => name.replace('.pubkey', ''))
    folder.write('public_keys.jsons', this.#names.map((name) => folder.read(`${name}.pubkey`)).join(''))
    folder.run(['setup', 'make-trustees'])
    folder.write('template.json', JSON.stringify({ description: 'd', name: 'n', questions }))
    folder.run(['setup', 'make-election', '--uuid', this.uuid, ...inGroup, '--template', 'template.json'])
    folder.run(['archive', 'init'])
  }

  add(type: string, input = ''): void {
    this.folder.run(['archive', 'add-event', `--type=${type}`], input)
  }

  castByTool(voter: number, choices: readonly (readonly number[])[]): void {
    this.folder.write('credential', `${this.#credentials[voter]}\n`)
    this.folder.write('vote', JSON.stringify(choices))
    this.add('Ballot', this.folder.run(['election', 'generate-ballot', '--privcred', 'credential', '--ballot', 'vote']))
  }

  castHere(open: OpenElection, voter: number, choices: readonly (readonly number[])[]): void {
    const secret = secretOfCredential(open.group, this.uuid, this.#credentials[voter]!)
    this.add('Ballot', must(makeBallot(open, secret, choices, random)).raw)
  }

  tally(): string {
    const tally = this.folder.run(['election', 'compute-encrypted-tally'])
    this.add('EndBallots')
    this.add('EncryptedTally', this.folder.run(['election', 'compute-encrypted-tally']))
    return tally.split('\n')[0]!
  }

  mixByTool(owner: number): void {
    this.add('Shuffle', this.folder.run(['election', 'shuffle', `--trustee-id=${owner}`]))
  }

  decryptAndCount(): void {
    for (const [i, name] of this.#names.entries()) {
      const key = ['--privkey', `${name}.privkey`, `--trustee-id=${i + 1}`]
      this.add('PartialDecryption', this.folder.run(['election', 'decrypt', ...key]))
    }
    this.add('Result', this.folder.run(['election', 'compute-result']))
  }

  archive(): Uint8Array {
    return readFileSync(join(this.folder.path, `${this.uuid}.bel`))
  }

  open(): OpenElection {
    const raw = Buffer.from(membersOf(this.archive())[1]!.content).toString('utf8')
    return must(readElection(nativeGroups, raw))
  }

  async report(): Promise<Report> {
    return must(await verifyArchive(streamOf(this.archive()), { pool }))
  }
}

const rankTwo: Question = { type: 'NonHomomorphic', value: { answers: ['Gina', 'Hal'], question: 'Treasurer' } }

describe.skipIf(!toolIsThere)('archives beside belenios-tool 2.0 (skipped where it is not installed)', () => {
  it('made by it pass here, votes replaced and all', async () => {
    const ranked = new ToolElection('RFC-3526-2048', [rankThree], THREE, 2)
    ranked.castByTool(0, [[3, 2, 1]])
    ranked.castByTool(1, [[1, 0, 0]])
    ranked.castByTool(0, [[1, 2, 3]])
    ranked.tally()
    ranked.mixByTool(1)
    ranked.mixByTool(2)
    ranked.add('EndShuffles')
    ranked.decryptAndCount()
    const report = await ranked.report()
    expect(report.findings).toEqual([])
    expect(report.read).toMatchObject({ ballots: 3, last: 2, shuffles: 2 })
    ranked.folder.remove()

    const chosen = new ToolElection('BELENIOS-2048', [chooseTwo], THREE, 1)
    chosen.castByTool(0, [[1, 0, 1]])
    chosen.castByTool(1, [[1, 0, 0]])
    chosen.tally()
    chosen.decryptAndCount()
    const sums = await chosen.report()
    expect(sums.findings).toEqual([])
    expect(sums.result?.result).toEqual([[2, 0, 1]])
    chosen.folder.remove()
  })

  it('made by it with votes of different weight pass here', async () => {
    const weighed = new ToolElection('BELENIOS-2048', [chooseTwo], ['anna@example.org,,3', 'ben@example.org,,2'], 1)
    weighed.castByTool(0, [[1, 0, 1]])
    weighed.castByTool(1, [[0, 0, 1]])
    weighed.tally()
    weighed.decryptAndCount()
    const report = await weighed.report()
    expect(report.findings).toEqual([])
    expect([...(report.result?.result[0] ?? [])].sort()).toEqual([0, 3, 5])
    weighed.folder.remove()
  })

  it('made half by it and half here pass both', async () => {
    const mixed = new ToolElection('RFC-3526-2048', [rankThree], THREE, 2)
    const open = mixed.open()
    mixed.castByTool(0, [[1, 2, 3]])
    mixed.castHere(open, 1, [[3, 0, 1]])
    const tally = must(readEncryptedTally(open.group, mixed.tally()))
    // The tool writes and reads a payload and the record that owns it on a line each.
    const raw = writeShuffle(open.group, makeShuffle(open, tally, random))
    mixed.add('Shuffle', `${raw}\n{"owner":1,"payload":"${sha256Hex(raw)}"}\n`)
    mixed.mixByTool(2)
    mixed.add('EndShuffles')
    mixed.decryptAndCount()
    expect(toolVerdict(mixed.uuid, mixed.archive())).toMatchObject({ accepted: true })
    const report = await mixed.report()
    expect(report.findings).toEqual([])
    const papers = (report.result?.result[0] ?? []) as readonly (readonly number[])[]
    expect(papers.map((paper) => paper.join('')).sort()).toEqual(['123', '301'])
    mixed.folder.remove()
  })

  const plans: [string, () => Promise<SealedElection>][] = [
    ['ranked, single trustees', () => sealElection('RFC-3526-2048', [rankThree], ['single', 'single'], RANKED_VOTES)],
    ['ranked, any two of three', () => sealElection('RFC-3526-2048', [rankThree], [[2, 3]], RANKED_VOTES)],
    [
      'two ranked questions',
      () =>
        sealElection(
          'RFC-3526-2048',
          [rankThree, rankTwo],
          ['single'],
          [
            {
              voter: 0,
              choices: [
                [1, 2, 3],
                [2, 1],
              ],
            },
          ],
        ),
    ],
    ['chosen, any two of three', () => sealElection('BELENIOS-2048', [chooseTwo], [[2, 3]], CHOSEN_VOTES)],
  ]
  it.each(plans)('made here pass both: %s', async (_, seal) => {
    const steps = stepsOf(await seal())
    expect(codesOf(await reportOn(steps))).toEqual([])
    expect(toolVerdict('TmbrmKoHvq9Che', archiveOf(steps))).toMatchObject({ accepted: true })
  })

  it('that it lets pass are found wanting here', async () => {
    const election = await sealElection('RFC-3526-2048', [rankThree], ['single', 'single'], RANKED_VOTES)
    const steps = stepsOf(election)
    const unmixed = opened(election, { mixers: [] })
    const twice = opened(election, { mixers: [1, 1] })
    const falseOwner = withStep(steps, 'Shuffle', 1, (step) => [{ ...step, owner: 7 }])
    const forgedTally = withStep(steps, 'EncryptedTally', 0, (step) => [
      { ...step, raw: step.raw.replace(/"alpha":"\d+"/, '"alpha":"4"') },
    ])
    const extraCredentials = withStep(steps, 'Setup', 0, (setup) => [
      { ...setup, credentials: [...setup.credentials, { credential: 4n, weight: 1 }] },
    ])
    for (const [tampered, code] of [
      [unmixed, 'no-shuffle'],
      [twice, 'shuffle-twice'],
      [falseOwner, 'shuffle-owner'],
      [forgedTally, 'tally'],
      [extraCredentials, 'roll'],
    ] as const) {
      expect(toolVerdict('TmbrmKoHvq9Che', archiveOf(tampered))).toMatchObject({ accepted: true })
      expect(codesOf(await reportOn(tampered, { places: 3 }))).toContain(code)
    }
  })

  it('whose first mixer marked a ballot, to know it again after the second, are found wanting here alone', async () => {
    const election = await sealElection('RFC-3526-2048', [rankThree], ['single', 'single'], RANKED_VOTES.slice(1, 3))
    const { open } = election
    const steps = stepsOf(election)
    const untilMix = steps.slice(
      0,
      steps.findIndex(({ type }) => type === 'Shuffle'),
    )
    const tallied = steps.flatMap((step) => (step.type === 'EncryptedTally' ? step.raw : []))
    const tally = must(readEncryptedTally(open.group, tallied[0]!))
    /** Mixes until the tool accepts: with a number outside the group, proofs hold by chance. */
    const mixed = (
      before: EncryptedTally,
      owner: number,
      mix: (lists: EncryptedTally) => Shuffle,
      sofar: WrittenStep[],
    ) => {
      for (let attempt = 0; attempt < 40; attempt++) {
        const shuffle = mix(before)
        const step = { type: 'Shuffle', owner, raw: writeShuffle(open.group, shuffle) } as const
        const all = [...sofar, step]
        if (toolVerdict('TmbrmKoHvq9Che', archiveOf(all)).accepted) return { shuffle, all }
      }
      throw new Error('the tool accepts no such mix')
    }
    const first = mixed(tally, 1, (lists) => markingShuffle(open, lists), untilMix)
    const second = mixed(first.shuffle.ciphertexts, 2, (lists) => makeShuffle(open, lists, random), first.all)
    const marked = second.shuffle.ciphertexts[0]!.filter(({ alpha }) => !open.group.isMember(alpha))
    expect(marked).toHaveLength(1)
    expect(codesOf(await reportOn(second.all))).toEqual(['shuffle-group', 'unfinished'])
  })
})

/** A mix that puts one of its ciphertexts outside the group, and proves the rest. */
function markingShuffle(open: OpenElection, lists: EncryptedTally): Shuffle {
  const computation = shuffling(open, lists, random)
  let step = computation.next()
  for (let number = 0; step.done !== true; number++) {
    const [first, ...others] = perform(open.group, step.value)
    // The first operation gives g^r′: the negative of a member is none.
    const answer = number === 0 ? RFC_3526_2048.p - first! : first!
    step = computation.next([answer, ...others])
  }
  return step.value
}
