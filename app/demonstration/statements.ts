import type { Invented } from './people.ts'

const BEGINNINGS = [
  'I started our group with four others round a kitchen table; last month forty of us came.',
  'I drive a bus, sit on my branch committee and have never missed a picket within reach of my shift.',
  'I keep the books of our food co-op, and everybody can read them.',
  'I was a renter facing eviction when this movement stood outside my door at seven in the morning. I stayed, and so did I here.',
  'I teach in the evenings and ring members at weekends: six hundred calls this year.',
  'I look after my mother, so I do my part by phone and by post. There are many of us.',
]
const MIDDLES = [
  'A committee should meet when it says it will, and say in public what it decided.',
  'Groups must be able to reach their own members without asking anybody.',
  'Money given for one thing must be spent on that thing, and shown.',
  'Conference should decide, not applaud.',
  'We win when somebody knocks who lives in the same street.',
]
const ENDS = [
  'If you elect me, I will report every month, and you can recall me.',
  'Put me first or put me fourth, but fill in your whole paper.',
  'Ask me anything: my group has my number.',
  'I would be one vote of many, and I would use it in the open.',
]

/** What a candidate of the demonstration says. */
export function statementOf(i: number, { id, group }: Invented): string {
  const one = (list: readonly string[], by: number): string => list[(i + by) % list.length] ?? ''
  return [`${one(BEGINNINGS, id)} I am a member in ${group}.`, one(MIDDLES, id >> 2), one(ENDS, id >> 3)].join('\n\n')
}
