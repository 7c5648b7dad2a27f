import { createAdaptorServer } from '@hono/node-server'
import type { VNode } from 'preact'
import { compose, type Ground, type House } from './compose.ts'
import { liveDemonstration } from './demonstration/live.ts'
import { createFurniture } from './front/furniture.ts'
import { createLinks } from './platform/auth/links.ts'
import { createPasskeys } from './platform/auth/passkeys.ts'
import { createSealer } from './platform/auth/sealed-cookie.ts'
import { createSessions } from './platform/auth/session.ts'
import type { Config } from './platform/config.ts'
import { listen } from './platform/database/listen.ts'
import { type BuiltAssets, serveAssets } from './platform/web/assets.ts'
import { createPageCache } from './platform/web/page-cache.ts'
import { createRateLimit } from './platform/web/rate-limit.ts'
import { headersFor } from './platform/web/security.ts'
import { createWeb } from './platform/web/web.ts'
import { LINK_KEY, outboxFolder } from './post.ts'
import { routes } from './routes.ts'
import * as errorPages from './ui/pages/error-pages.tsx'
import { renderPage } from './ui/render.ts'

export interface WebOptions extends Ground {
  readonly config: Pick<Config, 'host' | 'port' | 'publicUrl' | 'isPublic' | 'sourceUrl' | 'dataDir' | 'smtpUrl'>
  readonly assets: BuiltAssets
  /** Renders a whole page as text; `renderPage` unless another is given. */
  readonly render?: (page: VNode) => string
}

export interface RunningWeb {
  readonly house: House
  readonly url: string
  /** Answers what has been asked and takes nothing more. */
  stop(): Promise<void>
}

export interface OpenWeb {
  readonly house: House
  fetch(request: Request, env?: object): Response | Promise<Response>
  close(): Promise<void>
}

/** Puts the web together, ready to answer. */
export async function openWeb(options: WebOptions): Promise<OpenWeb> {
  const { config, clock, chance, log, assets } = options
  const house = await compose(options)
  const secure = config.isPublic && config.publicUrl.startsWith('https:')
  const { auth } = house.pools
  const sessions = createSessions(auth, chance, secure)
  const outbox = !config.isPublic && !config.smtpUrl
  const headers = headersFor(secure)
  const cache = createPageCache(headers)
  const furniture = createFurniture()
  const hearing = listen(
    house.appUrl,
    'groundswell_stale',
    (said) => {
      const tags = said.split('\n')
      cache.forget(tags)
      if (tags.includes('frame')) furniture.forget()
    },
    () => {
      cache.forgetAll()
      furniture.forget()
    },
  )
  await hearing.ready
  const web = createWeb({
    runner: house.runner,
    clock,
    chance,
    log,
    sessions,
    cache,
    headers,
    assets: assets.page,
    island: assets.island,
    sourceUrl: config.sourceUrl,
    publicUrl: config.isPublic ? config.publicUrl : undefined,
    outbox,
    render: options.render ?? renderPage,
    errorPages: {
      refused: errorPages.refusedPage,
      notFound: errorPages.notFoundPage,
      tooLarge: errorPages.tooLargePage,
      notAForm: errorPages.notAFormPage,
      crossSite: errorPages.crossSitePage,
      signInToGoOn: errorPages.signInToGoOnPage,
      broken: errorPages.brokenPage,
      away: errorPages.awayPage,
    },
    furnish: furniture.furnish,
  })
  routes(web.routes, {
    desk: {
      links: createLinks(auth, chance, options.secret.deriveKey(LINK_KEY)),
      passkeys: createPasskeys(auth),
      sessions,
      sealer: createSealer(options.secret.deriveKey('sealed cookies')),
      mailboxLimit: createRateLimit(clock, { burst: 5, perMinute: 0.5 }),
      networkLimit: createRateLimit(clock, { burst: 40, perMinute: 10 }),
    },
    outbox: { folder: outboxFolder(config.dataDir), open: outbox },
    demonstration: {
      sessions,
      open: !config.isPublic,
      live: (say) =>
        liveDemonstration(options, { say }).catch((problem) => log.error('the demonstration was not filled', problem)),
    },
  })
  const files = serveAssets(assets, headers)
  return {
    house,
    fetch: (request, env) => files(request) ?? web.fetch(request, env),
    async close() {
      await hearing.close()
      await house.close()
    },
  }
}

/** Opens the web and listens. Rejects where the port is taken. */
export async function startWeb(options: WebOptions): Promise<RunningWeb> {
  const { config } = options
  const web = await openWeb(options)
  const server = createAdaptorServer({ fetch: web.fetch })
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(config.port, config.host, resolve)
    })
  } catch (problem) {
    await web.close()
    throw problem
  }
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : config.port
  return {
    house: web.house,
    url: config.isPublic ? config.publicUrl : `http://localhost:${port}`,
    async stop() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        if ('closeIdleConnections' in server) server.closeIdleConnections()
      })
      await web.close()
    },
  }
}
