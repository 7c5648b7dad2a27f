import { err, ok, type Result } from '../../platform/result.ts'
import { readJson } from './json-lines.ts'
import { Rule } from './rules.ts'

/** A rule and where it stands: `clause` is `7.2`, or `7` where the article has no numbered clause before it. */
export interface Placed<R extends Rule = Rule> {
  readonly rule: R
  readonly article: number
  readonly clause: string
  readonly line: number
}

export type Part =
  | { readonly kind: 'clause'; readonly number: string; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'rules'; readonly rules: readonly Placed[] }

export interface Article {
  readonly number: number
  readonly title: string
  readonly line: number
  readonly parts: readonly Part[]
}

export interface Document {
  readonly title: string
  readonly preamble: readonly Part[]
  readonly articles: readonly Article[]
  /** Every rule, in the order of the text. */
  readonly rules: readonly Placed[]
}

/** One thing wrong, on one line of the file, counted from 1. */
export interface DocumentProblem {
  readonly line: number
  readonly message: string
}

const TITLE = /^# (.+)$/
const ARTICLE = /^## (\d{1,3})\. (.+)$/
const CLAUSE = /^(\d{1,3})\.(\d{1,3}) (.+)$/
const ITEM = /^- (.+)$/

/**
 * Reads a constitution: Markdown of one title and numbered articles (`## 3. The returning officer`) of numbered clauses
 * (`3.1 …`), paragraphs, lists, and fenced `rules` blocks of JSON, each belonging to the clause before it. All that is
 * wrong is returned at once, in the order of the lines.
 */
export function parseDocument(text: string): Result<Document, readonly DocumentProblem[]> {
  const reading = new Reading(text.replace(/\r\n?/g, '\n').split('\n'))
  const document = reading.document()
  const problems = [...reading.problems, ...duplicates(document.rules)].sort((a, b) => a.line - b.line)
  return problems.length > 0 ? err(problems) : ok(document)
}

class Reading {
  readonly problems: DocumentProblem[] = []
  readonly #lines: readonly string[]
  #at = 0
  #article = 0
  #clause = 0

  constructor(lines: readonly string[]) {
    this.#lines = lines
  }

  document(): Document {
    this.#skipEmpty()
    const title = TITLE.exec(this.#lines[this.#at] ?? '')?.[1]?.trim()
    if (title === undefined) this.#problem('the first line is the title: "# The constitution of …"')
    else this.#at++
    const preamble = this.#parts()
    const articles: Article[] = []
    while (this.#at < this.#lines.length) articles.push(this.#readArticle())
    if (articles.length === 0) this.#problem('there is no article: "## 1. Name and purpose"', 1)
    const rules = articles.flatMap((article) =>
      article.parts.flatMap((part) => (part.kind === 'rules' ? part.rules : [])),
    )
    return { title: title ?? '', preamble, articles, rules }
  }

  #readArticle(): Article {
    const line = this.#at + 1
    const found = ARTICLE.exec(this.#lines[this.#at] ?? '')
    const number = Number(found?.[1] ?? this.#article + 1)
    if (!found) this.#problem('an article begins with its number and title: "## 3. The returning officer"')
    else if (number !== this.#article + 1)
      this.#problem(`article ${number} stands where article ${this.#article + 1} is expected`)
    this.#article = number
    this.#clause = 0
    this.#at++
    return { number, title: found?.[2]?.trim() ?? '', line, parts: this.#parts() }
  }

  /** Everything up to the next heading or the end. */
  #parts(): Part[] {
    const parts: Part[] = []
    for (;;) {
      this.#skipEmpty()
      const line = this.#lines[this.#at]
      if (line === undefined || line.startsWith('## ')) return parts
      const part = this.#part(line)
      if (part) parts.push(part)
    }
  }

  #part(line: string): Part | null {
    if (line.startsWith('```')) return this.#fence(line)
    if (line.startsWith('#')) {
      this.#problem('only articles have headings: "## 3. The returning officer"')
      this.#at++
      return null
    }
    if (ITEM.test(line)) return { kind: 'list', items: this.#items() }
    const clause = CLAUSE.exec(line)
    if (!clause || this.#article === 0) return { kind: 'paragraph', text: this.#paragraph(line) }
    const number = `${clause[1]}.${clause[2]}`
    const expected = `${this.#article}.${this.#clause + 1}`
    if (number !== expected) this.#problem(`clause ${number} stands where clause ${expected} is expected`)
    this.#clause = Number(clause[2])
    return { kind: 'clause', number, text: this.#paragraph(clause[3] ?? '') }
  }

  /** A paragraph may run over several lines; it ends at an empty line or where something else begins. */
  #paragraph(first: string): string {
    const lines = [first.trim()]
    for (this.#at++; ; this.#at++) {
      const line = this.#lines[this.#at]
      if (line === undefined || line.trim() === '' || /^(#|```)/.test(line) || ITEM.test(line) || CLAUSE.test(line))
        return lines.join(' ')
      lines.push(line.trim())
    }
  }

  #items(): string[] {
    const items: string[] = []
    for (;;) {
      const found = ITEM.exec(this.#lines[this.#at] ?? '')
      if (!found) return items
      items.push(this.#paragraph(found[1] ?? ''))
    }
  }

  #fence(opening: string): Part | null {
    const start = this.#at
    let end = start + 1
    while (end < this.#lines.length && this.#lines[end]?.trim() !== '```') end++
    this.#at = Math.min(end + 1, this.#lines.length)
    if (end === this.#lines.length) this.#problem('this block has no closing fence', start + 1)
    else if (opening.trim() !== '```rules') this.#problem('a fenced block holds rules: ```rules', start + 1)
    else if (this.#article === 0) this.#problem('rules stand in an article', start + 1)
    else return { kind: 'rules', rules: this.#rules(this.#lines.slice(start + 1, end).join('\n'), start + 1) }
    return null
  }

  /** `before` is how many lines of the file stand above the block's text. */
  #rules(text: string, before: number): Placed[] {
    const json = readJson(text)
    if (!json.ok) {
      this.#problem(json.error.message, before + json.error.line)
      return []
    }
    const list = json.value.value
    if (!Array.isArray(list)) {
      this.#problem('a rules block holds a list: [ … ]', before + 1)
      return []
    }
    const clause = this.#clause === 0 ? String(this.#article) : `${this.#article}.${this.#clause}`
    return list.flatMap((item, index): Placed[] => {
      const parsed = Rule.safeParse(item)
      const lineOf = (path: readonly PropertyKey[]) =>
        before + json.value.lineOf([index, ...path.map((step) => (typeof step === 'number' ? step : String(step)))])
      if (parsed.success) return [{ rule: parsed.data, article: this.#article, clause, line: lineOf([]) }]
      for (const issue of parsed.error.issues)
        this.#problem(
          issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message,
          lineOf(issue.path),
        )
      return []
    })
  }

  #skipEmpty(): void {
    while (this.#lines[this.#at]?.trim() === '') this.#at++
  }

  #problem(message: string, line = this.#at + 1): void {
    this.problems.push({ line: Math.min(line, this.#lines.length), message })
  }
}

/** Two articles may give one power; everything else has one name and one place. */
function duplicates(rules: readonly Placed[]): DocumentProblem[] {
  const seen = new Map<string, Placed>()
  return rules.flatMap((placed) => {
    const { kind, name } = placed.rule
    const key = `${kind} ${name}`
    const earlier = seen.get(key)
    if (kind === 'power' || !earlier) {
      seen.set(key, placed)
      return []
    }
    return [{ line: placed.line, message: `the ${kind} ${name} is already set in article ${earlier.clause}` }]
  })
}
