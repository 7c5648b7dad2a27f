import { z } from 'zod'
import { err, ok } from '../../platform/result.ts'
import { verb } from '../../platform/verb.ts'
import { tidyPostcode } from './contact-keys.ts'
import { nameKey, tidy } from './names.ts'

const upTo = (most: number, what: string) =>
  z
    .string()
    .transform(tidy)
    .refine((text) => text.length <= most, `${what} can have ${most} letters at most`)

/** Puts one's own record right. An address that letters go to is changed elsewhere, once it has answered. */
export const correctOwnRecord = verb({
  name: 'people.correct-own-record',
  right: 'self.manage',
  input: z.object({
    name: upTo(200, 'Your name').refine((text) => text.length > 0, 'Enter your name'),
    pronouns: upTo(40, 'Your pronouns'),
    postcode: upTo(12, 'Your postcode'),
    place: upTo(120, 'Your town or city'),
    reachBy: z.enum(['email', 'post', 'phone'], 'Choose how you want to hear from us'),
    neverPhone: z.boolean(),
  }),
  async act({ tx, input, mandate }) {
    if (mandate.actor.kind !== 'person') return err({ kind: 'not-a-person' as const })
    await tx
      .updateTable('people.person')
      .set((eb) => ({
        name: input.name,
        name_key: nameKey(input.name),
        // Which word is whose is no longer known once the whole name was rewritten.
        given_name: eb.case().when('name', '=', input.name).then(eb.ref('given_name')).else(null).end(),
        family_name: eb.case().when('name', '=', input.name).then(eb.ref('family_name')).else(null).end(),
        pronouns: input.pronouns || null,
        postcode: input.postcode ? tidyPostcode(input.postcode) : null,
        place: input.place || null,
        reach_by: input.reachBy,
        never_phone: input.neverPhone,
      }))
      .where('id', '=', mandate.actor.person)
      .execute()
    return ok()
  },
})
