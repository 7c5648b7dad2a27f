import { foundOrganisation, prepareFounding } from '../modules/constitution/index.ts'
import { operator } from '../platform/mandate.ts'
import { unwrap } from '../platform/result.ts'
import type { TestHouse } from './house.ts'

/** The founders of the organisation that tests live in. They are invented. */
export const FOUNDERS = {
  ama: { name: 'Ama Oyelaran', email: 'ama@example.org', offices: ['returning-officer'] },
  bethan: { name: "Bethan O'Grady-Llŷn", email: 'bethan@example.org', offices: ['secretary', 'chair'] },
  callum: { name: 'Callum Ferris', email: 'callum@example.org', offices: ['membership-secretary'] },
  delyth: { name: 'Delyth Penhale', email: 'delyth@example.org', offices: ['treasurer'] },
} as const

/** Founds the Tidewater Federation, with the token that the console would have printed. */
export async function found({ house, clock }: Pick<TestHouse, 'house' | 'clock'>): Promise<void> {
  const token = unwrap(await house.runner.run(prepareFounding, operator, {}))
  const ends = new Date(clock.now())
  ends.setUTCMonth(ends.getUTCMonth() + 6)
  unwrap(
    await house.runner.run(
      foundOrganisation,
      { kind: 'founder', token },
      {
        name: 'Tidewater Federation',
        purpose: 'Neighbours who look after each other and the place where they live.',
        constitution: 'federation',
        interimEndsOn: ends.toISOString().slice(0, 10),
        founders: Object.values(FOUNDERS).map((founder) => ({ ...founder, offices: [...founder.offices] })),
      },
    ),
  )
}
