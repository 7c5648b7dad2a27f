import { z } from 'zod'
import type { WriteTx } from '../../platform/database/transaction.ts'
import { isUuid, type PersonId } from '../../platform/ids.ts'
import { queueLetter } from '../../platform/mail/letter.ts'
import { err, ok } from '../../platform/result.ts'
import { verb } from '../../platform/verb.ts'
import { emailKey } from './contact-keys.ts'
import { mailboxKey } from './sign-in/mailbox.ts'

export type AddressProblem = { readonly kind: 'no-such-person' | 'has-it-already' | 'no-such-address' | 'last-one' }

const Somebody = z.string().refine(isUuid, 'Nobody') as unknown as z.ZodType<PersonId, string>

/** An address as typed; what is wrong with it is said as at the sign-in page. */
const MailAddress = z
  .string()
  .trim()
  .superRefine((text, context) => {
    const read = mailboxKey.safeParse(text)
    if (!read.success) context.addIssue({ code: 'custom', message: read.error.issues[0]?.message ?? '' })
  })

/**
 * Puts a new address on somebody's record, whoever keeps the records having made sure that it is they who ask. Whoever
 * reads the mailbox can then sign in as that person: so every address known before is told at once, by whom it was done.
 */
export const addAddress = verb({
  name: 'people.add-address',
  power: 'people.review',
  input: z.object({ person: Somebody, email: MailAddress }),
  async act({ tx, input, mandate, now, chance, record }) {
    const person = await tx.selectFrom('people.person').select('name').where('id', '=', input.person).executeTakeFirst()
    if (!person) return err<AddressProblem>({ kind: 'no-such-person' })
    const before = await addressesOf(tx, input.person)
    const key = emailKey(input.email) as string
    if (before.some((one) => one.address_key === key)) return err<AddressProblem>({ kind: 'has-it-already' })
    await tx
      .updateTable('people.email')
      .set({ preferred: false })
      .where('person', '=', input.person)
      .where('preferred', '=', true)
      .execute()
    await tx
      .insertInto('people.email')
      .values({ person: input.person, address: input.email, address_key: key, preferred: true, added_at: now })
      .execute()
    const by = mandate.office ? `the ${mandate.office.toLowerCase()}` : 'whoever keeps our records'
    for (const { address } of before) {
      await queueLetter(
        { tx, now, chance },
        {
          person: input.person,
          to: address,
          subject: 'A new address is on your record',
          purpose: 'people.address-added',
          text: [
            `Hello ${person.name},`,
            `A new email address was put on your record by ${by}: ${masked(input.email)}. Letters now go there, and whoever reads them can sign in as you.`,
            'If you did not ask for this, tell us at once: any officer can help.',
          ].join('\n\n'),
        },
      )
    }
    record({ summary: 'Put a new email address on somebody’s record' })
    return ok()
  },
})

/** Takes an address off somebody's record, as when a mailbox is no longer theirs. The last one stays. */
export const removeAddress = verb({
  name: 'people.remove-address',
  power: 'people.review',
  input: z.object({ person: Somebody, email: z.string() }),
  async act({ tx, input, record }) {
    const before = await addressesOf(tx, input.person)
    const key = emailKey(input.email)
    const gone = before.find((one) => one.address_key === key)
    if (!gone) return err<AddressProblem>({ kind: 'no-such-address' })
    const [next] = before.filter((one) => one !== gone)
    if (!next) return err<AddressProblem>({ kind: 'last-one' })
    await tx
      .deleteFrom('people.email')
      .where('person', '=', input.person)
      .where('address_key', '=', gone.address_key)
      .execute()
    if (gone.preferred) {
      await tx
        .updateTable('people.email')
        .set({ preferred: true })
        .where('person', '=', input.person)
        .where('address_key', '=', next.address_key)
        .execute()
    }
    record({ summary: 'Took an email address off somebody’s record' })
    return ok()
  },
})

const addressesOf = (tx: WriteTx, person: PersonId) =>
  tx
    .selectFrom('people.email')
    .select(['address', 'address_key', 'preferred'])
    .where('person', '=', person)
    .orderBy('preferred', 'desc')
    .orderBy('added_at')
    .forUpdate()
    .execute()

/** Enough of an address to know one's own by: `s…@example.org`. */
function masked(address: string): string {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, 1)}…${address.slice(at)}`
}
