import type { ComponentChildren } from 'preact'

export type PageHeadingProps = {
  title: string
  /** What kind of thing this is, or what it belongs to, in a few words above the title. */
  caption?: string | undefined
  /** What the page says, in one or two sentences. */
  lede?: ComponentChildren
}

/** The one first heading of a page. Not needed where a question is the heading. */
export function PageHeading({ title, caption, lede }: PageHeadingProps) {
  return (
    <>
      <h1 class="govuk-heading-xl">
        {caption && <span class="gs-caption">{caption} </span>}
        {title}
      </h1>
      {lede && <p class="gs-lede">{lede}</p>}
    </>
  )
}
