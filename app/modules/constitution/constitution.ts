import { err, ok, type Result } from '../../platform/result.ts'
import { type Document, type DocumentProblem, type Placed, parseDocument } from './document.ts'
import type {
  AmendmentRule,
  BodyRule,
  DutyRule,
  OfficeRule,
  PowerRule,
  RightRule,
  Rule,
  RuleKind,
  ValueRule,
} from './rules.ts'

/** A constitution as the program obeys it: its document, and its rules by name. */
export interface Constitution {
  readonly document: Document
  readonly bodies: ReadonlyMap<string, Placed<BodyRule>>
  readonly offices: ReadonlyMap<string, Placed<OfficeRule>>
  /** One power may be given to several holders, in several places. */
  readonly powers: ReadonlyMap<string, readonly Placed<PowerRule>[]>
  readonly duties: ReadonlyMap<string, Placed<DutyRule>>
  readonly rights: ReadonlyMap<string, Placed<RightRule>>
  /** In the order of the text: the first that covers an article governs it. */
  readonly amendments: readonly Placed<AmendmentRule>[]
  readonly values: ReadonlyMap<string, Placed<ValueRule>>
}

export function parseConstitution(text: string): Result<Constitution, readonly DocumentProblem[]> {
  const document = parseDocument(text)
  return document.ok ? ok(constitutionOf(document.value)) : err(document.error)
}

export function constitutionOf(document: Document): Constitution {
  const { rules } = document
  return {
    document,
    bodies: byName(ofKind(rules, 'body')),
    offices: byName(ofKind(rules, 'office')),
    powers: Map.groupBy(ofKind(rules, 'power'), (placed) => placed.rule.name),
    duties: byName(ofKind(rules, 'duty')),
    rights: byName(ofKind(rules, 'right')),
    amendments: ofKind(rules, 'amendment'),
    values: byName(ofKind(rules, 'value')),
  }
}

/** What the register and refusals call a place: the clause, with the title of its article. */
export function articleAt({ document }: Constitution, { article, clause }: Placed): { number: string; title: string } {
  return { number: clause, title: document.articles.find(({ number }) => number === article)?.title ?? '' }
}

function ofKind<K extends RuleKind>(rules: readonly Placed[], kind: K): Placed<Extract<Rule, { kind: K }>>[] {
  return rules.filter((placed): placed is Placed<Extract<Rule, { kind: K }>> => placed.rule.kind === kind)
}

function byName<R extends Rule>(rules: readonly Placed<R>[]): Map<string, Placed<R>> {
  return new Map(rules.map((placed) => [placed.rule.name, placed]))
}
