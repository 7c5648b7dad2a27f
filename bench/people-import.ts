import { timeImport } from '../app/modules/people/bench.ts'

/** A process of its own for one import, so that its memory is its own. */
const [appUrl = '', path = ''] = process.argv.slice(2)
process.send?.(await timeImport({ appUrl, path }), () => process.disconnect())
