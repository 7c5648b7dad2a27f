import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { ballotPageScript } from './in-a-browser.ts'

it('the ballot page’s script is small and needs nothing of a server', async () => {
  const script = await ballotPageScript()
  expect(gzipSync(script).length).toBeLessThan(40 * 1_024)
  expect(script).not.toMatch(/node:|require\(|\bimport\b/)
})
