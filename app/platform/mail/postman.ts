import { createTransport, type Transporter } from 'nodemailer'
import { z } from 'zod'
import type { Log } from '../log.ts'
import { program } from '../mandate.ts'
import { ok } from '../result.ts'
import type { Chore } from '../tick.ts'
import { verb } from '../verb.ts'
import { letterHtml } from './letter-html.ts'

export interface PostmanOptions {
  /** The relay, or the catcher on this machine. */
  readonly smtpUrl: string
  readonly from: string
  readonly log: Log
  /** Turns the marks that stand for secrets into what only the reader may see. */
  readonly fillIn: (text: string) => string
}

/** How many letters are handed over in one transaction, and over how many connections. */
const AT_ONCE = 100
const CONNECTIONS = 20
const MOST_ATTEMPTS = 8

export interface Postman extends Chore {
  close(): void
}

/** Hands over what waits, again and again until nothing does. Several may work at once: each letter is taken by one. */
export function createPostman({ smtpUrl, from, log, fillIn }: PostmanOptions): Postman {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: CONNECTIONS,
    maxMessages: 1000,
  } as never)
  const deliver = verb({
    name: 'mail.deliver',
    duty: 'mail.deliver',
    // Which letters went out is in the letters themselves; an entry for every batch would say nothing.
    trace: 'none',
    input: z.object({}),
    async act({ tx, now }) {
      const letters = await tx
        .selectFrom('platform.letter')
        .select(['id', 'recipient', 'subject', 'body_text', 'attempts'])
        .where('sent_at', 'is', null)
        .where('failed_at', 'is', null)
        .where('try_after', '<=', now)
        .orderBy((eb) => eb('purpose', '<>', 'sign-in'))
        .orderBy('queued_at')
        .limit(AT_ONCE)
        .forUpdate()
        .skipLocked()
        .execute()
      const outcomes = await Promise.all(letters.map((letter) => handOver(transport, from, fillIn, letter)))
      const sent = letters.filter((_, i) => outcomes[i] === 'sent').map(({ id }) => id)
      if (sent.length > 0) {
        await tx
          .updateTable('platform.letter')
          .set({ sent_at: now, recipient: null, body_text: null, body_html: null })
          .where('id', 'in', sent)
          .execute()
      }
      for (const [i, { id, attempts }] of letters.entries()) {
        const outcome = outcomes[i]
        if (!outcome || outcome === 'sent') continue
        const again = outcome.temporary && attempts + 1 < MOST_ATTEMPTS
        const wait = 30_000 * 2 ** attempts
        await tx
          .updateTable('platform.letter')
          .set({
            attempts: attempts + 1,
            try_after: new Date(now.getTime() + wait),
            failure: outcome.why,
            ...(again ? {} : { failed_at: now }),
          })
          .where('id', '=', id)
          .execute()
        log.warn('a letter was not taken', { letter: id, why: outcome.why, again })
      }
      return ok(letters.length)
    },
  })
  return {
    name: 'mail.deliver',
    async run(runner) {
      for (;;) {
        const outcome = await runner.run(deliver, program, {})
        if (!outcome.ok || outcome.value < AT_ONCE) return
      }
    },
    close: () => transport.close(),
  }
}

type Outcome = 'sent' | { readonly temporary: boolean; readonly why: string }

interface Waiting {
  readonly recipient: string | null
  readonly subject: string | null
  readonly body_text: string | null
}

async function handOver(
  transport: Transporter,
  from: string,
  fillIn: PostmanOptions['fillIn'],
  letter: Waiting,
): Promise<Outcome> {
  if (!letter.recipient || letter.body_text === null) return { temporary: false, why: 'no address' }
  const subject = letter.subject ?? ''
  const text = fillIn(letter.body_text)
  try {
    await transport.sendMail({ from, to: letter.recipient, subject, text, html: letterHtml(subject, text) })
    return 'sent'
  } catch (problem) {
    // The server's own words may quote the address: only its code is kept.
    const { responseCode, code } = problem as { responseCode?: number; code?: string }
    return {
      temporary: responseCode === undefined || responseCode < 500,
      why: String(responseCode ?? code ?? 'unknown'),
    }
  }
}
