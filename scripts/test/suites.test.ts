import { describe, expect, it } from 'vitest'
import { countReport } from './suites.ts'

const quiet = () => undefined
const test = (status: string, fullName = 'a test') => ({ status, fullName })

describe('countReport', () => {
  it('counts tests by what became of them', () => {
    const assertionResults = [test('passed'), test('passed'), test('failed'), test('pending'), test('todo')]
    expect(countReport({ testResults: [{ name: 'a', status: 'failed', assertionResults }] }, quiet)).toEqual({
      passed: 2,
      failed: 1,
      skipped: 2,
    })
  })

  it('counts a file that could not be read as a failure', () => {
    const testResults = [
      { name: 'broken', status: 'failed', assertionResults: [] },
      { name: 'torn down badly', status: 'failed', assertionResults: [test('passed')] },
    ]
    expect(countReport({ testResults }, quiet)).toEqual({ passed: 1, failed: 2, skipped: 0 })
  })

  it('names what was skipped', () => {
    const said: string[] = []
    const assertionResults = [test('skipped', 'the official wards')]
    countReport({ testResults: [{ name: 'wards', status: 'passed', assertionResults }] }, (line) => said.push(line))
    expect(said.join()).toContain('the official wards')
  })
})
