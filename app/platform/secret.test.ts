import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { unwrap } from './result.ts'
import { openSecret } from './secret.ts'

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'groundswell-secret-'))
  file = join(folder, 'kept', 'secret.key')
})
afterEach(() => rm(folder, { recursive: true }))

describe('openSecret', () => {
  it('makes a secret once, for its owner only, and derives the same keys ever after', async () => {
    const first = unwrap(await openSecret(file)).deriveKey('sessions')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const again = unwrap(await openSecret(file))
    expect(again.deriveKey('sessions')).toEqual(first)
    expect(again.deriveKey('links')).not.toEqual(first)
    expect(first).toHaveLength(32)
    expect(await readFile(file, 'utf8')).not.toContain(first.toString('hex'))
  })

  it('ends with one secret when many start at once', async () => {
    const opened = await Promise.all(Array.from({ length: 8 }, () => openSecret(file)))
    expect(new Set(opened.map((one) => unwrap(one).deriveKey('sessions').toString('hex'))).size).toBe(1)
  })

  it('refuses a secret that others can read, and one that is not whole', async () => {
    unwrap(await openSecret(file))
    await chmod(file, 0o644)
    expect(await openSecret(file)).toMatchObject({ ok: false, error: { kind: 'secret-exposed' } })
    await chmod(file, 0o600)
    await writeFile(file, 'cut sho')
    expect(await openSecret(file)).toMatchObject({ ok: false, error: { kind: 'secret-malformed' } })
  })
})
