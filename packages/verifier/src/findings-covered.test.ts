import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { FINDINGS, NOTES } from './report/findings.ts'

const here = new URL('./', import.meta.url)
const tests = readdirSync(here)
  .filter((name) => name.endsWith('.test.ts') && !import.meta.url.endsWith(name))
  .map((name) => readFileSync(new URL(name, here), 'utf8'))
  .join('\n')

describe('the corpus of tampered archives', () => {
  it.each(Object.keys(FINDINGS))('holds one for the finding %s', (code) => {
    expect(tests).toMatch(new RegExp(`'${code}[':]`))
  })

  it.each(Object.keys(NOTES))('holds one for the note %s', (code) => {
    expect(tests).toContain(`'${code}'`)
  })
})

describe('README.md', () => {
  const readme = readFileSync(new URL('../README.md', here), 'utf8')

  it.each([...Object.keys(FINDINGS), ...Object.keys(NOTES)])('explains %s', (code) => {
    expect(readme).toContain(`\`${code}\``)
  })
})
