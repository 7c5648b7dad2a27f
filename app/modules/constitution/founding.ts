import { z } from 'zod'
import { nameFrom } from '../people/index.ts'
import { STARTING_POINTS } from './starting-points.ts'

const Founder = z.object({
  name: z
    .string()
    .max(120, 'The name must be 120 characters or fewer')
    .refine((text) => nameFrom({ name: text }) !== null, 'Enter their name'),
  email: z.string().trim().pipe(z.email('Enter an e-mail address, like name@example.org').max(254)),
  offices: z.array(z.string()).default([]),
})

const Founders = z.array(Founder).max(60, 'Sixty founders are the most')

/** What is answered at the founding. Its parts are checked one by one, and all together at the end. */
export const Founding = z.object({
  name: z
    .string()
    .trim()
    .min(2, 'Enter the name of your organisation')
    .max(120, 'The name must be 120 characters or fewer'),
  purpose: z
    .string()
    .trim()
    .min(10, 'Say in a sentence or two what your organisation is for')
    .max(2000, 'The purpose must be 2,000 characters or fewer'),
  constitution: z.enum(STARTING_POINTS, 'Choose a constitution to start from'),
  interimEndsOn: z.iso.date('Enter the day on which the first offices end'),
  founders: Founders.min(1, 'Name at least one founder'),
})
export type Founding = z.output<typeof Founding>

/** The same while it is being answered. */
export const FoundingDraft = Founding.partial().extend({ founders: Founders.optional() })
export type FoundingDraft = z.output<typeof FoundingDraft>
