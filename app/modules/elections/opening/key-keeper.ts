import { link, mkdir, open, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Chance } from '../../../platform/ids.ts'
import { isUuid } from '../../../platform/ids.ts'
import { type KeyPair, keyPairOf } from '../casting/seal.ts'

/**
 * Keeps the key of each election in a file outside the database and its backups, readable by the program alone, from
 * the freezing of the roll until its papers have been opened.
 */
export interface KeyKeeper {
  /** Makes the key of a contest, or finds the one that was made, and returns its public half. */
  make(contest: string): Promise<Uint8Array>
  /** The pair, for the one use after the close; null where it is gone. */
  take(contest: string): Promise<KeyPair | null>
  /** Overwrites and removes the file. Nothing happens where it is gone. */
  destroy(contest: string): Promise<void>
}

/** Files in `folder`, which every process of the installation must share. */
export function keyKeeper(folder: string, chance: Chance): KeyKeeper {
  const fileOf = (contest: string): string => {
    if (!isUuid(contest)) throw new Error('a key was asked for something that is no contest')
    return join(folder, `election-${contest}.key`)
  }
  return {
    async make(contest) {
      const file = fileOf(contest)
      if (!(await exists(file))) await writeOnce(folder, file, chance)
      return keyPairOf(await readKey(file)).publicKey
    },
    async take(contest) {
      const file = fileOf(contest)
      return (await exists(file)) ? keyPairOf(await readKey(file)) : null
    },
    async destroy(contest) {
      const file = fileOf(contest)
      if (!(await exists(file))) return
      // A file system may keep old blocks; what it does keep is at least not what a plain read of the file gives.
      const handle = await open(file, 'r+')
      await handle.write(Buffer.alloc((await handle.stat()).size), 0)
      await handle.sync()
      await handle.close()
      await rm(file, { force: true })
      await syncFolder(folder)
    },
  }
}

/** By way of a link, which fails where the name exists: two processes at once end with one and the same key. */
async function writeOnce(folder: string, file: string, chance: Chance): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = `${file}.${Buffer.from(chance.bytes(6)).toString('hex')}`
  await writeFile(draft, `${Buffer.from(chance.bytes(32)).toString('hex')}\n`, { mode: 0o600, flush: true })
  try {
    await link(draft, file)
    await syncFolder(folder)
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== 'EEXIST') throw problem
  } finally {
    await rm(draft, { force: true })
  }
}

async function readKey(file: string): Promise<Buffer> {
  const text = (await readFile(file, 'utf8')).trim()
  if (!/^[0-9a-f]{64}$/.test(text))
    throw new Error('the key file of an election is damaged: restore it before anything else')
  return Buffer.from(text, 'hex')
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  )

/** So that the name itself survives a loss of power; where a system cannot, its own ordering has to do. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  await handle.sync()
  await handle.close()
}
