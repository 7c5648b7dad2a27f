import { describe, expect, it } from 'vitest'
import { unwrap } from '../../platform/result.ts'
import { differencesBetween } from './difference.ts'
import { parseDocument } from './document.ts'

const BEFORE = `# Rules

## 1. Name

1.1 We are the Lantern.

## 2. Meetings

2.1 We meet each month in the hall.

2.2 Five are a quorum.

- a chair
- a clerk
`
const between = (after: string) => differencesBetween(unwrap(parseDocument(BEFORE)), unwrap(parseDocument(after)))

describe('the difference between two versions', () => {
  it('is nothing between a text and itself, however its lines are broken', () => {
    expect(between(BEFORE)).toEqual([])
    expect(between(BEFORE.replace('month in', 'month\nin'))).toEqual([])
  })

  it('is shown to the word', () => {
    expect(between(BEFORE.replace('each month in the hall', 'each week in the park'))).toEqual([
      {
        number: 2,
        kind: 'changed',
        title: [{ kind: 'same', text: 'Meetings' }],
        lines: [
          {
            number: '2.1',
            changes: [
              { kind: 'same', text: 'We meet each' },
              { kind: 'removed', text: 'month' },
              { kind: 'added', text: 'week' },
              { kind: 'same', text: 'in the' },
              { kind: 'removed', text: 'hall.' },
              { kind: 'added', text: 'park.' },
            ],
          },
        ],
      },
    ])
  })

  it('does not call a clause changed because another came before it', () => {
    const after = BEFORE.replace('2.1 We', '2.1 Doors open at seven.\n\n2.2 We').replace('2.2 Five', '2.3 Five')
    expect(between(after)).toMatchObject([
      { number: 2, lines: [{ number: '2.1', changes: [{ kind: 'added', text: 'Doors open at seven.' }] }] },
    ])
  })

  it('knows an article that moved, came or went', () => {
    const moved = BEFORE.replace('## 2.', '## 3.').replace('2.1', '3.1').replace('2.2', '3.2')
    expect(between(moved.replace('## 3.', '## 2. Light\n\n2.1 We keep it on.\n\n## 3.'))).toMatchObject([
      { number: 2, kind: 'added', lines: [{ number: '2.1' }] },
    ])
    expect(between(BEFORE.slice(0, BEFORE.indexOf('## 2.')))).toMatchObject([{ number: 2, kind: 'removed' }])
  })

  it('shows a new heading over the same words', () => {
    expect(between(BEFORE.replace('2. Meetings', '2. Gatherings'))).toMatchObject([
      { number: 2, kind: 'changed', lines: [], title: [{ kind: 'removed' }, { kind: 'added', text: 'Gatherings' }] },
    ])
  })
})
