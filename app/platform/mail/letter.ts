import type { WriteTx } from '../database/transaction.ts'
import type { PersonId } from '../ids.ts'
import type { Act } from '../verb.ts'

export interface Letter {
  /** Whom it is to, where it is to a person of ours. */
  readonly person?: PersonId
  readonly to: string
  readonly subject: string
  /** Plain words; paragraphs are parted by an empty line, and an address on a line of its own becomes a link. */
  readonly text: string
  /** Why it is sent, such as `sign-in` or `elections.invitation`. */
  readonly purpose: string
}

/** Puts a letter in the post, in this transaction: if the act does not happen, no letter goes out. */
export async function queueLetter(
  act: Pick<Act<unknown>, 'chance' | 'now'> & { tx: WriteTx },
  letter: Letter,
): Promise<void> {
  await act.tx
    .insertInto('platform.letter')
    .values({
      id: act.chance.id(),
      person: letter.person ?? null,
      recipient: letter.to,
      subject: letter.subject,
      body_text: letter.text,
      purpose: letter.purpose,
      queued_at: act.now,
      try_after: act.now,
    })
    .execute()
}
