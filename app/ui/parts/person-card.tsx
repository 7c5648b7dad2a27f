import type { ComponentChildren } from 'preact'
import { type Picture, Portrait } from './portrait.tsx'
import { Tag, type Tone } from './tag.tsx'

export type PersonCardProps = {
  name: string
  picture?: Picture | undefined
  /** What they are or stand for, in a line. */
  about?: string | undefined
  /** Their own words; `Paragraphs` keeps the lines they wrote. */
  children?: ComponentChildren
  /** Their page. */
  href?: string | undefined
  tag?: { text: string; tone?: Tone | undefined } | undefined
  /** Follows the heading above. */
  level?: 2 | 3 | 4
}

/** A candidate, an officer, a speaker. */
export function PersonCard({ name, picture, about, children, href, tag, level = 2 }: PersonCardProps) {
  const Heading = `h${level}` as 'h2' | 'h3' | 'h4'
  return (
    <article class="gs-person">
      <Portrait name={name} picture={picture} />
      <div class="gs-person__text">
        <Heading class="gs-person__name">{href ? <a href={href}>{name}</a> : name}</Heading>
        {(about || tag) && (
          <p class="gs-person__about">
            {about} {tag && <Tag {...tag} />}
          </p>
        )}
        {children && <div class="gs-flow">{children}</div>}
      </div>
    </article>
  )
}
