import type { Hono } from 'hono'
import type { WebEnv } from '../../platform/web/visit.ts'
import { atMost, smallForm } from '../../platform/web/web.ts'
import { postCast, postPaper, showPaper, showReceipt } from './pages/ballot.handler.ts'
import { postCall, showCall } from './pages/call.handler.ts'
import { showBoard, showContest, showContests, showMayIVote, showPicture } from './pages/contest.handler.ts'
import { importForm, postImport } from './pages/import-results.handler.ts'
import { showPapers, showRecord, showResult, showResults } from './pages/results.handler.ts'
import {
  postCallOff,
  postDecision,
  showNominationPicture,
  showRoll,
  showRun,
  showWithheldPapers,
} from './pages/run.handler.ts'
import { postStand, postWithdraw, showStand } from './pages/stand.handler.ts'

/** The pages of published elections, and of those that are called and held here. */
export function electionsRoutes(web: Hono<WebEnv>): void {
  ballotRoutes(web)
  web.get('/elections', showResults)
  web.get('/elections/import', importForm)
  web.post('/elections/import', atMost(64 * 1024 * 1024, '64 MB in all'), postImport)
  web.get('/elections/:slug', showResult)
  web.get('/elections/:slug/ballots.blt', showPapers)
  web.get('/elections/:slug/record.json', showRecord)
}

const withPicture = atMost(9 * 1024 * 1024, '9 MB')

function ballotRoutes(web: Hono<WebEnv>): void {
  web.get('/ballots', showContests)
  web.get('/ballots/call', showCall)
  web.post('/ballots/call', smallForm, postCall)
  web.get('/ballots/:contest', showContest)
  web.get('/ballots/:contest/may-i-vote', showMayIVote)
  web.get('/ballots/:contest/board', showBoard)
  web.get('/ballots/:contest/candidates/:candidate/picture', showPicture)
  web.get('/ballots/:contest/stand', showStand)
  web.post('/ballots/:contest/stand', withPicture, postStand)
  web.post('/ballots/:contest/withdraw', smallForm, postWithdraw)
  web.get('/ballots/:contest/paper', showPaper)
  web.post('/ballots/:contest/paper', smallForm, postPaper)
  web.post('/ballots/:contest/cast', smallForm, postCast)
  web.get('/ballots/:contest/receipt', showReceipt)
  web.get('/ballots/:contest/run', showRun)
  web.get('/ballots/:contest/run/roll', showRoll)
  web.get('/ballots/:contest/run/papers.blt', showWithheldPapers)
  web.get('/ballots/:contest/run/candidates/:candidate/picture', showNominationPicture)
  web.post('/ballots/:contest/run/candidates/:candidate', smallForm, postDecision)
  web.post('/ballots/:contest/run/call-off', smallForm, postCallOff)
}
