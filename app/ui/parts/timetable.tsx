import type { ComponentChildren } from 'preact'
import { Moment } from './moment.tsx'

export type TimetableEntry = {
  title: string
  at: Date
  state: 'past' | 'now' | 'ahead'
  detail?: ComponentChildren
}

const words = { past: 'Done', now: 'Now', ahead: 'To come' }

/** What has happened, what is happening, what comes next: the dates of an election or a drive, in order. */
export function Timetable({ entries }: { entries: readonly TimetableEntry[] }) {
  return (
    <ol class="gs-timetable">
      {entries.map((entry) => (
        <li key={entry.title} class={`gs-timetable__entry gs-timetable__entry--${entry.state}`}>
          <span class="gs-timetable__state">{words[entry.state]}</span>
          <strong>{entry.title}</strong>
          <span class="gs-timetable__when">
            <Moment at={entry.at} />
          </span>
          {entry.detail && <div class="gs-flow">{entry.detail}</div>}
        </li>
      ))}
    </ol>
  )
}
