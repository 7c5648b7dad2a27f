/** `good`: done, elected, open. `wait`: due, under way. `bad`: refused, lapsed. `quiet`: past, not begun. */
export type Tone = 'plain' | 'good' | 'wait' | 'bad' | 'quiet'

/** A state in a word or two. The word says it; the colour only helps. */
export function Tag({ tone = 'plain', text }: { tone?: Tone | undefined; text: string }) {
  return <strong class={tone === 'plain' ? 'gs-tag' : `gs-tag gs-tag--${tone}`}>{text}</strong>
}
