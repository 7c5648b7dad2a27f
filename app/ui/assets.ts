/** Where the server keeps this build's files; it decides the names (hashed, cached for ever). */
export type Assets = {
  /** Address of the one stylesheet. */
  css: string
  /** Addresses of the font files worth fetching before the stylesheet has been read: those of plain Latin text. */
  fonts: readonly string[]
  /** Address of the favicon. */
  icon: string
}
