import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import type { VNode } from 'preact'
import { isAnonymous, type Sessions } from '../auth/session.ts'
import type { Clock } from '../clock.ts'
import { isDatabaseAway } from '../database/pool.ts'
import type { Chance } from '../ids.ts'
import type { Log } from '../log.ts'
import { type Actor, type Refusal, visitor } from '../mandate.ts'
import type { Runner } from '../runner.ts'
import { setFlash, takeFlash } from './flash.ts'
import { type Form, NotAForm, readForm } from './form.ts'
import type { PageCache } from './page-cache.ts'
import { isFromOurPages, securityHeaders } from './security.ts'
import type { Frame, Furniture, Visit, WebContext, WebEnv } from './visit.ts'

export interface WebParts {
  readonly runner: Runner
  readonly clock: Clock
  readonly chance: Chance
  readonly log: Log
  readonly sessions: Sessions
  readonly cache: PageCache
  /** Sent with every answer; see `headersFor`. */
  readonly headers: Readonly<Record<string, string>>
  readonly assets: Frame['assets']
  readonly island: (name: string) => string
  readonly sourceUrl: string | undefined
  /** Set in production; without it the program speaks plain http to this machine alone. */
  readonly publicUrl: string | undefined
  readonly outbox: boolean
  /** Renders a whole page as text. */
  readonly render: (page: VNode) => string
  readonly errorPages: ErrorPages
  /** Whose house this is, who is reading, and where they can go: plugged in by whoever knows. */
  readonly furnish: (visit: Visit) => Promise<Furniture>
}

export interface ErrorPages {
  refused(frame: Frame, refusal: Refusal): VNode
  notFound(frame: Frame): VNode
  tooLarge(frame: Frame, most: string): VNode
  /** What was posted could not be read as a form. */
  notAForm(frame: Frame): VNode
  crossSite(frame: Frame): VNode
  /** A form that its sender must sign in to send. */
  signInToGoOn(frame: Frame, waiting: { action: string; values: Form['values']; hadFiles: boolean }): VNode
  /** Something is broken; `reference` is in the log beside what happened. */
  broken(frame: Frame, reference: string): VNode
  /** The database is away. */
  away(frame: Frame): VNode
}

const FORM_LIMIT = 1024 * 1024
/** A form that waits for its sender may have a picture with it, which does not wait. */
const MOST_WAITING = 9 * FORM_LIMIT

export interface Web {
  readonly routes: Hono<WebEnv>
  /** `env` is what the server knows of the connection. */
  fetch(request: Request, env?: object): Response | Promise<Response>
}

/** Puts the way of a request together: cache, headers, whose request it is, where it came from, then the routes. */
export function createWeb(parts: WebParts): Web {
  const routes = new Hono<WebEnv>()
  routes.use(securityHeaders(parts.headers))
  routes.onError((problem, c) => answerProblem(parts, c as WebContext, problem))
  routes.use(async (c, next) => {
    const signedIn = await parts.sessions.personOf(c, parts.clock.now())
    const actor: Actor = signedIn ? { kind: 'person', person: signedIn.person } : visitor
    c.set('visit', createVisit(parts, c, actor, signedIn))
    // No name and no search holds a zero byte, and the database would take none.
    if (addressOf(c.req.raw).includes('%00')) return c.var.visit.notFound()
    const { method } = c.req
    if (method !== 'GET' && method !== 'HEAD' && !isFromOurPages(c.req.raw, originOf(parts, c))) {
      const frame = await bareFrame(parts, c)
      return html(c, parts.render(parts.errorPages.crossSite(frame)), 403)
    }
    await next()
  })
  routes.notFound((c) => (c as WebContext).var.visit.notFound())
  return { routes, fetch: (request, env) => fromCache(parts.cache, request) ?? routes.fetch(request, env) }
}

/** For routes that take more than a form, such as a ballot file: say how much, in bytes and in words. */
export function atMost(bytes: number, words: string) {
  return bodyLimit({
    maxSize: bytes,
    onError: () => {
      throw new TooLarge(words)
    },
  })
}

export const smallForm = atMost(FORM_LIMIT, '1 MB')

class TooLarge extends HTTPException {
  readonly most: string
  constructor(most: string) {
    super(413)
    this.most = most
  }
}

function fromCache(cache: PageCache, request: Request): Response | undefined {
  if ((request.method !== 'GET' && request.method !== 'HEAD') || !isAnonymous(request)) return undefined
  return cache.answer(request, addressOf(request))
}

function addressOf(request: Request): string {
  const { url } = request
  return url.slice(url.indexOf('/', url.indexOf('//') + 2))
}

/** The address at the other end; where that is a proxy on this machine, the one that the proxy names last. */
export function networkOf(c: Context): string {
  const { incoming } = (c.env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } }
  const direct = incoming?.socket?.remoteAddress ?? ''
  const named = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  return isLoopback(direct) && named ? named : direct
}

const isLoopback = (address: string): boolean => /^(127\.|::1$|::ffff:127\.)/.test(address)

/**
 * Whether whoever asks sits at this machine and called it by its own name. Under another name that has been made to
 * point here (DNS rebinding), a foreign site's script could read along. Only for a program that is not public.
 */
