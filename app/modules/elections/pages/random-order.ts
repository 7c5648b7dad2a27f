import type { Chance } from '../../../platform/ids.ts'

/** The same things in an order that favours none (Fisher and Yates), from randomness that nobody keeps. */
export function inRandomOrder<T>(things: readonly T[], chance: Chance): T[] {
  const left = [...things]
  const drawn: T[] = []
  while (left.length > 0) drawn.push(...left.splice(below(left.length, chance), 1))
  return drawn
}

/** A whole number from 0 up to, but not including, `bound`; each as likely as the others. */
function below(bound: number, chance: Chance): number {
  const limit = 0x1_0000_0000 - (0x1_0000_0000 % bound)
  for (;;) {
    const drawn = new DataView(chance.bytes(4).buffer).getUint32(0)
    if (drawn < limit) return drawn % bound
  }
}
