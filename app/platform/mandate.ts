import type { ReadTx } from './database/transaction.ts'
import type { PersonId, Scope } from './ids.ts'
import type { Result } from './result.ts'

/** Who asks. An actor has no power of its own: what it may do, the authority says. */
export type Actor =
  | { readonly kind: 'visitor' }
  | { readonly kind: 'person'; readonly person: PersonId }
  /** Somebody at the command line of the host. Always a public act. */
  | { readonly kind: 'operator' }
  /** The program itself, doing what a duty of the constitution makes it do. */
  | { readonly kind: 'program' }
  /** Whoever holds the token that the console printed, before there is anybody else. */
  | { readonly kind: 'founder'; readonly token: string }

export const visitor: Actor = { kind: 'visitor' }
export const operator: Actor = { kind: 'operator' }
export const program: Actor = { kind: 'program' }

/** What a verb or query declares that it needs; any one of them is enough. Nothing declared does not compile. */
export interface Needs {
  /** A power that an office or a decision gives, such as `elections.run`. */
  readonly power?: string
  /** A right of every member, or of anyone, such as `elections.vote`. */
  readonly right?: string
  /** A duty that makes the program act by itself, such as `elections.close`. */
  readonly duty?: string
  /** May be done at the command line of the host. */
  readonly operator?: true
  /** May be done with the founding token, on an organisation that does not exist yet. */
  readonly founding?: true
}

/** Where an act's authority lies, as the register shows it. */
export interface Grounds {
  readonly kind: 'office' | 'decision' | 'right' | 'duty' | 'provider' | 'operator' | 'founding'
  /** The name of the power, right or duty that is used. */
  readonly name: string
  /** The article that gives it, such as `7.2`; null only before there is a constitution. */
  readonly article: string | null
  readonly scope: Scope
  /** The office held, in words, and its term, where an office acts. */
  readonly office?: string
  readonly term?: string
}

/** Why not, in words that a member can act on, with the article that would allow it. */
export interface Refusal {
  readonly reason: string
  readonly article: { readonly number: string; readonly title: string } | null
}

declare const minted: unique symbol

/** Proof that the authority said yes. Only the runner mints one; whatever writes takes one. */
export type Mandate = Grounds & { readonly [minted]: true; readonly actor: Actor }

export interface Ask {
  readonly actor: Actor
  readonly needs: Needs
  readonly scope: Scope
  readonly now: Date
}

/** The socket that the constitution plugs into: the one place where yes and no are said. */
export interface Authority {
  grounds(tx: ReadTx, ask: Ask): Promise<Result<Grounds, Refusal>>
}

/** For the runner alone: the architecture's rules keep every other file from importing it. */
export function mint(grounds: Grounds, actor: Actor): Mandate {
  return { ...grounds, actor } as Mandate
}
