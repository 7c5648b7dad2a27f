import { describe, expect, it } from 'vitest'
import { type ElectionStep, readElectionArchive } from './archive/election-archive.ts'
import type { WrittenStep } from './archive/write-election.ts'
import { makeBallot } from './ballots/make-ballot.ts'
import type { Question } from './formats/election.ts'
import { secretOfCredential } from './formats/private-credential.ts'
import { readShuffle, writeShuffle } from './formats/shuffle.ts'
import { readEncryptedTally, readResult } from './formats/tally.ts'
import { sha256Hex } from './hash.ts'
import { checkShuffleProof } from './mix/check-shuffle.ts'
import { makeShuffle } from './mix/make-shuffle.ts'
import { nativeGroups } from './node.ts'
import { must } from './result.ts'
import { archiveOf, type ElectionPlan, holdElection, openBallots } from './testing/hold-election.ts'
import { seededRandom } from './testing/random.ts'
import { toolFolder, toolIsThere, toolVerdict } from './testing/tool.ts'
import { checkTrustees } from './trustees/check-trustees.ts'

const choose: Question = { answers: ['Anna', 'Ben', 'Chloe'], min: 0, max: 2, question: 'Committee' }
const yesNo: Question = { answers: ['Yes', 'No'], blank: true, min: 1, max: 1, question: 'Adopt the rules?' }
const rank: Question = { type: 'NonHomomorphic', value: { answers: ['Dev', 'Ella', 'Fatima'], question: 'Secretary' } }

const resultOf = (steps: readonly WrittenStep[]) => {
  const last = steps.at(-1)!
  return last.type === 'Result' ? must(readResult(last.raw)).result : []
}

const ranked: ElectionPlan = {
  group: 'RFC-3526-2048',
  questions: [rank],
  trustees: ['single', 'single'],
  voters: 4,
  votes: [
    { voter: 0, choices: [[3, 2, 1]] },
    { voter: 1, choices: [[1, 0, 0]] },
    { voter: 2, choices: [[0, 0, 0]] },
    { voter: 0, choices: [[1, 2, 3]] },
  ],
}

const chosen: ElectionPlan = {
  group: 'BELENIOS-2048',
  questions: [choose, yesNo],
  trustees: ['single'],
  voters: 4,
  votes: [
    {
      voter: 0,
      choices: [
        [1, 1, 0],
        [0, 1, 0],
      ],
    },
    {
      voter: 1,
      choices: [
        [0, 0, 0],
        [1, 0, 0],
      ],
    },
    {
      voter: 2,
      choices: [
        [1, 0, 0],
        [0, 0, 1],
      ],
    },
    {
      voter: 1,
      choices: [
        [0, 0, 1],
        [1, 0, 0],
      ],
    },
  ],
}

const rankedPapers = [
  [0, 0, 0],
  [1, 0, 0],
  [1, 2, 3],
]
const sums = [
  [2, 1, 1],
  [1, 1, 1],
]

describe.skipIf(!toolIsThere)(
  'whole elections made here and checked by belenios-tool 2.0 (skipped where it is not installed)',
  () => {
    it.each<[string, ElectionPlan]>([
      ['two single trustees', ranked],
      ['any two of three trustees', { ...ranked, trustees: [[2, 3]], decrypting: [1, 3] }],
      ['one and any two of two trustees', { ...ranked, trustees: ['single', [2, 2]] }],
    ])('ranked, with %s, a revote and a blank', async (_, plan) => {
      const held = await holdElection(plan)
      expect([...(resultOf(held.steps)[0] as number[][])].sort()).toEqual(rankedPapers)
      expect(toolVerdict(held.uuid, held.archive)).toMatchObject({ accepted: true })
    })

    it.each<[string, ElectionPlan]>([
      ['a single trustee', chosen],
      ['any three of four trustees', { ...chosen, trustees: [[3, 4]], decrypting: [2, 3, 4] }],
    ])('choose some and yes/no, with %s, revotes and blanks', async (_, plan) => {
      const held = await holdElection(plan)
      expect(resultOf(held.steps)).toEqual(sums)
      expect(toolVerdict(held.uuid, held.archive)).toMatchObject({ accepted: true })
    })

    it('nobody voted in', async () => {
      const held = await holdElection({ ...ranked, votes: [], trustees: ['single'] })
      expect(resultOf(held.steps)).toEqual([[]])
      expect(toolVerdict(held.uuid, held.archive)).toMatchObject({ accepted: true })
    })

    it('not when a ballot was left out of the tally', async () => {
      const { uuid, steps } = await holdElection({ ...ranked, trustees: ['single'] })
      const without = steps.filter((step, i) => step.type !== 'Ballot' || i !== 1 + 1)
      expect(toolVerdict(uuid, archiveOf(without)).accepted).toBe(false)
    })
  },
)

