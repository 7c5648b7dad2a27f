import type { ComponentChildren } from 'preact'

export type NotificationBannerProps = {
  /** `success`: what the person just did has worked. `notice`: something they should know. */
  kind: 'success' | 'notice'
  heading: string
  detail?: ComponentChildren
  /** Set where a page has more than one. */
  id?: string | undefined
}

/** Word from the organisation about what happened or what matters now, above the page's own heading. */
export function NotificationBanner({ kind, heading, detail, id = 'notice' }: NotificationBannerProps) {
  const success = kind === 'success'
  return (
    <section
      class={success ? 'gs-notice gs-notice--success' : 'gs-notice'}
      role={success ? 'alert' : undefined}
      aria-labelledby={`${id}-title`}
    >
      <h2 class="gs-notice__title" id={`${id}-title`}>
        <span class="gs-notice__kind">{success ? 'Done' : 'Please note'}</span> {heading}
      </h2>
      {detail && <div class="gs-flow">{detail}</div>}
    </section>
  )
}