export function isAtThisMachine({ network, origin }: Pick<Visit, 'network' | 'origin'>): boolean {
  return isLoopback(network) && /^(?:localhost|127\.[\d.]+|\[::1\])$/.test(new URL(origin).hostname)
}

function originOf(parts: WebParts, c: WebContext): string {
  return parts.publicUrl ?? new URL(c.req.url).origin
}

function createVisit(
  parts: WebParts,
  c: WebContext,
  actor: Actor,
  signedIn: Awaited<ReturnType<Sessions['personOf']>>,
): Visit {
  // Taken before anything is read: a page whose data changes while it is made is shown, but not kept.
  const version = parts.cache.version()
  const address = addressOf(c.req.raw)
  let furniture: Promise<Furniture> | undefined
  let posted: Promise<Form> | undefined
  const furnished = (): Promise<Furniture> => {
    furniture ??= parts.furnish(visit)
    return furniture
  }
  const frame = async (): Promise<Frame> => ({ ...(await bareFrame(parts, c)), ...(await furnished()) })
  /** What was sent, kept on a page until its sender has signed in; nothing where no form of moderate size was sent. */
  const waitingForm = async (): Promise<Response | null> => {
    const length = Number(c.req.header('content-length'))
    if (c.req.method !== 'POST' || !(length <= MOST_WAITING)) return null
    const form = await visit.form().catch(() => null)
    if (!form) return null
    const { values, files } = form
    const page = { action: c.req.path, values, hadFiles: Object.keys(files).length > 0 }
    return html(c, parts.render(parts.errorPages.signInToGoOn(await frame(), page)), 403)
  }
  const visit: Visit = {
    actor,
    person: signedIn?.person ?? null,
    strength: signedIn?.strength ?? null,
    origin: originOf(parts, c),
    network: networkOf(c),
    clock: parts.clock,
    chance: parts.chance,
    run: (verb, input) => parts.runner.run(verb, actor, input),
    ask: (query, input) => parts.runner.ask(query, actor, input),
    asFounder: (token) => ({
      run: (verb, input) => parts.runner.run(verb, { kind: 'founder', token }, input),
      ask: (query, input) => parts.runner.ask(query, { kind: 'founder', token }, input),
    }),
    address,
    form: () => {
      posted ??= readForm(c)
      return posted
    },
    organisation: async () => (await furnished()).organisation?.name ?? 'Groundswell',
    viewerName: async () => (await furnished()).viewer?.name ?? '',
    show: async (make, status = 200) => html(c, parts.render(make(await frame())), status),
    async showPublic(tags, make) {
      const text = parts.render(make(await frame()))
      if (isAnonymous(c.req.raw))
        parts.cache.keep(address, version, 'text/html; charset=utf-8', text, ['frame', ...tags])
      return html(c, text, 200)
    },
    sendPublic(tags, type, body) {
      // Whoever is signed in may have been sent more than a visitor would be.
      if (isAnonymous(c.req.raw)) parts.cache.keep(address, version, type, body, tags)
      return c.body(body as Uint8Array<ArrayBuffer>, 200, { 'content-type': type, 'cache-control': 'no-cache' })
    },
    signInFirst: async () => (await waitingForm()) ?? visit.goTo(`/sign-in?next=${encodeURIComponent(c.req.path)}`),
    refuse: async (refusal) => {
      if (!signedIn && refusal.article) {
        const waiting = await waitingForm()
        if (waiting) return waiting
      }
      const page = await frame()
      return html(c, parts.render(parts.errorPages.refused(page, refusal)), refusal.article ? 403 : 404)
    },
    notFound: async () => html(c, parts.render(parts.errorPages.notFound(await frame())), 404),
    goTo(target, say) {
      if (say) setFlash(c, say)
      return c.redirect(target, 303)
    },
  }
  return visit
}

async function bareFrame(parts: WebParts, c: WebContext): Promise<Frame> {
  return {
    flash: takeFlash(c),
    address: addressOf(c.req.raw),
    assets: parts.assets,
    sourceUrl: parts.sourceUrl,
    island: parts.island,
    outbox: parts.outbox,
  }
}

function html(c: WebContext, text: string, status: number): Response {
  const cache = isAnonymous(c.req.raw) ? 'no-cache' : 'no-store'
  return c.body(text, status as 200, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': cache,
    vary: 'accept-encoding, cookie',
  })
}

async function answerProblem(parts: WebParts, c: WebContext, problem: unknown): Promise<Response> {
  const frame = await bareFrame(parts, c)
  if (problem instanceof TooLarge) return html(c, parts.render(parts.errorPages.tooLarge(frame, problem.most)), 413)
  if (problem instanceof NotAForm) return html(c, parts.render(parts.errorPages.notAForm(frame)), 400)
  if (isDatabaseAway(problem)) {
    c.header('retry-after', '5')
    return html(c, parts.render(parts.errorPages.away(frame)), 503)
  }
  const reference = parts.chance.id().slice(0, 8)
  parts.log.error('a request failed', problem, { reference, method: c.req.method, route: c.req.routePath })
  return html(c, parts.render(parts.errorPages.broken(frame, reference)), 500)
}
