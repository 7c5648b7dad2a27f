import type { Hono } from 'hono'
import type { WebEnv } from '../../platform/web/visit.ts'
import { smallForm } from '../../platform/web/web.ts'
import { showChanges, showTry, tryChange } from './pages/changes.handler.ts'
import { rulesSchema, showConstitution, showText, showVersion } from './pages/constitution.handler.ts'
import { askStep, beginFounding, postStep, readStartingPoint, startFounding } from './pages/founding.handler.ts'
import { showOffices } from './pages/offices.handler.ts'
import { showRecord } from './pages/record.handler.ts'

/** Founding, the constitution, who holds which office, and what was done. */
export function constitutionRoutes(web: Hono<WebEnv>): void {
  web.get('/found', startFounding)
  web.post('/found', smallForm, beginFounding)
  web.get('/found/constitutions/:start', readStartingPoint)
  web.get('/found/:step', askStep)
  web.post('/found/:step', smallForm, postStep)
  web.get('/constitution', showConstitution)
  web.get('/constitution/rules.schema.json', rulesSchema)
  web.get('/constitution/try', showTry)
  web.post('/constitution/try', smallForm, tryChange)
  web.get('/constitution/versions/:number/changes', showChanges)
  web.get('/constitution/versions/:number', showVersion)
  web.get('/constitution/versions/:number/text', showText)
  web.get('/offices', showOffices)
  web.get('/record', showRecord)
}
