import type { ComponentChildren } from 'preact'

/** A list with nothing in it yet: why, and what would fill it. */
export function EmptyState({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="gs-empty">
      <p class="gs-empty__title">{title}</p>
      {children && <div class="gs-flow">{children}</div>}
    </div>
  )
}
