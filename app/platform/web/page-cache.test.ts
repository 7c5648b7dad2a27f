import { describe, expect, it } from 'vitest'
import { createPageCache } from './page-cache.ts'
import { headersFor } from './security.ts'

const ask = (headers: Record<string, string> = {}) => new Request('http://localhost/page', { headers })

describe('the cache of public pages', () => {
  it('gives a page back as it was, packed as the reader takes it, with every header that guards it', async () => {
    const cache = createPageCache(headersFor(true))
    cache.keep('/page', cache.version(), 'text/html', '<p>Llŷn</p>', ['a'])
    const plain = cache.answer(ask(), '/page')
    expect(await plain?.text()).toBe('<p>Llŷn</p>')
    expect(plain?.headers.get('strict-transport-security')).toContain('max-age')
    expect(plain?.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(cache.answer(ask({ 'accept-encoding': 'gzip, br' }), '/page')?.headers.get('content-encoding')).toBe('br')
    const etag = plain?.headers.get('etag') ?? ''
    expect(cache.answer(ask({ 'if-none-match': etag }), '/page')?.status).toBe(304)
  })

  it('forgets what an act made stale, and keeps the rest', () => {
    const cache = createPageCache({})
    cache.keep('/one', cache.version(), 'text/html', 'one', ['results'])
    cache.keep('/two', cache.version(), 'text/html', 'two', ['groups'])
    cache.forget(['results'])
    expect(cache.answer(ask(), '/one')).toBeUndefined()
    expect(cache.answer(ask(), '/two')).toBeDefined()
  })

  it('does not keep a page whose data was read before something was forgotten', () => {
    const cache = createPageCache({})
    const before = cache.version()
    cache.forget(['anything'])
    cache.keep('/page', before, 'text/html', 'old', ['results'])
    expect(cache.answer(ask(), '/page')).toBeUndefined()
  })
})
