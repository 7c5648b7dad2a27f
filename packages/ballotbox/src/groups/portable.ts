import { fieldGroup, portableArithmetic } from './field-group.ts'
import type { Group, GroupName } from './group.ts'
import { BELENIOS_2048, RFC_3526_2048 } from './parameters.ts'

/** Finds a group by the name that an election gives. */
export type Groups = (name: GroupName) => Group

const made = new Map<GroupName, Group>()

/** The groups in plain BigInt: what the ballot page and the trustees' offline file use. */
export const portableGroups: Groups = (name) => {
  let group = made.get(name)
  if (group === undefined) {
    group = fieldGroup(name === 'RFC-3526-2048' ? RFC_3526_2048 : BELENIOS_2048, portableArithmetic)
    made.set(name, group)
  }
  return group
}
