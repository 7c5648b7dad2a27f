import type { Hono } from 'hono'
import type { WebEnv } from '../../platform/web/visit.ts'
import { atMost } from '../../platform/web/web.ts'
import { importForm, postImport } from './pages/import-results.handler.ts'
import { showPapers, showRecord, showResult, showResults } from './pages/results.handler.ts'

/** The pages of published elections. */
export function electionsRoutes(web: Hono<WebEnv>): void {
  web.get('/elections', showResults)
  web.get('/elections/import', importForm)
  web.post('/elections/import', atMost(64 * 1024 * 1024, '64 MB in all'), postImport)
  web.get('/elections/:slug', showResult)
  web.get('/elections/:slug/ballots.blt', showPapers)
  web.get('/elections/:slug/record.json', showRecord)
}
