import { readCanonical, writeCanonical } from '../codec/canonical.ts'
import { type Codec, constant, type FormatError, list, record, refuse, text } from '../codec/codec.ts'
import { bytesToHex, sha256Hex } from '../hash.ts'
import type { RandomSource } from '../random.ts'
import { ok, type Result } from '../result.ts'

/**
 * Eligibility that anyone can check: when the roll is frozen, one salted commitment for each place on it is published,
 * and so their number. Nobody can tell from a commitment whose place it is; each member is given what opens their own.
 */

/** What opens a place's commitment. Goes to its member alone; the organisation forgets it when appeals end. */
export interface PlaceOpening {
  /** The roll, by the name that the frozen roll bears. */
  readonly roll: string
  readonly section: string
  /** Whatever the organisation knows the member by. */
  readonly member: string
  /** 32 random bytes in hexadecimal, without which a commitment could be guessed from a list of members. */
  readonly salt: string
}

/** The published list. Sections of one contest share one roll, one board and one mix. */
export interface FrozenRoll {
  readonly version: 1
  readonly roll: string
  readonly sections: readonly { readonly section: string; readonly places: readonly string[] }[]
}

const HEX = /^[0-9a-f]{64}$/
const name = text(200)
const openingCodec: Codec<PlaceOpening> = record({ roll: name, section: name, member: name, salt: text(64, HEX) })

const rollCodec: Codec<FrozenRoll> = record({
  version: constant(1),
  roll: name,
  sections: list(record({ section: name, places: list(text(64, HEX), 5_000_000) }), 10_000, 1),
})

export const openPlace = (opening: Omit<PlaceOpening, 'salt'>, random: RandomSource): PlaceOpening => ({
  ...opening,
  salt: bytesToHex(random(32)),
})

/** What a member is given to keep. */
export const writePlaceOpening = (opening: PlaceOpening): string => writeCanonical(openingCodec, opening)
export const readPlaceOpening = (raw: string): Result<PlaceOpening, FormatError> => readCanonical(openingCodec, raw)

/** SHA-256 of the opening, in hexadecimal. */
export const commitmentOf = (opening: PlaceOpening): string => sha256Hex(`place|${writePlaceOpening(opening)}`)

/** Freezes a roll. Commitments stand sorted, so that their order says nothing. */
export function freezeRoll(roll: string, places: readonly PlaceOpening[]): FrozenRoll {
  const bySection = Map.groupBy(places, ({ section }) => section)
  const sections = [...bySection.keys()].sort().map((section) => ({
    section,
    places: bySection.get(section)!.map(commitmentOf).sort(),
  }))
  return { version: 1, roll, sections }
}

export const writeRoll = (roll: FrozenRoll): string => writeCanonical(rollCodec, roll)

/** Reads a frozen roll; places must be sorted and differ. */
export function readRoll(raw: string): Result<FrozenRoll, FormatError> {
  const roll = readCanonical(rollCodec, raw, 400_000_000)
  if (!roll.ok) return roll
  const seen = new Set<string>()
  for (const [i, { places }] of roll.value.sections.entries()) {
    for (const [j, place] of places.entries()) {
      if (seen.has(place)) return refuse(`sections[${i}].places[${j}]`, 'is there twice')
      if (j > 0 && place < places[j - 1]!) return refuse(`sections[${i}].places[${j}]`, 'is not in order')
      seen.add(place)
    }
  }
  return ok(roll.value)
}

export const placesOf = (roll: FrozenRoll): string[] => roll.sections.flatMap(({ places }) => places)
