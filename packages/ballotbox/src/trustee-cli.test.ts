import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { archiveWriter } from './archive/write-archive.ts'
import { appendStep, type WrittenStep } from './archive/write-election.ts'
import { makeBallot } from './ballots/make-ballot.ts'
import { boardOf } from './board/board.ts'
import { checkHead, makeHeadKey, readSignedHead, signHead, writeSignedHead } from './board/heads.ts'
import { freezeRoll, openPlace, placesOf, writeRoll } from './board/roll.ts'
import { readCanonical, writeCanonical } from './codec/canonical.ts'
import { readBallot } from './formats/ballot.ts'
import { writeEncryptedTally, writeResult } from './formats/tally.ts'
import { writeTrustees } from './formats/trustees.ts'
import { sha256Hex } from './hash.ts'
import { nativeGroups } from './node.ts'
import { must } from './result.ts'
import { encryptedTallying } from './tally/encrypted-tally.ts'
import { computeResult } from './tally/result.ts'
import { openElection } from './testing/hold-election.ts'
import { seededRandom } from './testing/random.ts'
import { toolIsThere, toolVerdict } from './testing/tool.ts'
import { certificatesCodec, receiveWork } from './trustees/acts.ts'
import {
  acceptedSharesCodec,
  dealtSharesCodec,
  receivedSharesCodec,
  routeShares,
  thresholdParameters,
} from './trustees/ceremony.ts'
import { checkTrustees } from './trustees/check-trustees.ts'
import { replayElection } from './trustees/replay.ts'
import { checkSignedWork } from './trustees/side-record.ts'

