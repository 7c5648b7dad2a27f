import { randomBytes } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

/** What must be known to reach a folder's cluster; kept in the folder, for its owner only. */
export interface Keys {
  readonly port: number
  readonly password: string
}

const fileIn = (folder: string) => join(folder, 'postgres.json')

export function readKeys(folder: string): Keys | undefined {
  try {
    const { port, password } = JSON.parse(readFileSync(fileIn(folder), 'utf8')) as Partial<Keys>
    return port && password ? { port, password } : undefined
  } catch {
    return undefined
  }
}

export function writeKeys(folder: string, keys: Keys): void {
  const draft = `${fileIn(folder)}.new`
  writeFileSync(draft, JSON.stringify(keys), { mode: 0o600, flush: true })
  renameSync(draft, fileIn(folder))
}

export const newPassword = () => randomBytes(24).toString('base64url')

/** The port remembered, as long as nothing else has taken it meanwhile; else one that is free. */
export async function freePort(remembered = 0): Promise<number> {
  return (await bindable(remembered)) ?? (await bindable(0)) ?? remembered
}

function bindable(port: number): Promise<number | undefined> {
  return new Promise((settle) => {
    const probe = createServer()
      .once('error', () => settle(undefined))
      .listen({ port, host: '127.0.0.1' }, () => {
        const bound = probe.address()
        probe.close(() => settle(typeof bound === 'object' ? bound?.port : undefined))
      })
  })
}
