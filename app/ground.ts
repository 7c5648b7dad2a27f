import type { Ground } from './compose.ts'
import { rolePasswords } from './compose.ts'
import { systemClock } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import { joinEmbedded, startEmbedded } from './platform/database/embedded.ts'
import { migrate } from './platform/database/migrate.ts'
import { checkDatabase } from './platform/database/reachable.ts'
import { systemChance } from './platform/ids.ts'
import { createLog } from './platform/log.ts'
import { err, ok, type Result } from './platform/result.ts'
import { openSecret } from './platform/secret.ts'

export type OpenGround = Ground & { readonly close: () => Promise<void> }

/**
 * A migrated database to stand on: the operator's own, or the embedded one. `own` starts it and refuses a folder that
 * another program holds; `join` makes do with the one that the running program has started. The error is for people.
 */
export async function openGround(config: Config, how: 'own' | 'join'): Promise<Result<OpenGround, string>> {
  const log = createLog(config.logLevel)
  const secret = await openSecret(config.secretKeyFile)
  if (!secret.ok) return err(secret.error.message)
  const database = await openDatabase(config, how, (line) => log.info(line))
  if (!database.ok) return database
  const password = rolePasswords(secret.value)
  await migrate({ url: database.value.url, password })
  return ok({
    databaseUrl: database.value.url,
    password,
    secret: secret.value,
    poolSize: config.poolSize,
    clock: systemClock,
    chance: systemChance,
    log,
    dataDir: config.dataDir,
    publicUrl: config.publicUrl,
    close: database.value.stop,
  })
}

async function openDatabase(
  config: Config,
  how: 'own' | 'join',
  log: (line: string) => void,
): Promise<Result<{ url: string; stop(): Promise<void> }, string>> {
  if (config.databaseUrl) {
    const usable = await checkDatabase(config.databaseUrl)
    return usable.ok ? ok({ url: config.databaseUrl, stop: async () => undefined }) : usable
  }
  const embedded = await (how === 'own' ? startEmbedded : joinEmbedded)({ dataDir: config.dataDir, log })
  return embedded.ok ? embedded : err(embedded.error.message)
}
