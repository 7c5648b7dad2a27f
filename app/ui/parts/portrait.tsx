/** A picture as the server keeps it: cut square, 96 pixels or more. */
export type Picture = { src: string }

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word))
  const [first, last] = [words[0], words.length > 1 ? words.at(-1) : undefined]
  return [first, last].map((word) => [...(word ?? '')][0] ?? '').join('')
}

/** Someone's face, or the letters of their name. Decorative: the name stands beside it. */
export function Portrait({ name, picture }: { name: string; picture?: Picture | undefined }) {
  if (picture) return <img class="gs-portrait" src={picture.src} alt="" width="96" height="96" loading="lazy" />
  return (
    <span class="gs-portrait gs-portrait--letters" aria-hidden="true">
      {initials(name)}
    </span>
  )
}
