import { setTimeout as sleep } from 'node:timers/promises'
import type { LivingProgram } from './living-program.ts'

/** Links that somebody has used: the outbox keeps their letters. */
const spent = new Set<string>()

/** Somebody with an old browser: no script, a jar of cookies, forms that post. */
export class Neighbour {
  readonly #program: LivingProgram
  readonly #cookies = new Map<string, string>()

  constructor(program: LivingProgram) {
    this.#program = program
  }

  get(address: string): Promise<Response> {
    return this.#send(address, {})
  }

  async page(address: string): Promise<string> {
    const response = await this.get(address)
    if (response.status !== 200)
      throw new Error(`${address} answered ${response.status}: ${plain(await response.text())}`)
    return response.text()
  }

  post(address: string, fields: Readonly<Record<string, string>>): Promise<Response> {
    return this.#send(address, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { origin: this.#program.origin },
    })
  }

  /** Posts, and follows to where the answer leads; anything but that is a failure that shows the page. */
  async does(address: string, fields: Readonly<Record<string, string>>): Promise<string> {
    const response = await this.post(address, fields)
    if (response.status !== 303)
      throw new Error(`${address} answered ${response.status}: ${plain(await response.text())}`)
    await response.body?.cancel()
    return response.headers.get('location') ?? ''
  }

  /** Asks for a link, waits for the letter, and presses the button. */
  async signsIn(email: string): Promise<void> {
    await (await this.post('/sign-in', { email })).body?.cancel()
    const link = await this.#letterLink(email)
    await this.does(link, {})
  }

  async #letterLink(email: string): Promise<string> {
    for (let attempt = 0; attempt < 100; attempt++) {
      const outbox = await this.page('/outbox')
      const letter = outbox
        .split('<article')
        .find((part) => part.includes(`To ${email}<`) && part.includes('/sign-in/link/'))
      const link = letter?.match(/href="[^"]*(\/sign-in\/link\/[\w-]+)"/)?.[1]
      if (link && !spent.has(link)) {
        spent.add(link)
        return link
      }
      await sleep(60)
    }
    throw new Error('no letter came within twenty seconds')
  }
  async #send(address: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers)
    if (this.#cookies.size > 0) headers.set('cookie', [...this.#cookies].map((pair) => pair.join('=')).join('; '))
    const response = await fetch(new URL(address, this.#program.origin), { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      if (/max-age=0/i.test(line)) this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
    return response
  }
}

/** What a page says, without its markup. */
export const plain = (html: string): string =>
  html
    .replace(/<(style|script|svg)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim()
