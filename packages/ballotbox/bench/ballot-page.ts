import {
  makeBallot,
  must,
  type OpenElection,
  openingOf,
  portableGroups,
  type RandomSource,
  randomBelow,
  readElection,
  referenceCode,
  writeOpening,
} from '../src/index.ts'
import type { BallotPage } from './in-a-browser.ts'

/** What the page on which a ballot is sealed needs of this package, and the time that it takes. */

const random: RandomSource = (length) => crypto.getRandomValues(new Uint8Array(length))
const ranks = [3, 1, 2, 4, 5, 6, 7, 8, 9, 10]
let open: OpenElection | undefined

const page: BallotPage = {
  sealOne(rawElection) {
    const start = performance.now()
    open ??= must(readElection(portableGroups, rawElection))
    const sealed = must(makeBallot(open, randomBelow(open.group.q, random), [ranks], random))
    const took = performance.now() - start
    // A page shows the code, and on a challenge the opening.
    document.title = referenceCode(sealed.tracker) + writeOpening(open.group, openingOf(sealed, [ranks])).length
    return took
  },
}

Object.assign(globalThis, page)
