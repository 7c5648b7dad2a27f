import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../platform/result.ts'
import { parseConstitution } from '../constitution.ts'
import { STARTING_POINTS, startingConstitution } from '../starting-points.ts'
import { checkConstitution } from './check-constitution.ts'

const SOUND = readFileSync(join(import.meta.dirname, 'sound.md'), 'utf8')
const check = (text: string) => checkConstitution(unwrap(parseConstitution(text)))

/** The sound constitution, broken: each pair says what stands there and what takes its place. */
function broken(...changes: readonly (readonly [string | RegExp, string])[]): string {
  return changes.reduce((text, [from, to]) => {
    const changed = text.replace(from, to)
    if (changed === text) throw new Error(`there is no ${from} to break`)
    return changed
  }, SOUND)
}

describe('checking a constitution', () => {
  it('finds nothing where everything fits together', () => {
    expect(check(SOUND)).toEqual([])
  })

  it.each(STARTING_POINTS)('finds nothing in the %s to start from, in less than a second', (start) => {
    const constitution = startingConstitution(start)
    const began = performance.now()
    expect(checkConstitution(constitution)).toEqual([])
    expect(performance.now() - began).toBeLessThan(1000)
  })

  it('finds a power that nobody is given', () => {
    expect(
      check(broken(['"holders": ["chair", "clerk"], "how": "jointly"', '"holders": [], "how": "alone"'])),
    ).toMatchObject([
      { kind: 'power-nobody-holds', clause: '3.1', path: ['money.spend (article 3.1) is held by nobody'] },
    ])
  })

  it('finds a power whose decision can never be taken, with the way to what makes it so', () => {
    const found = check(
      broken([
        '"sits": { "offices": ["chair", "keeper"] }, "quorum": { "count": 3 }',
        '"sits": { "offices": ["chair", "keeper"] }, "quorum": { "count": 9 }',
      ]),
    )
    expect(found).toMatchObject([
      {
        kind: 'deadlock',
        clause: '2.1',
        path: ['board (article 2.1) needs 9 to decide', 'chair, keeper have 4 seats'],
      },
      {
        kind: 'power-nobody-holds',
        path: ['offices.fill (article 3.1) is held by board', 'board (article 2.1) is made of chair, keeper'],
      },
      { kind: 'power-nobody-holds', message: 'Nobody can ever spend money.' },
    ])
  })

  it('finds an office without an end', () => {
    expect(check(broken(['"seats": 3, "termMonths": 12,', '"seats": 3,']))).toMatchObject([
      { kind: 'office-without-end', clause: '2.1', path: ['keeper (article 2.1) sets no term'] },
    ])
  })

  it('finds an office that nobody can recall', () => {
    const recall = /("seats": 3, .*?), "recall": \{[^}]*\}/
    expect(check(broken([recall, '$1']))).toMatchObject([
      { kind: 'office-nobody-can-recall', path: ['keeper (article 2.1) sets no recall'] },
    ])
  })

  it('finds an office whose only electors sit by it, and that it can never begin', () => {
    const found = check(
      broken(
        [/("name": "keeper".*?"electedBy": )"members"/, '$1"board"'],
        ['"sits": { "offices": ["chair", "keeper"] }', '"sits": { "offices": ["keeper"] }'],
      ),
    )
    const ring = ['keeper (article 2.1) is elected by board', 'board (article 2.1) is made of keeper']
    expect(found).toContainEqual(expect.objectContaining({ kind: 'office-nobody-can-recall', path: ring }))
    expect(found).toContainEqual(
      expect.objectContaining({
        kind: 'deadlock',
        message: 'keeper and board wait for each other and can never begin.',
        path: ring,
      }),
    )
  })

  it('finds a body that nothing makes meet', () => {
    expect(check(broken([', "meeting": "board"', '']))).toMatchObject([
      { kind: 'body-without-duty-to-meet', clause: '2.1', path: ['board (article 2.1) is the meeting of no duty'] },
    ])
  })

  it('finds an article that can never be amended', () => {
    expect(check(broken(['"articles": "all"', '"articles": [1]']))).toMatchObject([
      { kind: 'never-amendable', clause: '2', path: ['article 2 is covered by no rule of amendment'] },
    ])
  })

  it('finds a guard that can be lowered by less than it demands, with the steps', () => {
    expect(check(broken(['"articles": [3, 4]', '"articles": [3]']))).toMatchObject([
      {
        kind: 'guard-weaker-than-guarded',
        clause: '4.1',
        path: [
          'article 3 is amended by members, at least 3/4 of the votes, 30% voting (article 4.1)',
          'article 4 is amended by members, at least 2/3 of the votes, 20% voting (article 4.1)',
        ],
      },
    ])
  })

  it('finds somebody who may amend without the vote that the article demands', () => {
    expect(
      check(broken([/("name": "constitution.amend".*?"holders": )\["members"\]/, '$1["members", "chair"]'])),
    ).toMatchObject([
      {
        kind: 'guard-weaker-than-guarded',
        path: ['constitution.amend (article 4.1) is held by chair', 'no rule of amendment names chair'],
      },
    ])
  })

  it('finds a duty for which nothing follows', () => {
    expect(check(broken([/("name": "board.meet".*?), "remedies": \[[^\]]*\]/, '$1']))).toMatchObject([
      { kind: 'duty-without-remedy', clause: '2.2', path: ['board.meet (article 2.2) has no remedy'] },
    ])
  })

  it('finds a remedy that is up to the one who failed', () => {
    expect(
      check(broken(['"does": "open-requisition", "who": "clerk"', '"does": "open-requisition", "who": "chair"'])),
    ).toMatchObject([
      {
        kind: 'remedy-depends-on-who-failed',
        path: ['board.meet (article 2.2) is the duty of chair', 'its remedy is up to chair'],
      },
    ])
  })

  it('finds a remedy that is up to a body which only the one who failed can call', () => {
    const found = check(
      broken(
        ['"does": "open-requisition", "who": "clerk"', '"does": "open-requisition", "who": "board"'],
        [/("name": "board", .*?"calledBy": )\["chair", "clerk"\]/, '$1["chair"]'],
      ),
    )
    expect(found).toMatchObject([
      {
        kind: 'remedy-depends-on-who-failed',
        path: [
          'board.meet (article 2.2) is the duty of chair',
          'its remedy is up to board',
          'board (article 2.1) acts only when chair calls it or sits on it',
        ],
      },
    ])
  })

  it('finds an officer’s power that contradicts a group’s right, and lets the group bind itself', () => {
    const close = (holder: string) =>
      broken([
        '{ "kind": "right", "name": "group.run-itself"',
        `{ "kind": "power", "name": "group.close", "title": "close a group", "scope": "everywhere", "holders": ["${holder}"], "how": "alone" },\n  { "kind": "right", "name": "group.run-itself"`,
      ])
    expect(check(close('chair'))).toMatchObject([
      {
        kind: 'right-contradicted',
        clause: '3.2',
        path: [
          'group.run-itself (article 3.2) is a right of group',
          'it lets nobody hold group.close',
          'group.close (article 3.2) is held by chair',
        ],
      },
    ])
    expect(check(close('group-meeting'))).toEqual([])
  })

  it('finds a power that narrows a right', () => {
    expect(
      check(broken(['"name": "offices.fill",', '"name": "offices.fill", "limits": ["group.run-itself"],'])),
    ).toMatchObject([
      {
        kind: 'right-contradicted',
        path: [expect.anything(), 'offices.fill (article 3.1) narrows it', expect.anything()],
      },
    ])
  })

  it('finds an election that nobody can run once its only runner is gone', () => {
    expect(check(broken(['"name": "offices.fill"', '"name": "offices.tidy"']))).toMatchObject([
      {
        kind: 'deadlock',
        path: [
          'clerk (article 2.1) is filled by an election',
          'elections.run (article 3.1) is held by clerk alone',
          'offices.fill is given to nobody else',
        ],
      },
    ])
  })

  it('finds a name that no article sets', () => {
    const found = check(broken([/("name": "keeper".*?"electedBy": )"members"/, '$1"wizards"']))
    expect(found).toContainEqual(
      expect.objectContaining({
        kind: 'unknown-name',
        path: ['keeper (article 2.1) names wizards', 'wizards is not set in any article'],
      }),
    )
  })
})
