import { buildIfNeeded } from './build.ts'
import { runChecks } from './test/checks.ts'
import { runSuites } from './test/suites.ts'

/**
 * `npm test`: the checks, then the suites. `npm test -- WORDS` runs only the test files whose path has one of the words
 * in it. The last line counts tests, and each check as one.
 */
const words = process.argv.slice(2)
// The browser visits what was built, and the scenario starts it.
await buildIfNeeded()
const parts = [...(words.length === 0 ? [await runChecks()] : []), ...(await runSuites(words))]

const total = { passed: 0, failed: 0, skipped: 0 }
for (const part of parts) {
  total.passed += part.passed
  total.failed += part.failed
  total.skipped += part.skipped
}
const nothingRan = total.passed + total.failed === 0
if (nothingRan) console.error('\nNo test has such a path.')
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`)
process.exitCode = total.failed > 0 || nothingRan ? 1 : 0
