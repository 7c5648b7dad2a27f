import { createHash, randomBytes } from 'node:crypto'
import type { Reader, TestHouse } from './house.ts'

/** A reader who is signed in as the person with an address, as a link would have made them. */
export async function signedInAs(house: TestHouse, email: string): Promise<Reader> {
  const secret = randomBytes(32).toString('base64url')
  const hash = createHash('sha256').update(secret).digest('hex')
  const { rowCount } = await house.ownerQuery(`
    insert into auth.session (token_hash, person, began_on, expires_on, strength)
    select '\\x${hash}', person, '2026-01-01', '2199-01-01', 'link' from people.email where address = '${email}'`)
  if (rowCount !== 1) throw new Error(`nobody, or more than one, has the address ${email}`)
  const reader = house.reader()
  reader.cookies.set('gs_session', secret)
  return reader
}
