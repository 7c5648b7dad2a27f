import type { Tone } from '../../../ui/parts/tag.tsx'
import type { ImportState } from '../import/state.ts'

export const STATE_WORDS: Readonly<Record<ImportState, { text: string; tone: Tone }>> = {
  uploading: { text: 'On its way', tone: 'wait' },
  waiting: { text: 'Columns to be said', tone: 'wait' },
  checking: { text: 'Being read', tone: 'wait' },
  staged: { text: 'Being compared', tone: 'wait' },
  checked: { text: 'To be decided', tone: 'wait' },
  merging: { text: 'Coming in', tone: 'wait' },
  done: { text: 'Done', tone: 'good' },
  dropped: { text: 'Dropped', tone: 'quiet' },
}

export const SYSTEM_WORDS = {
  'action-network': 'It looks like a list from Action Network.',
  nationbuilder: 'It looks like a list from NationBuilder.',
  civicrm: 'It looks like a list from CiviCRM.',
  file: 'We do not know the system that it comes from.',
} as const
