/** Checks a published election from its archive alone. */

export type { PublishedCount } from './published-count.ts'
export { FINDINGS, type Finding, type FindingCode, NOTES, type Note, type NoteCode } from './report/findings.ts'
export { renderReport } from './report/render-text.ts'
export type { Progress, Report } from './report/report.ts'
export type { PublishedBoard } from './steps/audit-board.ts'
export type { Recount } from './steps/recount.ts'
export { type VerifyOptions, verifyArchive } from './verify-archive.ts'
