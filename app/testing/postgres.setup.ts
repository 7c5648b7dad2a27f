import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../platform/database/embedded.ts'
import { migrate } from '../platform/database/migrate.ts'
import { rolePassword, type TestCluster } from './cluster.ts'

declare module 'vitest' {
  interface ProvidedContext {
    testCluster: TestCluster
  }
}

/** One PostgreSQL for a run, with a migrated database in it that each test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL
  const cluster = given ? theirs(given) : await ourOwn()
  const template = `groundswell_template_${randomBytes(4).toString('hex')}`
  try {
    await command(cluster.url, `create database ${template}`)
    await migrate({ url: inDatabase(cluster.url, template), password: rolePassword })
  } catch (problem) {
    await cluster.stop()
    throw problem
  }
  project.provide('testCluster', { url: cluster.url, template })
  return async () => {
    if (cluster.isShared) await command(cluster.url, `drop database ${template} with (force)`)
    await cluster.stop()
  }
}

/** A server that the machine has already: its owner must be allowed to make databases and roles. */
const theirs = (url: string) => ({ url, isShared: true, stop: async () => undefined })

async function ourOwn() {
  const folder = await mkdtemp(join(tmpdir(), 'groundswell-test-'))
  const started = await startEmbedded({ dataDir: join(folder, 'data'), log: () => undefined, durable: false })
  if (!started.ok) throw new Error(started.error.message)
  return {
    url: started.value.url,
    isShared: false,
    async stop() {
      await started.value.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function inDatabase(url: string, name: string): string {
  const there = new URL(url)
  there.pathname = `/${name}`
  return there.href
}

async function command(url: string, sql: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  await client.query(sql)
  await client.end()
}
