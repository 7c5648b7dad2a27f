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
      class={success ? 'govuk-notification-banner govuk-notification-banner--success' : 'govuk-notification-banner'}
      role={success ? 'alert' : undefined}
      aria-labelledby={`${id}-title`}
    >
      <div class="govuk-notification-banner__header">
        <h2 class="govuk-notification-banner__title" id={`${id}-title`}>
          {success ? 'Done' : 'Please note'}
        </h2>
      </div>
      <div class="govuk-notification-banner__content">
        <p class="govuk-notification-banner__heading">{heading}</p>
        {detail && <div class="gs-flow">{detail}</div>}
      </div>
    </section>
  )
}
