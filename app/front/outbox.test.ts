import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestHouse, testHouse } from '../testing/house.ts'

let dataDir: string
let house: TestHouse
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'groundswell-outbox-'))
  house = await testHouse({ dataDir })
})
afterAll(async () => {
  await house.close()
  await rm(dataDir, { recursive: true, force: true })
})

const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } })

const status = async (address: string, remoteAddress: string, headers = {}) =>
  (await house.fetch(new Request(address, { headers }), from(remoteAddress))).status

describe('the outbox', () => {
  it('is read at this machine', async () => {
    expect(await status('http://localhost:3000/outbox', '127.0.0.1')).toBe(200)
    expect(await status('http://127.0.0.1:3000/outbox', '::ffff:127.0.0.1')).toBe(200)
    expect(await status('http://[::1]:3000/outbox', '::1')).toBe(200)
  })

  it('is not there for another machine, nor behind a proxy', async () => {
    expect(await status('http://localhost:3000/outbox', '192.0.2.7')).toBe(404)
    expect(await status('http://localhost:3000/outbox', '127.0.0.1', { 'x-forwarded-for': '127.0.0.1' })).toBe(404)
  })

  it.each(['/outbox', '/demonstration'])(
    'nor, like the demonstration, for a site whose name was made to point here: %s',
    async (path) => {
      expect(await status(`http://rebound.example:3000${path}`, '127.0.0.1')).toBe(404)
      expect(await status(`http://localhost.rebound.example:3000${path}`, '127.0.0.1')).toBe(404)
    },
  )
})
