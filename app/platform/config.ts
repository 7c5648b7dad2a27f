import { join, resolve } from 'node:path'
import { z } from 'zod'
import { projectRoot } from './project-root.ts'
import { err, ok, type Result } from './result.ts'

/** How this copy of the program is set up: read once from the environment, at the door, and then handed on. */
export interface Config {
  /** Address that the web listens on. Only this machine by default: a proxy in front brings TLS and the world. */
  readonly host: string
  readonly port: number
  /** Origin that links in pages and mail begin with, without a slash at the end. */
  readonly publicUrl: string
  /** Whether the operator gave a public address: until then the program is for this machine alone. */
  readonly isPublic: boolean
  /** A PostgreSQL of the operator's own; undefined means that the program runs the embedded one. */
  readonly databaseUrl: string | undefined
  /** Absolute path of the folder that holds all that must be kept. */
  readonly dataDir: string
  /** Mail relay; undefined means that mail is caught on this machine and shown, never sent. */
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  /** File of the secret that keys are derived from; see `openSecret`. Made on first use. */
  readonly secretKeyFile: string
  /** Most connections to the database that one process holds. */
  readonly poolSize: number
  readonly logLevel: LogLevel
  /** Where visitors get the source that is running here (AGPL-3.0, section 13); undefined when not yet said. */
  readonly sourceUrl: string | undefined
}

export interface ConfigProblem {
  readonly key: string
  /** Says what was met and how to mend it. */
  readonly message: string
}

const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

const wholeNumber = (least: number, most: number, mend: string) =>
  z
    .string()
    .regex(/^\d{1,9}$/, mend)
    .transform(Number)
    .refine((n) => n >= least && n <= most, mend)

const address = (protocols: readonly string[], mend: string) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), mend)

const originMend =
  'must be the address visitors type, without a path: for example https://members.example.org (or leave it out to use http://localhost:PORT)'

const origin = z.string().refine(isOrigin, originMend)

function isOrigin(text: string): boolean {
  const url = URL.parse(text)
  if (!url || !['http:', 'https:'].includes(url.protocol)) return false
  return url.pathname === '/' && !url.search && !url.hash && !url.username
}

const schema = z.object({
  PORT: wholeNumber(1, 65_535, 'must be a whole number from 1 to 65535: for example 3000').default(3000),
  HOST: z
    .string()
    .regex(
      /^[\w.:-]+$/,
      'must be an address of this machine: 127.0.0.1 for itself only, 0.0.0.0 or :: for every network',
    )
    .default('127.0.0.1'),
  DATABASE_URL: address(
    ['postgres:', 'postgresql:'],
    'must begin with postgres:// and name a PostgreSQL 15 or later: postgres://user:password@host:5432/database (or leave it out to use the embedded one)',
  ).optional(),
  DATA_DIR: z.string().default('data'),
  PUBLIC_URL: origin.optional(),
  SMTP_URL: address(
    ['smtp:', 'smtps:'],
    'must begin with smtp:// or smtps://: smtps://user:password@relay.example.org:465 (or leave it out to keep mail on this machine)',
  ).optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^(?:[^<>]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
      'must be an address that mail comes from: Our Movement <hello@example.org>',
    )
    .optional(),
  SECRET_KEY_FILE: z.string().optional(),
  POOL_SIZE: wholeNumber(1, 100, 'must be a whole number from 1 to 100: for example 10').default(10),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
  SOURCE_URL: address(
    ['http:', 'https:'],
    'must be the web address where visitors get the source that runs here: https://git.example.org/groundswell',
  ).optional(),
})

/**
 * Reads the configuration out of an environment, or says all that is wrong with it at once.
 * An empty value counts as absent; a relative path is taken from the checkout's own folder.
 */
export function readConfig(env: Record<string, string | undefined>): Result<Config, ConfigProblem[]> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
  const parsed = schema.safeParse(given)
  if (!parsed.success) return err(parsed.error.issues.map((issue) => problem(String(issue.path[0]), issue.message)))
  const values = parsed.data
  if (values.SMTP_URL && !values.MAIL_FROM) {
    return err([problem('MAIL_FROM', 'must be set where SMTP_URL is: MAIL_FROM="Our Movement <hello@example.org>"')])
  }
  const root = projectRoot()
  const dataDir = resolve(root, values.DATA_DIR)
  return ok({
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL ? new URL(values.PUBLIC_URL).origin : `http://localhost:${values.PORT}`,
    isPublic: values.PUBLIC_URL !== undefined,
    databaseUrl: values.DATABASE_URL,
    dataDir,
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM ?? 'Groundswell <groundswell@localhost>',
    secretKeyFile: values.SECRET_KEY_FILE ? resolve(root, values.SECRET_KEY_FILE) : join(dataDir, 'secret.key'),
    poolSize: values.POOL_SIZE,
    logLevel: values.LOG_LEVEL,
    sourceUrl: values.SOURCE_URL,
  })
}

/** The value itself is left out: it may hold a password. */
const problem = (key: string, mend: string): ConfigProblem => ({ key, message: `${key} ${mend}` })
