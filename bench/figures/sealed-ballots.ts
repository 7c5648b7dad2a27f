import { ballotboxFigures } from '../../packages/ballotbox/bench/figures.ts'
import { verifierFigures } from '../../packages/verifier/bench/figures.ts'
import type { Figure, Measurement, Size } from '../figure.ts'

/** Sealing, mixing and verifying, beside `belenios-tool` on the same input. */
export const sealedBallots: Measurement = {
  title: 'Sealed ballots: making, mixing, verifying',
  async measure(size: Size): Promise<Figure[]> {
    return [...(await ballotboxFigures(size)), ...(await verifierFigures(size))]
  },
}
