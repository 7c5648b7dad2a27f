import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { projectRoot } from '../platform/project-root.ts'
import { readAssets } from '../platform/web/assets.ts'
import { type TestHouse, type TestHouseOptions, testHouse } from './house.ts'

export interface ServedHouse extends TestHouse {
  readonly origin: string
}

/** A whole house behind a port of its own, with the stylesheet and islands that the build made, for a browser to visit. */
export async function servedHouse(options: TestHouseOptions = {}): Promise<ServedHouse> {
  const house = await testHouse({ assets: readAssets(join(projectRoot(), 'dist/client')), ...options })
  const server = createAdaptorServer({ fetch: house.fetch })
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle))
  return {
    ...house,
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      await new Promise<void>((settle) => {
        server.close(() => settle())
        if ('closeAllConnections' in server) server.closeAllConnections()
      })
      await house.close()
    },
  }
}
