/** A link in a list of links: navigation, breadcrumbs, footer. */
export type Link = { href: string; text: string; current?: boolean | undefined }
