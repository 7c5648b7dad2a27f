import type { Hono } from 'hono'
import type { WebEnv } from '../../platform/web/visit.ts'
import { atMost, smallForm } from '../../platform/web/web.ts'
import type { ImportFollower } from './import/merge-import.ts'
import { postDetails, showDetails, showHome, showSeenBy } from './pages/home-handlers.ts'
import {
  postColumns,
  postDrop,
  postGo,
  postUpload,
  sendReport,
  showImport,
  showUpload,
} from './pages/import-handlers.ts'
import {
  postAddress,
  postAddressGone,
  postAllNew,
  postReview,
  showPeople,
  showPerson,
  showReview,
} from './pages/people-handlers.ts'
import type { HomeSection } from './section.ts'

export interface PeopleRoutesParts {
  /** What the rooms above have to say on a person's own page, in this order. */
  readonly sections: readonly HomeSection[]
  /** What they do with rows that come in. */
  readonly followers: readonly ImportFollower[]
}

const listFile = atMost(501 * 1024 * 1024, '500 MB')

export function peopleRoutes(web: Hono<WebEnv>, { sections, followers }: PeopleRoutesParts): void {
  web.get('/me', showHome(sections))
  web.get('/me/details', showDetails())
  web.post('/me/details', smallForm, postDetails)
  web.get('/me/seen-by', showSeenBy)

  web.get('/people', showPeople)
  web.get('/people/import', showUpload)
  web.post('/people/import', listFile, postUpload)
  web.get('/people/import/:id', showImport)
  web.post('/people/import/:id/columns', smallForm, postColumns)
  web.post('/people/import/:id/go', smallForm, postGo)
  web.post('/people/import/:id/drop', smallForm, postDrop)
  web.get('/people/import/:id/report.csv', sendReport)
  web.get('/people/review', showReview)
  web.post('/people/review', smallForm, postAllNew(followers))
  web.post('/people/review/:id', smallForm, postReview(followers))
  web.get('/people/:id', showPerson)
  web.post('/people/:id/addresses', smallForm, postAddress)
  web.post('/people/:id/addresses/remove', smallForm, postAddressGone)
}
