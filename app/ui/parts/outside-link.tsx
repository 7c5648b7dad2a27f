import type { ComponentChildren } from 'preact'

/** The address if it is one of the web, else nothing: an address that somebody typed may hold a script. */
export function webAddress(address: string): string | undefined {
  const url = URL.parse(address.trim())
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : undefined
}

/** A link that a person gave us. It vouches for nothing, and is plain text where it is no address of the web. */
export function OutsideLink({ href, children }: { href: string; children?: ComponentChildren }) {
  const address = webAddress(href)
  const text = children ?? href
  return address ? (
    <a class="govuk-link" href={address} rel="nofollow ugc noreferrer">
      {text}
    </a>
  ) : (
    <span>{text}</span>
  )
}
