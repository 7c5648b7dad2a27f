import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'

const COOKIE = 'gs_flash'

/** Says something on the next page that this reader opens, once. The words travel in the reader's own cookie. */
export function setFlash(c: Context, message: string): void {
  setCookie(c, COOKIE, Buffer.from(message.slice(0, 600)).toString('base64url'), {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    maxAge: 300,
  })
}

export function takeFlash(c: Context): { kind: 'success'; text: string } | undefined {
  const kept = getCookie(c, COOKIE)
  if (!kept) return undefined
  setCookie(c, COOKIE, '', { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: 0 })
  return { kind: 'success', text: Buffer.from(kept, 'base64url').toString('utf8') }
}
