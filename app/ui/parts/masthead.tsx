import type { ComponentChildren } from 'preact'
import { Swell } from './swell.tsx'

export type MastheadProps = {
  title: string
  caption?: string | undefined
  lede?: ComponentChildren
  /** What to do from here: a `ButtonGroup`, tags. */
  actions?: ComponentChildren
}

/** The first heading of a page that speaks for the organisation: its front page, an election, a result, a drive. */
export function Masthead({ title, caption, lede, actions }: MastheadProps) {
  return (
    <div class="gs-masthead">
      <div class="govuk-width-container">
        <h1 class="gs-masthead__title">
          {caption && <span class="gs-masthead__caption">{caption} </span>}
          {title}
        </h1>
        {lede && <p class="gs-lede">{lede}</p>}
        {actions && <div class="gs-masthead__actions">{actions}</div>}
      </div>
      <Swell into="page" />
    </div>
  )
}
