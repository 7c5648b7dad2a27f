/** What a column may mean. `id:SOURCE` is what another system calls the person. */
export type Field =
  | 'name'
  | 'given-name'
  | 'middle-name'
  | 'family-name'
  | 'email'
  | 'phone'
  | 'mobile'
  | 'postcode'
  | 'place'
  | 'pronouns'
  | 'joined'
  | 'paid-until'
  | 'group'
  | `id:${string}`
  | 'ignore'

export type System = 'action-network' | 'nationbuilder' | 'civicrm' | 'file'

/** In words, for the page where columns are chosen and for the command line. */
export const FIELD_WORDS: Readonly<Record<Exclude<Field, `id:${string}`> | 'id', string>> = {
  name: 'Full name',
  'given-name': 'First name',
  'middle-name': 'Middle name',
  'family-name': 'Last name',
  email: 'E-mail address',
  phone: 'Phone',
  mobile: 'Mobile phone',
  postcode: 'Postcode',
  place: 'Town or city',
  pronouns: 'Pronouns',
  joined: 'Date joined',
  'paid-until': 'Membership paid until',
  group: 'Local group',
  id: 'Id in another system',
  ignore: 'Leave out',
}

/** Common words for each field, folded by `headingKey`. */
const COMMON: Readonly<Record<string, Field>> = spread({
  name: ['name', 'fullname', 'membername', 'contactname', 'displayname', 'enw'],
  'given-name': ['firstname', 'first', 'givenname', 'given', 'forename', 'forenames', 'christianname', 'enwcyntaf'],
  'middle-name': ['middlename', 'middle', 'middlenames'],
  'family-name': ['lastname', 'last', 'surname', 'familyname', 'family', 'secondname', 'cyfenw'],
  email: ['email', 'emailaddress', 'mail', 'primaryemail', 'ebost', 'emailmatchtocontact'],
  phone: ['phone', 'phonenumber', 'telephone', 'tel', 'homephone', 'landline', 'telephonenumber', 'primaryphone'],
  mobile: ['mobile', 'mobilenumber', 'mobilephone', 'cell', 'cellphone', 'mob'],
  postcode: ['postcode', 'zip', 'zipcode', 'postalcode', 'primaryzip', 'postzip', 'codpost'],
  place: ['city', 'town', 'towncity', 'townorcity', 'place', 'primarycity', 'locality', 'tref'],
  pronouns: ['pronouns', 'pronoun'],
  joined: [
    'joined',
    'datejoined',
    'joindate',
    'joinedon',
    'membersince',
    'startdate',
    'membershipstart',
    'membershipstartdate',
    'membershipstartedat',
  ],
  'paid-until': [
    'paiduntil',
    'paidto',
    'expiry',
    'expirydate',
    'expires',
    'membershipexpiry',
    'enddate',
    'renewaldate',
    'membershipexpiresat',
    'membershipenddate',
    'validuntil',
  ],
  group: ['group', 'localgroup', 'branch', 'chapter', 'groupname', 'localgroupname'],
})

const ACTION_NETWORK: Readonly<Record<string, Field>> = {
  uuid: 'id:action-network',
  can2phone: 'phone',
  can2usercity: 'place',
  zipcode: 'postcode',
}

const NATIONBUILDER: Readonly<Record<string, Field>> = {
  nationbuilderid: 'id:nationbuilder',
  civicrmid: 'id:civicrm',
  externalid: 'id:nationbuilder-external',
  prefix: 'ignore',
  suffix: 'ignore',
}

const CIVICRM: Readonly<Record<string, Field>> = {
  externalidentifier: 'id:civicrm',
  contactid: 'id:civicrm-contact',
}

const FILE_IDS: Readonly<Record<string, Field>> = {
  id: 'id:file',
  memberid: 'id:file',
  membernumber: 'id:file',
  membershipnumber: 'id:file',
  memberno: 'id:file',
  externalid: 'id:file',
  reference: 'id:file',
}

function spread(words: Partial<Record<Field, readonly string[]>>): Record<string, Field> {
  const found: Record<string, Field> = {}
  for (const [field, names] of Object.entries(words)) for (const name of names ?? []) found[name] = field as Field
  return found
}

/** A heading folded: `Membership expires at`, `membership_expires_at` and `MembershipExpiresAt` are one. */
export function headingKey(heading: string): string {
  return heading
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}

export interface Recognised {
  readonly system: System
  readonly fields: readonly Field[]
}

/** Which system a file comes from by its headings, and what its columns mean. A field is given to one column only. */
export function recognise(headings: readonly string[]): Recognised {
  const keys = headings.map(headingKey)
  const system = systemOf(keys)
  const own = { 'action-network': ACTION_NETWORK, nationbuilder: NATIONBUILDER, civicrm: CIVICRM, file: FILE_IDS }[
    system
  ]
  const taken = new Set<Field>()
  const fields = keys.map((key): Field => {
    const field = own[key] ?? COMMON[key] ?? 'ignore'
    if (field === 'ignore' || taken.has(field)) return 'ignore'
    taken.add(field)
    return field
  })
  return { system, fields }
}

function systemOf(keys: readonly string[]): System {
  if (keys.some((key) => key.startsWith('can2'))) return 'action-network'
  if (keys.includes('nationbuilderid') || keys.includes('supportlevel') || keys.includes('membershiplevelname'))
    return 'nationbuilder'
  if (keys.includes('externalidentifier') || keys.includes('emailmatchtocontact')) return 'civicrm'
  return keys.includes('uuid') && keys.includes('zipcode') ? 'action-network' : 'file'
}

export function isField(text: string): text is Field {
  return text.startsWith('id:') ? /^id:[a-z0-9-]{1,60}$/.test(text) : text !== 'id' && text in FIELD_WORDS
}
