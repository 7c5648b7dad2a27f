import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestHouse, testHouse } from '../../testing/house.ts'

const text = new TextEncoder().encode('body{}')
const assets = {
  page: { css: '/assets/main.css', icon: '/assets/icon.svg', fonts: [] },
  files: new Map([['/assets/main.css', { type: 'text/css', plain: text, brotli: undefined, gzip: undefined }]]),
  island: (name: string) => `/assets/${name}.js`,
}

let house: TestHouse
beforeAll(async () => {
  house = await testHouse({ publicUrl: 'https://members.example.org', assets })
})
afterAll(() => house.close())

const expectHeaders = (answer: Response) => {
  expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000')
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
}

describe('the headers that keep a reader safe', () => {
  it('come with a page that is made, with the same page kept, and with one that is missing', async () => {
    const reader = house.reader()
    const made = await reader.get('/help')
    expect(made.headers.has('etag')).toBe(false)
    expectHeaders(made)
    const kept = await reader.get('/help')
    expect(kept.headers.has('etag')).toBe(true)
    expectHeaders(kept)
    expectHeaders(await reader.get('/no-such-page'))
  })

  it('come with the files of the build, which are only ever fetched', async () => {
    const reader = house.reader()
    const file = await reader.get('/assets/main.css')
    expect(await file.text()).toBe('body{}')
    expectHeaders(file)
    expect((await reader.post('/assets/main.css', {})).status).toBe(404)
  })
})

describe('the pages that are kept', () => {
  it.each(['/help?made=up', '/%68elp'])('are kept under their plain address alone, not %s', async (address) => {
    const reader = house.reader()
    await reader.get(address)
    const again = await reader.get(address)
    expect(again.status).toBe(200)
    expect(again.headers.has('etag')).toBe(false)
  })
})
