import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { err, ok, type Result } from '../../result.ts'
import type { EmbeddedProblem } from './problem.ts'

export interface FolderLock {
  release(): void
}

/**
 * Takes a data folder for this process alone.
 *
 * The lock is the operating system's own (SQLite takes it on a file that stays empty), because Node offers no other
 * that the kernel gives back when its holder is killed: a file with a process id in it outlives a `kill -9`, and ids
 * are used again. The id written beside it is for the message only.
 */
export function lockFolder(folder: string): Result<FolderLock, EmbeddedProblem> {
  const holder = join(folder, 'holder.json')
  let lock: DatabaseSync
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    lock = new DatabaseSync(join(folder, 'lock'), { timeout: 300 })
  } catch (cause) {
    return err(unreachable(folder, cause))
  }
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    writeFileSync(holder, JSON.stringify({ pid: process.pid }), { mode: 0o600 })
  } catch (cause) {
    lock.close()
    return err(
      (cause as { errcode?: number }).errcode === sqliteBusy ? inUse(folder, holder) : unreachable(folder, cause),
    )
  }
  return ok({ release: () => lock.close() })
}

/** https://sqlite.org/rescode.html#busy */
const sqliteBusy = 5

function inUse(folder: string, holder: string): EmbeddedProblem {
  const pid = holderOf(holder)
  return {
    kind: 'folder-in-use',
    message: `The data folder ${folder} is in use by another Groundswell${pid ? ` (process ${pid})` : ''}. Stop that one first, or give this one a folder of its own: DATA_DIR=/another/folder`,
    ...(pid && { pid }),
  }
}

function holderOf(file: string): number | undefined {
  try {
    return Number((JSON.parse(readFileSync(file, 'utf8')) as { pid?: number }).pid) || undefined
  } catch {
    return undefined
  }
}

function unreachable(folder: string, cause: unknown): EmbeddedProblem {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return {
    kind: 'folder-unreachable',
    message: `The data folder ${folder} cannot be written by this user (${reason}). Give it to the user who runs Groundswell, or name another: DATA_DIR=/another/folder`,
  }
}
