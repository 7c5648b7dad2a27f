/** What a group is: of a place, of several places, or of people who share a trade, a workplace, an aim. */
export const GROUP_KINDS = ['local', 'region', 'nation', 'network', 'workplace', 'action', 'committee'] as const
export type GroupKind = (typeof GROUP_KINDS)[number]

export const KIND_WORDS: Readonly<Record<GroupKind, string>> = {
  local: 'Local group',
  region: 'Region',
  nation: 'Nation',
  network: 'Network',
  workplace: 'Workplace group',
  action: 'Action group',
  committee: 'Committee',
}

/** The kind that a word in a file means; local groups where it says nothing. */
export function kindOf(word: string): GroupKind | null {
  const key = word
    .trim()
    .toLowerCase()
    .replace(/[\s-]*group$/, '')
  if (key === '' || key === 'branch' || key === 'chapter') return 'local'
  return GROUP_KINDS.find((kind) => kind === key) ?? null
}
