import type { MiddlewareHandler } from 'hono'

/** Pages carry no inline script; styles and pictures come from us alone. */
const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
}

/** The headers of every answer, whoever gives it: a page made, a page kept, or a file of the build. */
export function headersFor(secure: boolean): Readonly<Record<string, string>> {
  return secure ? { ...SECURITY_HEADERS, 'strict-transport-security': 'max-age=31536000' } : SECURITY_HEADERS
}

export function securityHeaders(headers: Readonly<Record<string, string>>): MiddlewareHandler {
  return async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value)
  }
}

/**
 * Whether a request that changes something was sent from one of our own pages. Browsers say so themselves in
 * `Sec-Fetch-Site`; older ones send `Origin`, the oldest only `Referer`. A request that says nothing is refused.
 */
export function isFromOurPages(request: Request, origin: string): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site) return site === 'same-origin'
  const from = request.headers.get('origin')
  if (from && from !== 'null') return from === origin
  const referer = request.headers.get('referer')
  return referer !== null && URL.canParse(referer) && new URL(referer).origin === origin
}
