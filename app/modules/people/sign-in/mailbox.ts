import { z } from 'zod'
import type { PersonId } from '../../../platform/ids.ts'
import { query } from '../../../platform/query.ts'
import { emailKey } from '../contact-keys.ts'

/** A mail address as typed, folded for comparing. */
export const mailboxKey = z.string().transform((text, context): string => {
  const key = emailKey(text)
  if (key !== null) return key
  const message = text.trim() ? 'Enter an email address, like name@example.org' : 'Enter your email address'
  context.addIssue({ code: 'custom', message })
  return z.NEVER
})

export interface MailboxPerson {
  readonly person: PersonId
  readonly name: string
}

/** Whose mailbox this is. More than one: couples and branches share addresses. Asked only once the link has been shown. */
export const peopleOfMailbox = query<{ addressKey: string }, readonly MailboxPerson[]>({
  name: 'people.of-mailbox',
  right: 'session.sign-in',
  async read({ tx, input }) {
    const rows = await tx
      .selectFrom('people.email')
      .innerJoin('people.person', 'people.person.id', 'people.email.person')
      .select(['people.person.id as person', 'people.person.name'])
      .where('people.email.address_key', '=', input.addressKey)
      .orderBy('people.person.name')
      .limit(20)
      .execute()
    return rows.map(({ person, name }) => ({ person: person as PersonId, name }))
  },
})
