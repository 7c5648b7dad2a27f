export { importResults } from './publishing/import-results.ts'
export { type PublishedResult, publishResult } from './publishing/publish-result.ts'
export { listResults, publishedResult } from './publishing/queries.ts'
export { electionsRoutes } from './routes.ts'
