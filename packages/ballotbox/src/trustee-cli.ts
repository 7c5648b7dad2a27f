import { createReadStream, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import {
  checkHead,
  followBoard,
  makeHeadKey,
  readSignedHead,
  type SignedHead,
  witnessHead,
  writeSignedHead,
} from './board/heads.ts'
import { sha256Hex } from './hash.ts'
import { nativeGroups, resumableWork, serverRandom, type WorkerPool, workerPool } from './node.ts'
import { err, ok, type Result } from './result.ts'
import {
  acceptAct,
  beginWork,
  dealAct,
  decryptAct,
  type FinishedWork,
  isGroupName,
  type KeyAct,
  makeSingleKey,
  mixAct,
  recoverThresholdFile,
  type TrusteeAtWork,
  takeSeatAct,
} from './trustees/acts.ts'
import { rehearse } from './trustees/rehearsal.ts'
import { paperBackup, readKeyFile, seedFromPaper, type TrusteeKeyFile, writeKeyFile } from './trustees/trustee-key.ts'

/** The trustee's command. It works on files and never on the network; a key file is written for its owner alone. */

const USAGE = `groundswell-trustee: what a trustee does, on its own machine and without network

  key     --group G --key KEY --out FILE             make a single trustee's key
  seat    --group G --size N --threshold T --index I --key KEY --out FILE
                                                     take a seat in a key ceremony
  deal    --key KEY --certificates FILE --out FILE   deal shares to the other trustees
  accept  --key KEY --certificates FILE --shares FILE --out FILE
                                                     accept the shares that were dealt to you
  mix     --key KEY --archive FILE.bel --out NAME [--resume FOLDER]
                                                     check the archive, mix, sign
  decrypt --key KEY --archive FILE.bel --mixes N --out NAME [--resume FOLDER]
                                                     check the archive, decrypt your part, sign
  backup  --key KEY                                  the key as it is written on paper
  recover --paper "…" --group G --key KEY [--accepted FILE]
                                                     the key file from paper (and, in a ceremony,
                                                     from what you handed over after accepting)
  rehearse --size N --threshold T [--out FILE.bel]   a whole election on throwaway keys
  witness-key --key KEY                              make a key to witness heads of boards with
  witness --key KEY --board LOG --head FILE --keeper HEX [--seen FILE] --out FILE
                                                     follow a board from where you last saw it (which
                                                     FILE of --seen remembers) to its head, and sign it

G is RFC-3526-2048 (ranked) or BELENIOS-2048 (choose some, yes or no). KEY is your key file: keep it secret.
mix and decrypt write NAME.json for the archive and NAME.signed.json for the side record.`

const OPTIONS = {
  group: { type: 'string' },
  key: { type: 'string' },
  out: { type: 'string' },
  size: { type: 'string' },
  threshold: { type: 'string' },
  index: { type: 'string' },
  certificates: { type: 'string' },
  shares: { type: 'string' },
  archive: { type: 'string' },
  mixes: { type: 'string' },
  resume: { type: 'string' },
  paper: { type: 'string' },
  accepted: { type: 'string' },
  board: { type: 'string' },
  head: { type: 'string' },
  keeper: { type: 'string' },
  seen: { type: 'string' },
} as const

type Values = Partial<Record<keyof typeof OPTIONS, string>>

const tell = (text: string) => process.stderr.write(`${text}\n`)

function wanted(values: Values, name: keyof Values): string {
  const value = values[name]
  if (value === undefined) throw new UsageError(`--${name} is missing`)
  return value
}

class UsageError extends Error {}

function wantedNumber(values: Values, name: keyof Values): number {
  const value = Number(wanted(values, name))
  if (!Number.isInteger(value) || value < 0 || value > 100) throw new UsageError(`--${name} must be a small number`)
  return value
}

function wantedGroup(values: Values) {
  const name = wanted(values, 'group')
  if (!isGroupName(name)) throw new UsageError('--group must be RFC-3526-2048 or BELENIOS-2048')
  return nativeGroups(name)
}

const readText = (values: Values, name: keyof Values): string => readFileSync(wanted(values, name), 'utf8')

function readKey(values: Values): Result<TrusteeKeyFile> {
  const file = readKeyFile(readText(values, 'key'))
  return file.ok ? file : err(`key file: ${file.error.problem}`)
}

/** Never over a file that is there: a key that is lost cannot be made again. */
const writeNewKey = (path: string, file: TrusteeKeyFile) =>
  writeFileSync(path, `${writeKeyFile(file)}\n`, { mode: 0o600, flag: 'wx' })

function keepKey(values: Values, act: KeyAct): Result<string> {
  writeNewKey(wanted(values, 'key'), act.file)
  writeFileSync(wanted(values, 'out'), `${act.handOver}\n`)
  return ok(`Key written to ${values.key}. On paper: ${paperBackup(act.file)}\nHand over ${values.out}.`)
}

async function deal(values: Values): Promise<Result<string>> {
  const file = readKey(values)
  if (!file.ok) return file
  const dealt = await dealAct(nativeGroups, file.value, readText(values, 'certificates'), serverRandom)
  if (!dealt.ok) return dealt
  writeFileSync(wanted(values, 'out'), `${dealt.value}\n`)
  return ok(`Hand over ${values.out}.`)
}

async function accept(values: Values): Promise<Result<string>> {
  const file = readKey(values)
  if (!file.ok) return file
  const certificates = readText(values, 'certificates')
  const act = await acceptAct(nativeGroups, file.value, certificates, readText(values, 'shares'), serverRandom)
  if (!act.ok) return act
  writeFileSync(wanted(values, 'key'), `${writeKeyFile(act.value.file)}\n`, { mode: 0o600 })
  writeFileSync(wanted(values, 'out'), `${act.value.handOver}\n`)
  return ok(`Your key is complete. Keep a copy of ${values.out} with your paper backup, and hand it over.`)
}

async function work(values: Values, kind: 'mix' | 'decrypt'): Promise<Result<string>> {
  const file = readKey(values)
  if (!file.ok) return file
  tell('Checking the archive …')
  const pool = workerPool(availableParallelism())
  try {
    const begun = await beginWork(nativeGroups, file.value, createReadStream(wanted(values, 'archive')), pool)
    return begun.ok ? await workOn(values, kind, begun.value, pool) : begun
  } finally {
    await pool.close()
  }
}

async function workOn(
  values: Values,
  kind: 'mix' | 'decrypt',
  begun: TrusteeAtWork,
  pool: WorkerPool,
): Promise<Result<string>> {
  tell(`You are trustee ${begun.owner}; ${begun.state.ballots} ballots check out.`)
  const statement = `${kind}|${begun.owner}|${begun.state.head.hash}`
  const resumable = values.resume === undefined ? undefined : resumableWork(values.resume, statement, serverRandom)
  const random = resumable?.random ?? serverRandom
  const run: Parameters<typeof mixAct>[2] = (group, computation) =>
    pool.run(group, computation, {
      onProgress: (done) => process.stderr.write(`\r${done} items worked off`),
      ...(resumable === undefined ? {} : { checkpoints: resumable.checkpoints }),
    })
  const finished =
    kind === 'mix'
      ? await mixAct(begun, random, run)
      : await decryptAct(begun, wantedNumber(values, 'mixes'), random, run)
  tell('')
  if (!finished.ok) return finished
  const written = writeWork(wanted(values, 'out'), finished.value)
  resumable?.finish()
  return ok(written)
}

function writeWork(name: string, { raw, rawSigned, signed }: FinishedWork): string {
  writeFileSync(`${name}.json`, raw)
  writeFileSync(`${name}.signed.json`, rawSigned)
  return `Hand over ${name}.json and ${name}.signed.json. Note down: ${signed.payload}`
}

function recover(values: Values): Result<string> {
  const group = wantedGroup(values)
  const seed = seedFromPaper(wanted(values, 'paper'))
  if (!seed.ok) return seed
  const file: Result<TrusteeKeyFile> =
    values.accepted === undefined
      ? ok({ version: 1, group: group.name, kind: 'single', seed: seed.value })
      : recoverThresholdFile(group, seed.value, readText(values, 'accepted'))
  if (!file.ok) return file
  writeNewKey(wanted(values, 'key'), file.value)
  return ok(`Key written to ${values.key}.`)
}

async function rehearsal(values: Values): Promise<Result<string>> {
  const plan = { size: wantedNumber(values, 'size'), threshold: wantedNumber(values, 'threshold') }
  if (plan.threshold < 1 || plan.threshold > plan.size)
    throw new UsageError('the threshold must lie between 1 and the size')
  const rehearsed = await rehearse(nativeGroups, plan, serverRandom, tell)
  if (!rehearsed.ok) return rehearsed
  if (values.out !== undefined) writeFileSync(values.out, Buffer.concat(rehearsed.value.archive))
  return ok('The rehearsal went well: what came out is what went in. The keys have been thrown away.')
}

/** Signs a head only if the board, from where this witness last saw it, leads to it unbroken. */
function witness(values: Values): Result<string> {
  const head = readSignedHead(readText(values, 'head').trim())
  if (!head.ok) return err(`head: ${head.error.problem}`)
  const genuine = checkHead(head.value, wanted(values, 'keeper'))
  if (!genuine.ok) return genuine
  const lines = readText(values, 'board')
    .split('\n')
    .filter((line) => line !== '')
  const seen = lastSeen(values)
  if (seen !== undefined && (lines.length <= seen.height || sha256Hex(lines[seen.height]!) !== seen.hash)) {
    return err('THE BOARD IS NOT THE ONE THAT YOU SAW BEFORE. Keep both and tell the scrutineers.')
  }
  const followed = followBoard(lines.slice(0, head.value.height + 1))
  if (!followed.ok) return followed
  if (followed.value === undefined) return err('the board is empty')
  const signed = witnessHead(head.value, followed.value, readText(values, 'key').trim())
  if (!signed.ok) return signed
  const raw = writeSignedHead(signed.value)
  writeFileSync(wanted(values, 'out'), `${raw}\n`)
  if (values.seen !== undefined) writeFileSync(values.seen, `${raw}\n`)
  return ok(`Signed. The board has ${followed.value.height + 1} lines.`)
}

function lastSeen(values: Values): SignedHead | undefined {
  if (values.seen === undefined || !existsSync(values.seen)) return undefined
  const head = readSignedHead(readFileSync(values.seen, 'utf8').trim())
  if (!head.ok) throw new UsageError('what --seen remembers cannot be read')
  return head.value
}

function witnessKey(values: Values): Result<string> {
  const { privateKey, publicKey } = makeHeadKey(serverRandom)
  writeFileSync(wanted(values, 'key'), `${privateKey}\n`, { mode: 0o600, flag: 'wx' })
  return ok(publicKey)
}

async function act(command: string | undefined, values: Values): Promise<Result<string>> {
  switch (command) {
    case 'key':
      return keepKey(values, makeSingleKey(wantedGroup(values), serverRandom))
    case 'seat': {
      const seat = {
        size: wantedNumber(values, 'size'),
        threshold: wantedNumber(values, 'threshold'),
        index: wantedNumber(values, 'index'),
      }
      return keepKey(values, takeSeatAct(wantedGroup(values), seat, serverRandom))
    }
    case 'deal':
      return deal(values)
    case 'accept':
      return accept(values)
    case 'mix':
    case 'decrypt':
      return work(values, command)
    case 'backup': {
      const file = readKey(values)
      return file.ok ? ok(paperBackup(file.value)) : file
    }
    case 'recover':
      return recover(values)
    case 'rehearse':
      return rehearsal(values)
    case 'witness-key':
      return witnessKey(values)
    case 'witness':
      return witness(values)
    default:
      throw new UsageError('no such command')
  }
}

try {
  const { positionals, values } = parseArgs({ options: OPTIONS, allowPositionals: true })
  const done = await act(positionals[0], values)
  if (done.ok) process.stdout.write(`${done.value}\n`)
  else {
    tell(`Not done: ${done.error}`)
    process.exitCode = 1
  }
} catch (error) {
  // Wrong options and files that cannot be opened are told in a line; anything else is a bug and is shown whole.
  if (error instanceof UsageError) tell(`${error.message}\n\n${USAGE}`)
  else if (error instanceof Error && 'code' in error) tell(error.message)
  else throw error
  process.exitCode = 2
}
