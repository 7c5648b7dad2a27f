import type { Draw } from './draw.ts'
import { TOWNS } from './places.ts'

/** Names to make people of. Nobody is meant: they are put together by lot. */
const GIVEN =
  'Ada Aisha Aled Amara Amina Angharad Anil Anwen Asha Bashir Bethan Bilal Bronagh Callum Carys Catriona Chidi Ciarán Conor Danuta Deepa Delyth Dylan Eilidh Elin Emeka Euan Fatima Ffion Fiona Gethin Gráinne Gwen Hamish Hana Hari Helen Hywel Ifor Imran Iona Ishaan Jamila Jean Joan Kamala Karolina Keir Kwame Lakshmi Leila Lleucu Lowri Maeve Malik Manjit Marek Margaret Megan Mohammed Morag Nadia Nerys Niamh Nikhil Ngozi Olu Omar Osian Padma Patience Pearl Petra Priya Rajesh Rashid Rhiannon Rhys Róisín Rosa Rukhsana Ruth Samira Sanjay Saoirse Seren Shanice Siân Sinéad Siobhán Sofia Steffan Sunita Tariq Tegan Temi Tomos Uma Vera Wanjiru Winifred Yasmin Yusuf Zainab Zosia'.split(
    ' ',
  )
const FAMILY =
  "Abara Achterberg Adeyemi Ahmed Akintola Anand ap-Rhys Ashworth Banerjee Begum Bevan Bhatt Blackwood Bowen Brannigan Burnside Campbell-Okoro Chaudhry Clough Conteh Crowther D'Souza Dalgleish Darbyshire Davies-Mensah De-Vere Dhillon Doherty Eze Fairweather Farrant Fernandes Ferris Finnegan Gallacher Garside Ghosh Gilchrist Griffiths Haddad Hargreaves Hassan Hegarty Holroyd Hussain Ibrahim Iqbal Jankowska Jenkins-Roy Kaur Kelleher Khan Kowalczyk Lachance Lewandowski Llewelyn Lockwood MacAskill MacLeòid Mahmood Maughan McAteer McGrath Mensah Mistry Morgan-Nkemelu Murtagh Nant-y-Glo Ndlovu Nowak O'Connell O'Grady O'Neill Oakes Obi Okafor Onyango Oyelaran Pankhania Patel Penhale Pritchard Quigley Rahman Rees Rowbotham Saleh Shackleton Sharkey Sidhu Silva Sutcliffe Tattersall Thapa Treharne Trevithick Uddin Varga Walsh-Ali Wanjala Whitworth Wojcik Yilmaz Zaman".split(
    ' ',
  )

export interface Invented {
  readonly id: number
  readonly given: string
  readonly family: string
  readonly email: string
  readonly group: string
  readonly isMember: boolean
}

/** Somebody of the demonstration, the same for the same number and seed. */
export function inventPerson(id: number, draw: Draw, isMember: boolean): Invented {
  const given = draw.oneOf(GIVEN)
  const family = draw.oneOf(FAMILY)
  // Larger towns have larger groups: the lot falls more often on the front of a shuffled list.
  const place = TOWNS[Math.floor(draw.next() ** 1.6 * TOWNS.length * 0.999)] ?? TOWNS[0]
  return { id, given, family, email: `person${id}@example.org`, group: place?.town ?? '', isMember }
}

const day = (at: Date): string => at.toISOString().slice(0, 10)

/** The list that the organisation brings in, in the columns of the system it leaves. */
export function* peopleCsv(people: readonly Invented[], founded: Date): Generator<string> {
  yield 'nationbuilder_id,email,first_name,last_name,primary_city,membership_started_at,membership_expires_at,group\n'
  for (const { id, email, given, family, group, isMember } of people) {
    const joined = new Date(founded.getTime() - (30 + ((id * 37) % 2400)) * 86_400_000)
    const until = new Date(founded.getTime() + (200 + ((id * 53) % 500)) * 86_400_000)
    const membership = isMember ? `${day(joined)},${day(until)}` : ','
    yield `${id},${email},${given},"${family.replaceAll('-', ' ').replace(/ /g, '-')}",${group.includes(',') ? '' : group},${membership},${isMember ? group : ''}\n`
  }
}

export function* groupsCsv(regions: Readonly<Record<string, { kind: string }>>): Generator<string> {
  yield 'name,kind,region,place\n'
  for (const [region, { kind }] of Object.entries(regions)) yield `${region},${kind},,\n`
  for (const { town, region } of TOWNS) yield `${town},local,${region},${town}\n`
}
