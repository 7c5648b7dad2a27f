import { createHmac, timingSafeEqual } from 'node:crypto'

/** Keeps a short text in the reader's hands so that they can neither change it nor use it after its time. */
export interface Sealer {
  seal(text: string, until: Date): string
  /** The text, or null where it was changed or its time is over. */
  open(sealed: string, now: Date): string | null
}

export function createSealer(key: Uint8Array): Sealer {
  const mark = (body: string): Buffer => createHmac('sha256', key).update(body).digest()
  return {
    seal(text, until) {
      const body = `${until.getTime()}.${Buffer.from(text).toString('base64url')}`
      return `${body}.${mark(body).toString('base64url')}`
    },
    open(sealed, now) {
      const [until = '', text = '', given = ''] = sealed.split('.')
      const expected = mark(`${until}.${text}`)
      const actual = Buffer.from(given, 'base64url')
      if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return null
      return Number(until) > now.getTime() ? Buffer.from(text, 'base64url').toString('utf8') : null
    },
  }
}