/** An election that the tool set up and whose ballots it made, up to the close. */
function toolElection(questions: readonly Question[], votes: readonly string[]) {
  const folder = toolFolder()
  const uuid = folder.run(['setup', 'generate-token']).trim()
  const group = ['--group', 'RFC-3526-2048']
  folder.write('voters.txt', votes.map((_, i) => `voter${i}@example.org\n`).join(''))
  folder.run(['setup', 'generate-credentials', '--uuid', uuid, ...group, '--file', 'voters.txt'])
  // The tool's list for the authority reads "Y,weight,login"; it drops the login when it makes the archive.
  folder.write('public_creds.json', folder.read(folder.files('.pubcreds')[0]!))
  const secrets = folder.read(folder.files('.privcreds')[0]!)
  for (let i = 0; i < 2; i++) folder.run(['setup', 'generate-trustee-key', ...group])
  const names = folder.files('.pubkey').map((name) => name.replace('.pubkey', ''))
  folder.write('public_keys.jsons', names.map((name) => folder.read(`${name}.pubkey`)).join(''))
  folder.run(['setup', 'make-trustees'])
  folder.write('template.json', JSON.stringify({ description: 'd', name: 'n', questions }))
  folder.run(['setup', 'make-election', '--uuid', uuid, ...group, '--template', 'template.json'])
  folder.run(['archive', 'init'])
  const privateCredentials = secrets
    .trim()
    .split('\n')
    .map((line) => line.split(' ')[1]!)
  const privateKeys = names.map((name) => BigInt(JSON.parse(folder.read(`${name}.privkey`)) as string))
  const cast = (raw: string) => folder.run(['archive', 'add-event', '--type=Ballot'], raw)
  const make = (i: number, vote: string) => {
    folder.write('credential', `${privateCredentials[i]}\n`)
    folder.write('vote', vote)
    return folder.run(['election', 'generate-ballot', '--privcred', 'credential', '--ballot', 'vote'])
  }
  return { folder, uuid, privateCredentials, privateKeys, names, cast, make }
}

async function stepsIn(bytes: Uint8Array): Promise<ElectionStep[]> {
  const steps: ElectionStep[] = []
  async function* whole() {
    yield bytes
  }
  for await (const step of readElectionArchive(nativeGroups, whole())) steps.push(must(step))
  return steps
}

const asBytes = (text: string) => Buffer.from(text, 'utf8')

describe.skipIf(!toolIsThere)('elections made half by belenios-tool 2.0 (skipped where it is not installed)', () => {
  const random = seededRandom('half')

  it('its ballots, our mix and decryption', async () => {
    const { folder, uuid, privateKeys, cast, make } = toolElection([rank], ['[[1,2,3]]', '[[3,0,1]]'])
    for (const [i, vote] of ['[[1,2,3]]', '[[3,0,1]]'].entries()) cast(make(i, vote))
    const [setup, ...rest] = await stepsIn(asBytes(folder.read(`${uuid}.bel`)))
    if (setup?.type !== 'Setup') throw new Error('no setup')
    const { open, trustees, credentials, rawTrustees, timestamp } = setup
    const { publicKeys, key } = must(checkTrustees(open.group, trustees))
    const ballots = rest.flatMap((step) => (step.type === 'Ballot' ? [step.raw] : []))
    const { steps } = openBallots(open, { trustees, privateKeys, publicKeys, key }, ballots)
    const whole: WrittenStep[] = [
      { type: 'Setup', open, rawTrustees, credentials },
      ...ballots.map((raw): WrittenStep => ({ type: 'Ballot', raw })),
      { type: 'EndBallots' },
      ...steps,
    ]
    expect(timestamp).toBeGreaterThan(0)
    expect([...(resultOf(whole)[0] as number[][])].sort()).toEqual([
      [1, 2, 3],
      [3, 0, 1],
    ])
    expect(toolVerdict(uuid, archiveOf(whole))).toMatchObject({ accepted: true })
    folder.remove()
  })

  it('our ballots and first mix, its second mix, decryption and result', async () => {
    const { folder, uuid, privateCredentials, names, cast } = toolElection([rank], ['', ''])
    const [setup] = await stepsIn(asBytes(folder.read(`${uuid}.bel`)))
    if (setup?.type !== 'Setup') throw new Error('no setup')
    const { open, credentials } = setup
    for (const [i, ranks] of [
      [2, 1, 0],
      [0, 0, 1],
    ].entries()) {
      const secret = secretOfCredential(open.group, uuid, privateCredentials[i]!)
      expect(credentials.some(({ credential }) => credential === open.group.powerOfG(secret))).toBe(true)
      cast(must(makeBallot(open, secret, [ranks], random)).raw)
    }
    const add = (type: string, input: string) => folder.run(['archive', 'add-event', `--type=${type}`], input)
    add('EndBallots', '')
    add('EncryptedTally', folder.run(['election', 'compute-encrypted-tally']))
    // The tool writes and reads a payload and the record that owns it on a line each.
    const [rawTally] = folder.run(['election', 'compute-encrypted-tally']).split('\n')
    const raw = writeShuffle(open.group, makeShuffle(open, must(readEncryptedTally(open.group, rawTally!)), random))
    add('Shuffle', `${raw}\n{"owner":1,"payload":"${sha256Hex(raw)}"}\n`)
    add('Shuffle', folder.run(['election', 'shuffle', '--trustee-id=2']))
    add('EndShuffles', '')
    for (const [i, name] of names.entries()) {
      add(
        'PartialDecryption',
        folder.run(['election', 'decrypt', '--privkey', `${name}.privkey`, `--trustee-id=${i + 1}`]),
      )
    }
    add('Result', folder.run(['election', 'compute-result']))
    expect(folder.run(['election', 'verify'])).toBe('')
    const steps = await stepsIn(asBytes(folder.read(`${uuid}.bel`)))
    const result = steps.find((step) => step.type === 'Result')
    const papers = must(readResult(result!.raw)).result[0] as number[][]
    expect([...papers].sort()).toEqual([
      [0, 0, 1],
      [2, 1, 0],
    ])
    let before = must(readEncryptedTally(open.group, steps.find((step) => step.type === 'EncryptedTally')!.raw))
    for (const step of steps) {
      if (step.type !== 'Shuffle') continue
      const { ciphertexts, proofs } = must(readShuffle(open.group, step.raw))
      const { group, fingerprint, election } = open
      const mixed = { group, fingerprint, publicKey: election.public_key, before: before[0]!, after: ciphertexts[0]! }
      expect(checkShuffleProof(mixed, proofs[0]!).ok).toBe(true)
      before = ciphertexts
    }
    folder.remove()
  })
})
