import type { Article, Document, Part } from './document.ts'

/** A run of words that stayed, went or came. */
export interface Change {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

/** One paragraph, clause or item, as a run of changes; its number is the one that it has after, or had before. */
export interface ChangedLine {
  readonly number: string | null
  readonly changes: readonly Change[]
}

/** An article that is not the same: its heading after (or before, where it is gone), and its lines that differ. */
export interface ChangedArticle {
  readonly number: number
  readonly title: readonly Change[]
  readonly kind: 'changed' | 'added' | 'removed'
  readonly lines: readonly ChangedLine[]
}

interface Line {
  readonly number: string | null
  readonly text: string
}

/**
 * What differs in the words of two documents, article by article, to the word. Articles belong together where they have
 * the same title, else the same number; a clause that only moved to another number is the same.
 */
export function differencesBetween(before: Document, after: Document): readonly ChangedArticle[] {
  const pairs = pairArticles(before.articles, after.articles)
  return pairs.flatMap(([old, young]) => {
    const shown = young ?? old
    if (!shown) return []
    const lines = lineChanges(old ? linesOf(old.parts) : [], young ? linesOf(young.parts) : [])
    const title = wordChanges(old?.title ?? '', young?.title ?? '')
    const kind = old && young ? 'changed' : young ? 'added' : 'removed'
    if (kind === 'changed' && lines.length === 0 && old?.title === young?.title) return []
    return [{ number: shown.number, title, kind, lines }]
  })
}

function pairArticles(
  before: readonly Article[],
  after: readonly Article[],
): [Article | undefined, Article | undefined][] {
  const free = new Set(before)
  const take = (old: Article | undefined) => (old && free.delete(old) ? old : undefined)
  const byTitle = new Map(after.map((young) => [young, take(before.find((old) => old.title === young.title))]))
  const pairs = after.map((young): [Article | undefined, Article | undefined] => [
    byTitle.get(young) ?? take([...free].find((old) => old.number === young.number)),
    young,
  ])
  return [...pairs, ...[...free].map((old): [Article | undefined, undefined] => [old, undefined])]
}

function linesOf(parts: readonly Part[]): Line[] {
  return parts.flatMap((part): Line[] => {
    if (part.kind === 'clause') return [{ number: part.number, text: part.text }]
    if (part.kind === 'paragraph') return [{ number: null, text: part.text }]
    return part.kind === 'list' ? part.items.map((text) => ({ number: null, text })) : []
  })
}

/** Only the lines that differ. A line that went and one that came in its place are shown as one that changed. */
function lineChanges(before: readonly Line[], after: readonly Line[]): ChangedLine[] {
  const steps = align(before, after, (a, b) => a.text === b.text)
  const changed: ChangedLine[] = []
  for (let at = 0; at < steps.length; ) {
    const gone: Line[] = []
    const come: Line[] = []
    for (; at < steps.length && steps[at]?.kind !== 'same'; at++) {
      const step = steps[at]
      if (step?.kind === 'removed') gone.push(step.item)
      else if (step?.kind === 'added') come.push(step.item)
    }
    at++
    for (let index = 0; index < Math.max(gone.length, come.length); index++) {
      const [old, young] = [gone[index], come[index]]
      changed.push({
        number: young?.number ?? old?.number ?? null,
        changes: wordChanges(old?.text ?? '', young?.text ?? ''),
      })
    }
  }
  return changed
}

/** Beyond this, a paragraph is shown whole, before and after: aligning it word by word would take too long. */
const MOST_WORDS = 1500

function wordChanges(before: string, after: string): Change[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }]
  const [old, young] = [before.match(/\S+\s*/g) ?? [], after.match(/\S+\s*/g) ?? []]
  if (old.length > MOST_WORDS || young.length > MOST_WORDS)
    return [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ]
  const changes: { kind: Change['kind']; text: string }[] = []
  for (const { kind, item } of align(old, young, (a, b) => a.trim() === b.trim())) {
    const last = changes.at(-1)
    if (last?.kind === kind) last.text += item
    else changes.push({ kind, text: item })
  }
  return changes.map(({ kind, text }) => ({ kind, text: text.trim() }))
}

type Step<T> = { readonly kind: Change['kind']; readonly item: T }

/** The longest common subsequence, with what went and what came around it; what went stands first. */
function align<T>(before: readonly T[], after: readonly T[], same: (a: T, b: T) => boolean): Step<T>[] {
  const width = after.length + 1
  const lengths = new Uint32Array((before.length + 1) * width)
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      lengths[i * width + j] = same(before[i] as T, after[j] as T)
        ? (lengths[(i + 1) * width + j + 1] as number) + 1
        : Math.max(lengths[(i + 1) * width + j] as number, lengths[i * width + j + 1] as number)
  const steps: Step<T>[] = []
  let [i, j] = [0, 0]
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && same(before[i] as T, after[j] as T)) {
      steps.push({ kind: 'same', item: after[j] as T })
      i++
      j++
    } else if (
      j === after.length ||
      (i < before.length && (lengths[(i + 1) * width + j] as number) >= (lengths[i * width + j + 1] as number))
    )
      steps.push({ kind: 'removed', item: before[i++] as T })
    else steps.push({ kind: 'added', item: after[j++] as T })
  }
  return steps
}
