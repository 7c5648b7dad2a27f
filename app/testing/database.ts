import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { inject } from 'vitest'
import { rolePassword } from './cluster.ts'

export interface TestDatabase {
  /** As its owner; `urlAs(url, 'app', password)` gives the address under which the program works. */
  readonly url: string
  /** The password of each of the program's roles, as `migrate` and `urlAs` want it. */
  readonly password: (role: string) => string
  /** Removes it, whoever is still connected. */
  drop(): Promise<void>
}

/** A migrated, empty database of the caller's own, on a real PostgreSQL. Costs about 50 ms. */
export async function testDatabase(): Promise<TestDatabase> {
  const { url: server, template } = inject('testCluster')
  const name = `test_${randomBytes(8).toString('hex')}`
  await onServer(server, (client) => client.query(`create database ${name} template ${template}`))
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    url: url.href,
    password: rolePassword,
    drop: () => onServer(server, (client) => client.query(`drop database if exists ${name} with (force)`)),
  }
}

async function onServer(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    for (let attempt = 1; ; attempt++) {
      const busy = await work(client).then(
        () => undefined,
        (problem: { code?: string }) => {
          // The template is in use for the moment in which another test file clones it.
          if (problem.code !== objectInUse || attempt === 50) throw problem
          return problem
        },
      )
      if (!busy) return
      await sleep(100)
    }
  } finally {
    await client.end()
  }
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const objectInUse = '55006'
