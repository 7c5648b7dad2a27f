import { type CountRecord, renderFlowSvg, renderHtml } from '@groundswell/tally'

export interface Renderings {
  /** The stage table and what happened at each stage, in words. */
  readonly stages: string
  /** The picture of the transfers. */
  readonly flow: string
}

const KEPT = 100
const kept = new Map<string, Renderings>()

/** The parts of a result page that are drawn from the record alone. A published record never changes, so they are drawn once. */
export function renderingsOf(slug: string, record: CountRecord): Renderings {
  const before = kept.get(slug)
  if (before) return before
  const renderings = { stages: renderHtml(record, { elected: false }), flow: renderFlowSvg(record) }
  kept.set(slug, renderings)
  if (kept.size > KEPT) kept.delete(kept.keys().next().value as string)
  return renderings
}
