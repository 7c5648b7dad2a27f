import { Tag, type Tone } from './tag.tsx'

export type CardLink = {
  href: string
  title: string
  text?: string | undefined
  /** A line of particulars below: dates, places, numbers. */
  meta?: string | undefined
  tag?: { text: string; tone?: Tone | undefined } | undefined
}

/** Places to go, each with a line on what is there. `level` follows the heading above. */
export function CardLinks({ cards, level = 2 }: { cards: readonly CardLink[]; level?: 2 | 3 }) {
  const Heading = `h${level}` as 'h2' | 'h3'
  return (
    <ul class="gs-cards">
      {cards.map((card) => (
        <li key={card.href} class="gs-card">
          <Heading class="gs-card__title">
            <a href={card.href}>{card.title}</a>
          </Heading>
          {card.tag && <Tag {...card.tag} />}
          {card.text && <p>{card.text}</p>}
          {card.meta && <p class="gs-card__meta">{card.meta}</p>}
        </li>
      ))}
    </ul>
  )
}
