import { hkdfSync, randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { err, ok, type Result } from './result.ts'

/** The one secret of an installation. It never leaves this closure: whoever needs a key asks for one by its purpose. */
export interface Secret {
  /**
   * 32 bytes for one purpose, the same at every start, by HKDF-SHA-256 (RFC 5869) with the label as its info.
   * Keys of different labels tell nothing about each other.
   */
  deriveKey(label: string): Buffer
}

export interface SecretProblem {
  readonly kind: 'secret-unreadable' | 'secret-malformed' | 'secret-exposed'
  readonly message: string
}

/** Opens the secret kept in a file as 64 hexadecimal digits, readable by its owner only; makes it where there is none. */
export async function openSecret(file: string): Promise<Result<Secret, SecretProblem>> {
  try {
    await makeOnce(file)
    const text = (await readFile(file, 'utf8')).trim()
    if (!/^[0-9a-f]{64}$/i.test(text)) {
      return err({
        kind: 'secret-malformed',
        message: `${file} must hold 64 hexadecimal digits. Restore it from a backup: sessions and links signed with another key stop working.`,
      })
    }
    if (process.platform !== 'win32' && (await stat(file)).mode & 0o077) {
      return err({
        kind: 'secret-exposed',
        message: `${file} can be read by others on this machine: chmod 600 ${file}`,
      })
    }
    const material = Buffer.from(text, 'hex')
    return ok({
      deriveKey: (label) => Buffer.from(hkdfSync('sha256', material, 'groundswell', label, 32)),
    })
  } catch (cause) {
    return err({ kind: 'secret-unreadable', message: `${file} cannot be opened: ${(cause as Error).message}` })
  }
}

/** By way of a link, which fails where the name exists: two first starts at once end with one and the same secret. */
async function makeOnce(file: string): Promise<void> {
  if (await stat(file).catch(() => undefined)) return
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  await writeFile(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flush: true })
  try {
    await link(draft, file)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause
  } finally {
    await rm(draft, { force: true })
  }
}
