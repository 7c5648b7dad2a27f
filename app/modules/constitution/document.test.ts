import { describe, expect, it } from 'vitest'
import { parseConstitution } from './constitution.ts'
import { parseDocument } from './document.ts'
import { rulesJsonSchema } from './rules.ts'
import { constitutionFor, STARTING_POINTS } from './starting-points.ts'
import { valueProblems } from './values.ts'

const FENCE = '```'
const problemsOf = (text: string) => {
  const parsed = parseDocument(text)
  return parsed.ok ? [] : parsed.error
}
const withRules = (json: string) =>
  `# Rules\n\n## 1. Offices\n\n1.1 There is a chair.\n\n${FENCE}rules\n${json}\n${FENCE}\n`
const VALUE = '{ "kind": "value", "name": "elections.ballot-days", "title": "Ballot", "value": 14 }'

describe('a constitution as a document', () => {
  it('is a title, a preamble, and numbered articles of numbered clauses', () => {
    const parsed = parseDocument(
      `# The rules of the Lantern\n\nWe are neighbours.\n\n## 1. Name\n\n1.1 It is called\nthe Lantern.\n\n- first\n- second\n\n## 2. Days\n\n2.1 A ballot lasts.\n\n${FENCE}rules\n[${VALUE}]\n${FENCE}\n`,
    )
    expect(parsed).toMatchObject({
      ok: true,
      value: {
        title: 'The rules of the Lantern',
        preamble: [{ kind: 'paragraph', text: 'We are neighbours.' }],
        articles: [
          {
            number: 1,
            title: 'Name',
            parts: [
              { kind: 'clause', number: '1.1', text: 'It is called the Lantern.' },
              { kind: 'list', items: ['first', 'second'] },
            ],
          },
          { number: 2, parts: [{ kind: 'clause' }, { kind: 'rules' }] },
        ],
        rules: [{ clause: '2.1', article: 2, line: 18, rule: { name: 'elections.ballot-days', value: 14 } }],
      },
    })
  })

  it('names the line of each thing that is wrong, and all of them at once', () => {
    expect(problemsOf('The rules\n\n## 2. Name\n\n2.2 It is called so.\n\n### Aside\n')).toEqual([
      { line: 1, message: expect.stringContaining('the first line is the title') },
      { line: 3, message: 'article 2 stands where article 1 is expected' },
      { line: 5, message: 'clause 2.2 stands where clause 2.1 is expected' },
      { line: 7, message: expect.stringContaining('only articles have headings') },
    ])
  })

  it.each([
    ['a comma too many', `[\n  ${VALUE},\n]`, 10, 'a value is expected here'],
    ['a key given twice', '[\n{ "kind": "value",\n"kind": "right" }\n]', 10, '"kind" is given twice'],
    ['what is no list', VALUE, 8, 'a rules block holds a list: [ … ]'],
    ['a text without an end', '[\n{ "kind": "value }\n]', 9, 'a text in quotes has no end on its line'],
    ['a kind that there is not', '[\n\n{ "kind": "wish" }\n]', 10, expect.stringContaining('kind')],
  ])('refuses %s', (_, json, line, message) => {
    expect(problemsOf(withRules(json))).toEqual([{ line, message }])
  })

  it('points to the very value that is wrong inside a rule', () => {
    const office = `[{ "kind": "office", "name": "chair", "title": "Chair", "scope": "organisation",
      "seats": 1, "electedBy": "all-members",
      "vacancy": { "filledBy": "election", "withinDays": 30 },
      "recall": {
        "petitionPercent": 120, "withinDays": 10, "attemptsPerTerm": 1, "ballotWithinDays": 5 } }]`
    expect(problemsOf(withRules(office))).toEqual([
      { line: 12, message: 'recall.petitionPercent: a percentage is at most 100' },
    ])
  })

  it('refuses a majority of more than everybody', () => {
    const rule = (majority: string) =>
      `[{ "kind": "amendment", "name": "all", "articles": "all", "body": "all-members", "majority": "${majority}" }]`
    expect(problemsOf(withRules(rule('at least 3/2')))).toHaveLength(1)
    expect(problemsOf(withRules(rule('more than 2/2')))).toHaveLength(1)
    expect(problemsOf(withRules(rule('at least 2/2')))).toEqual([])
  })

  it('refuses one name for two rules of a kind, but lets two articles give one power', () => {
    expect(problemsOf(withRules(`[${VALUE},\n${VALUE}]`))).toEqual([
      { line: 9, message: 'the value elections.ballot-days is already set in article 1.1' },
    ])
    const power = '{ "kind": "power", "name": "a.b", "title": "do", "scope": "own", "holders": [], "how": "alone" }'
    expect(problemsOf(withRules(`[${power}, ${power}]`))).toEqual([])
  })

  it('never throws, whatever it is handed', () => {
    for (const text of [
      '',
      '\n',
      '## ',
      FENCE,
      `${FENCE}rules`,
      `# A\n## 1. B\n${FENCE}rules\n[[[[`,
      '\u0000',
      '1.1 x',
    ])
      expect(parseDocument(text).ok).toBe(false)
    expect(problemsOf(withRules(`${'['.repeat(5000)}`))).toEqual([{ line: 8, message: 'this is nested too deeply' }])
  })
})

describe.each(STARTING_POINTS)('the constitution to start from: %s', (start) => {
  const founded = { name: 'The Lantern', purpose: 'To keep a light on.', interimEndsOn: '2027-06-30' }

  it('reads as one, and sets every value that the program reads and no other', () => {
    const parsed = parseConstitution(constitutionFor(start, founded))
    expect(parsed).toMatchObject({ ok: true })
    expect(parsed.ok && valueProblems(parsed.value)).toEqual([])
  })

  it('holds the organisation’s own words, and nothing typed can add an article or a rule', () => {
    const purpose = `Light.\n\n## 2. Coup\n\n${FENCE}rules\n[]\n${FENCE}`
    const honest = parseConstitution(constitutionFor(start, founded))
    const sly = parseConstitution(constitutionFor(start, { ...founded, purpose }))
    expect(sly.ok && sly.value.document.articles.length).toBe(honest.ok && honest.value.document.articles.length)
    expect(sly.ok && sly.value.document.rules.length).toBe(honest.ok && honest.value.document.rules.length)
    expect(constitutionFor(start, founded)).toContain('30 June 2027')
  })
})

it('publishes what a rules block may hold as a JSON Schema', () => {
  expect(JSON.stringify(rulesJsonSchema())).toContain('petitionPercent')
})
