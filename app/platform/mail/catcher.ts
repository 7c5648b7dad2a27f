import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import type { Clock } from '../clock.ts'

export interface Catcher {
  /** Where the postman brings letters to. */
  readonly smtpUrl: string
  close(): Promise<void>
}

const KEPT = 500

/** A mail server on this machine that sends nothing on: what it is given lies in a folder, for the outbox page to show. */
export async function startCatcher(folder: string, clock: Clock): Promise<Catcher> {
  let caught = 0
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData(stream, _session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        keep(
          folder,
          `${clock.now().getTime()}-${String(caught++).padStart(6, '0')}-${randomUUID()}.eml`,
          Buffer.concat(chunks),
        ).then(() => done(), done)
      })
    },
  })
  // A sender that hangs up in mid-letter is its own affair.
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    smtpUrl: `smtp://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

async function keep(folder: string, name: string, letter: Buffer): Promise<void> {
  await writeFile(join(folder, name), letter, { mode: 0o600 })
  const names = await letterNames(folder)
  await Promise.all(names.slice(KEPT).map((name) => rm(join(folder, name), { force: true })))
}

/** Newest first. */
async function letterNames(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names
    .filter((name) => /^[0-9a-f-]+\.eml$/.test(name))
    .sort()
    .reverse()
}

export interface CaughtLetter {
  readonly name: string
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** The newest letters in the catcher's folder. */
export async function caughtLetters(folder: string, most: number): Promise<CaughtLetter[]> {
  const names = (await letterNames(folder)).slice(0, most)
  return Promise.all(names.map((name) => readLetter(folder, name)))
}

async function readLetter(folder: string, name: string): Promise<CaughtLetter> {
  const mail = await PostalMime.parse(await readFile(join(folder, name)))
  const to = (mail.to ?? []).map(({ address }) => address ?? '').join(', ')
  return { name, to, subject: mail.subject ?? '', text: mail.text ?? '' }
}