const command = fileURLToPath(new URL('../bin/trustee.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'trustee-'))
const at = (name: string) => join(folder, name)
const trustee = (...args: string[]) =>
  execFileSync(process.execPath, [command, ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
const refused = (...args: string[]) =>
  spawnSync(process.execPath, [command, ...args], { cwd: folder, encoding: 'utf8' })
const text = (name: string) => readFileSync(at(name), 'utf8').trim()

const random = seededRandom('cli')
const group = nativeGroups('RFC-3526-2048')
const name = ['--group', 'RFC-3526-2048']

// Each step is a process of its own.
describe('the trustee’s command', { timeout: 240_000 }, () => {
  it('carries three trustees, two of whom are enough, from keys to a result', async () => {
    for (const i of ['1', '2', '3']) {
      trustee('seat', ...name, '--size', '3', '--threshold', '2', '--index', i, '--key', `key${i}`, '--out', `cert${i}`)
    }
    expect(statSync(at('key1')).mode & 0o777).toBe(0o600)
    writeFileSync(at('certs'), `[${[1, 2, 3].map((i) => text(`cert${i}`)).join(',')}]`)
    for (const i of [1, 2, 3]) trustee('deal', '--key', `key${i}`, '--certificates', 'certs', '--out', `dealt${i}`)
    const certs = must(readCanonical(certificatesCodec(group), text('certs')))
    const dealt = [1, 2, 3].map((i) => must(readCanonical(dealtSharesCodec(group), text(`dealt${i}`))))
    for (const [i, shares] of must(routeShares(group, certs, dealt)).entries()) {
      writeFileSync(at('shares'), writeCanonical(receivedSharesCodec(group), shares))
      trustee(
        'accept',
        '--key',
        `key${i + 1}`,
        '--certificates',
        'certs',
        '--shares',
        'shares',
        '--out',
        `accepted${i + 1}`,
      )
    }
    const accepted = [1, 2, 3].map((i) => must(readCanonical(acceptedSharesCodec(group), text(`accepted${i}`))))
    const trustees = [['Pedersen', must(thresholdParameters(group, certs, dealt, accepted))]] as const
    const checked = must(checkTrustees(group, trustees))
    const question = { type: 'NonHomomorphic', value: { answers: ['Anna', 'Ben'], question: 'Chair' } } as const
    const open = openElection(group, checked.key, [question])

    const writer = archiveWriter(1)
    const pieces = [writer.start()]
    const add = (step: WrittenStep) => {
      pieces.push(...appendStep(writer, step))
      writeFileSync(at('e.bel'), Buffer.concat(pieces))
    }
    const ballots = [
      [1, 2],
      [2, 1],
    ].map((ranks, i) => must(makeBallot(open, BigInt(i + 5), [ranks], random)).raw)
    const credentials = [5n, 6n].map((secret) => ({ credential: group.powerOfG(secret), weight: 1 }))
    add({ type: 'Setup', open, rawTrustees: writeTrustees(group, trustees), credentials })
    for (const raw of ballots) add({ type: 'Ballot', raw })
    add({ type: 'EndBallots' })
    expect(refused('mix', '--key', 'key1', '--archive', 'e.bel', '--out', 'x').stderr).toContain('nothing to mix now')
    const tallying = encryptedTallying(open)
    for (const raw of ballots) must(tallying.add({ answers: must(readBallot(group, raw)).answers, weight: 1 }))
    const { tally, ...sized } = tallying.finish()
    add({ type: 'EncryptedTally', raw: writeEncryptedTally(group, tally), sized })
    trustee('mix', '--key', 'key2', '--archive', 'e.bel', '--out', 'mix2', '--resume', 'half')
    async function* archive() {
      yield* pieces
    }
    const before = must(await replayElection(nativeGroups, archive()))
    const handedOver = [text('mix2.json'), text('mix2.signed.json')] as const
    const received = must(await receiveWork(before, ...handedOver))
    expect(checkSignedWork(open, checked.publicKeys, received.signed)).toEqual({ ok: true, value: undefined })
    expect(received.state.mixers).toEqual([2])
    expect(await receiveWork(received.state, ...handedOver)).toEqual({
      ok: false,
      error: 'by a trustee who has mixed already',
    })
    expect(await receiveWork(before, '{}', handedOver[1])).toEqual({
      ok: false,
      error: 'the signature is over something else',
    })
    add(received.step)
    expect(refused('mix', '--key', 'key2', '--archive', 'e.bel', '--out', 'x').stderr).toContain('mixed already')
    add({ type: 'EndShuffles' })

    // Trustee 1 has lost its machine, and recovers its key from paper and from what it had handed over.
    const paper = trustee('backup', '--key', 'key1').trim()
    trustee('recover', '--paper', paper, ...name, '--accepted', 'accepted1', '--key', 'key1-again')
    expect(text('key1-again')).toBe(text('key1'))
    const tooFew = refused('decrypt', '--key', 'key1-again', '--archive', 'e.bel', '--mixes', '2', '--out', 'x')
    expect(tooFew.stderr).toContain('only 1 of the 2 mixes')
    for (const [key, owner] of [
      ['key1-again', 1],
      ['key3', 3],
    ] as const) {
      trustee('decrypt', '--key', key, '--archive', 'e.bel', '--mixes', '1', '--out', `part${owner}`)
      add({ type: 'PartialDecryption', owner, raw: text(`part${owner}.json`) })
    }
    const state = must(await replayElection(nativeGroups, archive()))
    const result = must(computeResult(open, state.trustees, state.tally!, state.decryptions, 2))
    expect([...(result.result[0] as number[][])].sort()).toEqual([
      [1, 2],
      [2, 1],
    ])
    add({ type: 'Result', raw: writeResult(result) })
    if (toolIsThere) expect(toolVerdict(open.election.uuid, Buffer.concat(pieces))).toMatchObject({ accepted: true })
  })

  it('makes a single key, backs it up on paper and recovers it', () => {
    trustee('key', ...name, '--key', 'single', '--out', 'public')
    const paper = trustee('backup', '--key', 'single').trim()
    expect(paper).toMatch(/^(\w{4} ){6}\w{2}$/)
    trustee('recover', '--paper', paper.toString(), ...name, '--key', 'single-again')
    expect(text('single-again')).toBe(text('single'))
  })

  it('never writes over a key, and notices a slip of the pen', () => {
    const again = refused('key', ...name, '--key', 'single', '--out', 'public')
    expect(again).toMatchObject({ status: 2 })
    const paper = trustee('backup', '--key', 'single').trim()
    const slip = `${paper[0] === '2' ? '3' : '2'}${paper.slice(1)}`
    const recovery = refused('recover', '--paper', slip, ...name, '--key', 'slip')
    expect(recovery).toMatchObject({ status: 1 })
    expect(recovery.stderr).toContain('look for a slip')
  })

  it('rehearses a whole election on throwaway keys', () => {
    const said = trustee('rehearse', '--size', '2', '--threshold', '2', '--out', 'rehearsal.bel')
    expect(said).toContain('what came out is what went in')
    if (toolIsThere) {
      expect(toolVerdict('RehearsaLRehearsaL', readFileSync(at('rehearsal.bel')))).toMatchObject({ accepted: true })
    }
  })

  it('witnesses a board that grows, and cries out at one that was changed', () => {
    const roll = freezeRoll('r', [openPlace({ roll: 'r', section: 's', member: 'm' }, random)])
    const [place] = placesOf(roll) as [string]
    const keeper = makeHeadKey(random)
    const boardWith = (ballots: readonly string[]) => {
      const board = boardOf(roll)
      const opening = {
        type: 'open',
        election: 'Z'.repeat(43),
        uuid: 'TmbrmKoHvq9Che',
        roll: sha256Hex(writeRoll(roll)),
        places: 1,
      } as const
      const lines = [must(board.append(opening))]
      for (const ballot of ballots) {
        const [hash, credential] = [ballot.repeat(64), ballot.repeat(64)]
        lines.push(must(board.append({ type: 'envelope', place, ballot: hash, credential, channel: 'online' })))
      }
      writeFileSync(at('board'), lines.map((line) => `${line}\n`).join(''))
      writeFileSync(
        at('head'),
        writeSignedHead(signHead({ board: 'TmbrmKoHvq9Che', ...board.head()!, at: 1 }, keeper.privateKey)),
      )
    }
    const witnessed = [
      'witness',
      '--key',
      'witness',
      '--board',
      'board',
      '--head',
      'head',
      '--keeper',
      keeper.publicKey,
      '--seen',
      'seen',
      '--out',
      'signed',
    ]
    const publicKey = trustee('witness-key', '--key', 'witness').trim()
    boardWith(['a'])
    expect(trustee(...witnessed)).toContain('2 lines')
    boardWith(['a', 'b'])
    expect(trustee(...witnessed)).toContain('3 lines')
    expect(checkHead(must(readSignedHead(text('signed'))), keeper.publicKey)).toEqual({
      ok: true,
      value: { witnesses: [publicKey] },
    })
    boardWith(['a', 'c', 'd'])
    expect(refused(...witnessed).stderr).toContain('NOT THE ONE THAT YOU SAW BEFORE')
    boardWith(['a'])
    expect(refused(...witnessed).stderr).toContain('NOT THE ONE THAT YOU SAW BEFORE')
  })

  it('says how it is used', () => {
    const asked = refused('help')
    expect(asked.status).toBe(2)
    expect(asked.stderr).toContain('rehearse --size N')
    expect(refused('mix', '--key', 'none', '--archive', 'none', '--out', 'x').stderr).toContain('ENOENT')
  })
})
