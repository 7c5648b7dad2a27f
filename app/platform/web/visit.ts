import type { Context } from 'hono'
import type { VNode } from 'preact'
import type { PageProps } from '../../ui/document.tsx'
import type { SignInStrength } from '../auth/session.ts'
import type { Clock } from '../clock.ts'
import type { Chance, PersonId } from '../ids.ts'
import type { Actor, Refusal } from '../mandate.ts'
import type { Query } from '../query.ts'
import type { Result } from '../result.ts'
import type { Problem } from '../runner.ts'
import type { Verb } from '../verb.ts'
import type { Form } from './form.ts'

/** What every page is set in: whose house this is, who is reading, what to say once. Spread it into `Page`. */
export type Frame = Pick<PageProps, 'organisation' | 'viewer' | 'nav' | 'assets' | 'flash'> & {
  /** Where the source of what runs here can be had, once the operator has said so. */
  readonly sourceUrl: string | undefined
  /** The path and query of this page. */
  readonly address: string
  /** The address of an island's module, for `Page`'s `scripts`. */
  readonly island: (name: string) => string
  /** True while mail is caught on this machine, so that pages may point to the outbox. */
  readonly outbox: boolean
}

/** The part of the frame that somebody above the ground floor knows. */
export type Furniture = Pick<Frame, 'organisation' | 'viewer' | 'nav'>

/** One request, as a page sees it. Pages read it, ask, run, and show; they hold no SQL and no rule. */
export interface Visit {
  readonly actor: Actor
  readonly person: PersonId | null
  readonly strength: SignInStrength | null
  /** `https://members.example.org`: what links in letters begin with. */
  readonly origin: string
  /** The path and query of the request. */
  readonly address: string
  /** The network that the request came from: for rate limits only, never kept. */
  readonly network: string
  readonly clock: Clock
  readonly chance: Chance
  run<Input, Value, P>(verb: Verb<Input, Value, P>, input: unknown): Promise<Result<Value, Problem<P>>>
  ask<Input, Value>(query: Query<Input, Value>, input: Input): Promise<Result<Value, Refusal>>
  /** Runs and asks for whoever holds the founding token, before there is anybody who could sign in. */
  asFounder(token: string): Pick<Visit, 'run' | 'ask'>
  form(): Promise<Form>
  /** The organisation's name, and the reader's, as the frame shows them. */
  organisation(): Promise<string>
  viewerName(): Promise<string>
  /** Renders a page in its frame. */
  show(make: (frame: Frame) => VNode, status?: 200 | 403 | 404 | 409 | 410 | 413 | 422 | 429): Promise<Response>
  /** Like `show`, for a page that every signed-out visitor sees alike: its bytes are kept until a tag is touched. */
  showPublic(tags: readonly string[], make: (frame: Frame) => VNode): Promise<Response>
  /** Any other public file, such as ballot papers, kept in the same way. */
  sendPublic(tags: readonly string[], type: string, body: string | Uint8Array): Response
  /**
   * For what needs somebody who is signed in: leads there and back. A form that was sent, as when the session ended while
   * it was filled in, waits on a page of its own, with all that was typed.
   */
  signInFirst(): Promise<Response>
  /** The refusal as a page, naming the article that would allow the act. */
  refuse(refusal: Refusal): Promise<Response>
  notFound(): Promise<Response>
  /** Goes to another page, saying something there once. */
  goTo(address: string, say?: string): Response
}

export type WebEnv = { Variables: { visit: Visit } }
export type WebContext = Context<WebEnv>
