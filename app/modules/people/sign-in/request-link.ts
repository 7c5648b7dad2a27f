import { z } from 'zod'
import { queueLetter } from '../../../platform/mail/letter.ts'
import { ok } from '../../../platform/result.ts'
import { verb } from '../../../platform/verb.ts'
import { mailboxKey } from './mailbox.ts'

/** Posts a link to a mailbox, if it is somebody's here. Whoever asked is not told whether it is. */
export const requestLink = verb({
  name: 'people.request-sign-in-link',
  right: 'session.sign-in',
  // Who asked for a letter, and when, is nobody's business.
  trace: 'none',
  input: z.object({ email: mailboxKey, mark: z.string(), organisation: z.string() }),
  async act({ tx, input, now, chance }) {
    const known = await tx
      .selectFrom('people.email')
      .select(['address', 'person'])
      .where('address_key', '=', input.email)
      .limit(1)
      .executeTakeFirst()
    if (known) {
      await queueLetter(
        { tx, now, chance },
        {
          to: known.address,
          subject: `Sign in to ${input.organisation}`,
          purpose: 'sign-in',
          text: [
            `Here is your link to sign in to ${input.organisation}. It works once, for 15 minutes, on any device.`,
            input.mark,
            'If you did not ask for it, you need do nothing: nobody can sign in without this letter.',
          ].join('\n\n'),
        },
      )
    }
    return ok()
  },
})
