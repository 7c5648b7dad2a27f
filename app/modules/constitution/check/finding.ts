import type { Placed } from '../document.ts'

export type FindingKind =
  | 'unknown-name'
  | 'power-nobody-holds'
  | 'office-nobody-can-recall'
  | 'office-without-end'
  | 'body-without-duty-to-meet'
  | 'never-amendable'
  | 'guard-weaker-than-guarded'
  | 'duty-without-remedy'
  | 'remedy-depends-on-who-failed'
  | 'right-contradicted'
  | 'deadlock'

/** Something wrong with how the rules of a constitution fit together. */
export interface Finding {
  readonly kind: FindingKind
  /** Where it shows first: `8.2`. */
  readonly clause: string
  readonly line: number
  readonly message: string
  /** The proof: the shortest way through the rules, step by step, each naming its article. */
  readonly path: readonly string[]
}

export function finding(
  kind: FindingKind,
  at: Pick<Placed, 'clause' | 'line'>,
  message: string,
  path: readonly string[],
): Finding {
  return { kind, clause: at.clause, line: at.line, message, path }
}
