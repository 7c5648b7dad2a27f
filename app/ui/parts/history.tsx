import type { ComponentChildren } from 'preact'
import { Moment } from './moment.tsx'

export type HistoryItem = {
  title: string
  /** Who did it, and as what. */
  by?: string | undefined
  at: Date
  body?: ComponentChildren
}

/** What was done, newest first: the acts of an office, the life of a motion. `level` follows the heading above. */
export function History({ items, level = 2 }: { items: readonly HistoryItem[]; level?: 2 | 3 }) {
  const Heading = `h${level}` as 'h2' | 'h3'
  return (
    <div class="moj-timeline">
      {items.map((item) => (
        <div key={`${item.at.getTime()} ${item.title}`} class="moj-timeline__item">
          <div class="moj-timeline__header">
            <Heading class="moj-timeline__title">{item.title}</Heading>
            {item.by && <p class="moj-timeline__byline"> by {item.by}</p>}
          </div>
          <p class="moj-timeline__date">
            <Moment at={item.at} />
          </p>
          {item.body && <div class="moj-timeline__description gs-flow">{item.body}</div>}
        </div>
      ))}
    </div>
  )
}
