import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { ReadTx, WriteTx } from '../../platform/database/transaction.ts'
import { secretToken } from '../../platform/ids.ts'
import { err, ok } from '../../platform/result.ts'
import { verb } from '../../platform/verb.ts'

const FACT = 'founding-token-sha256'

const hash = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Whether this is the token that the console printed last. Compared in constant time; none is right where none was printed. */
export async function isFoundingToken(tx: ReadTx, token: string): Promise<boolean> {
  const kept = await tx.selectFrom('platform.fact').select('value').where('name', '=', FACT).executeTakeFirst()
  // Compared even where nothing is kept, so that the time taken says nothing.
  const right = typeof kept?.value === 'string' ? Buffer.from(kept.value, 'hex') : hash('')
  return timingSafeEqual(right, hash(token)) && typeof kept?.value === 'string'
}

/**
 * Makes the token that founding needs and keeps its hash, for the console to print at a start on an empty database.
 * An earlier token stops working. Err once there is an organisation.
 */
export const prepareFounding = verb({
  name: 'organisation.prepare-founding',
  operator: true,
  trace: 'none',
  input: z.object({}),
  async act({ tx, chance }) {
    if (await organisationExists(tx)) return err('founded' as const)
    const token = secretToken(chance)
    await keep(tx, hash(token).toString('hex'))
    return ok(token)
  },
})

/** After the founding no token is right. */
export async function spendFoundingToken(tx: WriteTx): Promise<void> {
  await keep(tx, null)
}

async function keep(tx: WriteTx, value: string | null): Promise<void> {
  await tx
    .insertInto('platform.fact')
    .values({ name: FACT, value: JSON.stringify(value) })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: JSON.stringify(value) }))
    .execute()
}

async function organisationExists(tx: ReadTx): Promise<boolean> {
  return (await tx.selectFrom('constitution.organisation').select('name').executeTakeFirst()) !== undefined
}
