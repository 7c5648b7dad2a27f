import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { boardOf, freezeRoll, must, openPlace, type Question, writeRoll } from '@groundswell/ballotbox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sha256Hex } from '../../ballotbox/src/hash.ts'
import { archiveOf } from '../../ballotbox/src/testing/hold-election.ts'
import { main } from './cli.ts'
import {
  type Opened,
  openSealed,
  RANKED_VOTES,
  random,
  rankThree,
  type SealedElection,
  sealElection,
  sideRecordOf,
  stepsOf,
} from './testing/sealed-election.ts'
import { withStep } from './testing/tampering.ts'

const folder = mkdtempSync(join(tmpdir(), 'verify-'))
const file = (name: string) => join(folder, name)
let election: SealedElection
let opened: Opened
let server: Server
let address: string

beforeAll(async () => {
  election = await sealElection('RFC-3526-2048', [rankThree], ['single'], RANKED_VOTES)
  opened = openSealed(election)
  const steps = stepsOf(election, opened)
  const archive = archiveOf(steps)
  writeFileSync(file('good.bel'), archive)
  const unmixed = withStep(steps, 'Shuffle', 0, (step) => [{ ...step, owner: 9 }])
  writeFileSync(file('bad.bel'), archiveOf(unmixed))
  writeFileSync(file('cut.bel'), archive.subarray(0, archive.length - 1))
  writeFileSync(file('no.bel'), 'hello')
  writeFileSync(file('side.json'), sideRecordOf(election, opened.works))
  server = createServer((request, answer) => {
    if (request.url === '/good.bel') answer.end(archive)
    else if (request.url === '/broken.bel') {
      answer.writeHead(200, { 'content-length': archive.length })
      answer.write(archive.subarray(0, 5_000))
      setTimeout(() => answer.destroy(), 50)
    } else answer.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

async function run(...words: string[]) {
  let [out, complaint, clock] = ['', '', 0]
  const code = await main([...words, '--threads', '1'], {
    write: (text) => {
      out += text
    },
    complain: (text) => {
      complaint += text
    },
    terminal: false,
    // Every look at the clock is a minute later: a verification of any length is a long one.
    now: () => (clock += 60_000),
  })
  return { code, out, complaint }
}

describe('groundswell-verify', () => {
  it('ends with 0 and says so when there is nothing to find', async () => {
    const { code, out } = await run(file('good.bel'), '--roll', '3', '--trustees', file('side.json'), '--mixers', '1')
    expect(out).toContain('4 ballots (3 of them count), 1 shuffles, 1 partial decryptions')
    expect(out.trimEnd().split('\n').at(-1)).toBe('No finding.')
    expect(code).toBe(0)
  })

  it('ends with 1 and a line for each finding', async () => {
    const { code, out } = await run(file('bad.bel'), '--roll=2')
    const lines = out.split('\n').filter((line) => line.startsWith('FINDING'))
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      'FINDING roll',
      'FINDING shuffle-owner',
      'FINDING too-few-mixers',
    ])
    expect(out).toContain('3 findings.')
    expect(code).toBe(1)
  })

  it('ends with 1 for an archive that breaks off', async () => {
    const { code, out } = await run(file('cut.bel'))
    expect(out).toContain('FINDING archive')
    expect(code).toBe(1)
  })

  it.each([[['no.bel']], [['absent.bel']], [['.']]])('ends with 2 for %s, which is no archive', async ([name]) => {
    const { code, out, complaint } = await run(file(name!))
    expect([code, out]).toEqual([2, ''])
    expect(complaint.split('\n')).toHaveLength(2)
  })

  it.each([
    [[]],
    [['a', 'b']],
    [['a', '--mixers', 'many']],
    [['a', '--mixers']],
    [['a', '--unknown', '1']],
    [['a', '--roll', '3', '--roll', '4']],
    [['a', '--format', 'xml']],
    [['a', '--seats', '0']],
    [['a', '--heads', 'h']],
    [['a', '--board', 'b']],
    [['a', '--board', 'b', '--roll', '3']],
    [['a', '--board', 'b', '--roll', 'r', '--heads', 'h', '--keeper', 'k']],
    [['a', '--roll', 'absent']],
    [['a', '--record', 'absent']],
    [['a', '--trustees', 'absent']],
  ])('ends with 2 for the words %j', async (words) => {
    const { code, out, complaint } = await run(...words)
    expect([code, out]).toEqual([2, ''])
    expect(complaint).toMatch(/^groundswell-verify: .+\n$/)
  })

  it('explains itself', async () => {
    expect(await run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('--board LOG') })
  })

  it('prints the whole report as JSON', async () => {
    const { code, out } = await run(file('bad.bel'), '--format', 'json', '--count', 'scottish')
    const report = JSON.parse(out)
    expect(report).toMatchObject({
      format: 'verification/1',
      election: { group: 'RFC-3526-2048', questions: [{ question: 'Secretary' }] },
      findings: [{ code: 'shuffle-owner', where: 'shuffle 1' }, { code: 'too-few-mixers' }],
    })
    expect(report.counts[0].elected).toEqual([1])
    expect(code).toBe(1)
  })

  it('counts, and compares with a published count', async () => {
    const { out } = await run(file('good.bel'), '--format', 'json', '--count', 'scottish')
    const record = JSON.parse(out).counts[0]
    writeFileSync(file('record.json'), JSON.stringify(record))
    expect((await run(file('good.bel'), '--record', file('record.json'))).code).toBe(0)
    writeFileSync(file('record.json'), JSON.stringify({ ...record, elected: [2] }))
    const other = await run(file('good.bel'), '--record', file('record.json'))
    expect(other.out).toContain('published: Ella elected; counted here: Dev')
    expect(other.code).toBe(1)
    writeFileSync(file('record.json'), '{}')
    expect((await run(file('good.bel'), '--record', file('record.json'))).code).toBe(2)
  })

  it('reads a board with its roll', async () => {
    const roll = freezeRoll('r', [openPlace({ roll: 'r', section: 's', member: 'a' }, random)])
    const board = boardOf(roll)
    const { fingerprint, election: of } = election.open
    const opening = { election: fingerprint, uuid: of.uuid, roll: sha256Hex(writeRoll(roll)), places: 1 }
    const line = must(board.append({ type: 'open', ...opening }))
    writeFileSync(file('roll.json'), `${writeRoll(roll)}\n`)
    writeFileSync(file('board.jsonl'), `${line}\n`)
    writeFileSync(file('heads.jsonl'), '{}\n')
    const words = [file('good.bel'), '--board', file('board.jsonl'), '--roll', file('roll.json')]
    const { out, code } = await run(...words, '--heads', file('heads.jsonl'))
    for (const finding of ['roll', 'board-seal', 'board-extra', 'board-credential', 'format']) {
      expect(out).toContain(`FINDING ${finding}:`)
    }
    expect(code).toBe(1)
    writeFileSync(file('roll.json'), '[]')
    expect((await run(...words)).code).toBe(2)
  })

  it('fetches an archive from an address', async () => {
    expect((await run(`${address}/good.bel`)).code).toBe(0)
    for (const place of ['absent.bel', 'broken.bel']) expect((await run(`${address}/${place}`)).code).toBe(2)
    expect((await run('http://127.0.0.1:1/x.bel')).code).toBe(2)
  })

  it('shows how far it is when that takes long', async () => {
    const { complaint } = await run(file('good.bel'))
    expect(complaint).toMatch(/^0 shuffles checked, \d+ % of another/m)
    expect(complaint).toMatch(/^\d+ ballots checked \(\d+ % of the archive read\)$/m)
  })

  it('lets nothing in an archive steer a terminal', async () => {
    const named = withStep(stepsOf(election, opened), 'Setup', 0, (setup) => [
      { ...setup, open: { ...setup.open, raw: setup.open.raw.replace('Officers', 'A\\u001b[2J\\nNo finding.\u202e') } },
    ])
    writeFileSync(file('odd.bel'), archiveOf(named))
    const { out } = await run(file('odd.bel'))
    expect(out).toContain('A\\u{1b}[2J\\u{a}No finding.\\u{202e}')
    expect(out).not.toContain('\u001b')
    expect(out).not.toContain('\u202e')
    expect(out.split('\n').filter((line) => line === 'No finding.')).toEqual([])
  })

  it('lets no name in an archive pass for a line of the report', async () => {
    const sly: Question = {
      type: 'NonHomomorphic',
      value: { answers: ['A\nNo finding.', 'B'], question: 'Q\nNo finding.' },
    }
    const named = await sealElection('RFC-3526-2048', [sly], ['single'], [{ voter: 0, choices: [[1, 2]] }])
    writeFileSync(file('sly.bel'), archiveOf(stepsOf(named)))
    const { out } = await run(file('sly.bel'), '--count', 'scottish', '--roll', '0')
    expect(out).toContain('A\\u{a}No finding.')
    expect(out.split('\n').filter((line) => line.startsWith('No finding.'))).toEqual([])
  })

  it('runs as a command', () => {
    const command = fileURLToPath(new URL('../bin/groundswell-verify.js', import.meta.url))
    const done = spawnSync(process.execPath, [command, file('good.bel')], { encoding: 'utf8' })
    expect(done.stdout).toContain('No finding.')
    expect(done.status).toBe(0)
  })
})
