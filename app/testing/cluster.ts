import { createHash } from 'node:crypto'

/** What the set-up of a run hands to its test files. */
export interface TestCluster {
  /** As a role that may make databases and roles. */
  readonly url: string
  /** Name of the migrated database to clone. */
  readonly template: string
}

/** The roles' passwords under test: roles belong to the whole server, so every run and file must agree on them. */
export const rolePassword = (role: string): string => createHash('sha256').update(`test ${role}`).digest('hex')
