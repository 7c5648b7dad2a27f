import { readFileSync } from 'node:fs'
import { count, parseBlt } from '../src/index.ts'

/** Parses and counts one file in a process of its own; prints seconds, peak memory and distinct rankings as JSON. */
const [path = '', rules = ''] = process.argv.slice(2)
const bytes = readFileSync(path)
const start = performance.now()
const file = parseBlt(bytes)
if (!file.ok) throw new Error(`${path}: ${file.error.expected}`)
const parsed = performance.now()
const record = count(file.value, { rules })
if (!record.ok) throw new Error(record.error.message)
const end = performance.now()
process.stdout.write(
  JSON.stringify({
    parseSeconds: (parsed - start) / 1000,
    seconds: (end - start) / 1000,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
    distinct: file.value.ballots.weights.length,
    elected: record.value.elected,
  }),
)
