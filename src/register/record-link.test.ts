import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  type LinkedSide,
  linkFinding,
  linkStanding,
  type RecordLink,
  usedInPlaceOf,
} from './record-link.ts'

const side = (id: string, more: Partial<LinkedSide> = {}): LinkedSide => ({
  id,
  nhsNumber: null,
  links: [],
  ...more,
})
const link = (state: RecordLink['state'], keepsId: string, closesId: string): RecordLink => ({
  linkId: `${keepsId}-${closesId}`,
  step: 1,
  state,
  keepsId,
  closesId,
})

const NUMBER = '9990000018'
const OTHER_NUMBER = '9990000026'

const CASES: readonly (readonly [string, Parameters<typeof linkFinding>, string | undefined])[] = [
  ['alike', [side('a'), side('b'), 'registered-twice', 'likely'], undefined],
  ['the same', [side('a'), side('a'), 'registered-twice', 'likely'], 'same-record'],
  ['not alike', [side('a'), side('b'), 'registered-twice', 'different'], 'too-different'],
  [
    'one number',
    [side('a', { nhsNumber: NUMBER }), side('b'), 'number-came-later', 'possible'],
    undefined,
  ],
  [
    'two numbers',
    [
      side('a', { nhsNumber: NUMBER }),
      side('b', { nhsNumber: OTHER_NUMBER }),
      'registered-twice',
      'likely',
    ],
    'two-numbers',
  ],
  [
    'two numbers that were joined',
    [
      side('a', { nhsNumber: NUMBER }),
      side('b', { nhsNumber: OTHER_NUMBER }),
      'numbers-joined',
      'likely',
    ],
    undefined,
  ],
  [
    'one waits already',
    [side('a', { links: [link('proposed', 'a', 'c')] }), side('b'), 'registered-twice', 'likely'],
    'link-waits',
  ],
  [
    'one is closed',
    [side('a', { links: [link('reviewed', 'c', 'a')] }), side('b'), 'registered-twice', 'likely'],
    'record-closed',
  ],
  [
    'one that is used for a third is closed',
    [side('a'), side('b', { links: [link('reviewed', 'b', 'c')] }), 'registered-twice', 'likely'],
    'used-for-another',
  ],
  [
    'one that is used for a third is used for two',
    [side('a', { links: [link('reviewed', 'a', 'c')] }), side('b'), 'registered-twice', 'likely'],
    undefined,
  ],
]

for (const [what, given, expected] of CASES) {
  test(`H02: two records are joined or not: ${what}`, () => {
    assert.equal(linkFinding(...given)?.code, expected)
  })
}

test('H02: nobody is dosed on either side between the proposal and the review, and on the closed one never', () => {
  const state = fc.constantFrom('proposed', 'confirmed', 'reviewed')
  fc.assert(
    fc.property(state, (now) => {
      const links = [link(now, 'a', 'b')]
      const [keeps, closes] = [linkStanding({ id: 'a', links }), linkStanding({ id: 'b', links })]
      assert.equal(keeps, now === 'reviewed' ? 'alone' : 'waiting')
      assert.equal(closes, now === 'reviewed' ? 'closed' : 'waiting')
      assert.equal(usedInPlaceOf({ id: 'b', links }), now === 'reviewed' ? 'a' : undefined)
      assert.equal(usedInPlaceOf({ id: 'a', links }), undefined)
    }),
  )
})

test('H02: no chain of closed records can be made, whatever is joined to whatever', () => {
  const names = ['a', 'b', 'c', 'd'] as const
  const pair = fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names))
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 12 }), (pairs) => {
      const links = pairs.reduce<readonly RecordLink[]>(joinedIfLet, [])
      for (const name of names) {
        const used = usedInPlaceOf(sideAmong(links, name))
        const isClosed = used !== undefined && linkStanding(sideAmong(links, used)) === 'closed'
        assert.equal(isClosed, false)
      }
    }),
  )
})

const sideAmong = (links: readonly RecordLink[], id: string): LinkedSide =>
  side(id, { links: links.filter((one) => [one.keepsId, one.closesId].includes(id)) })

function joinedIfLet(
  links: readonly RecordLink[],
  [keeps, closes]: readonly [string, string],
): readonly RecordLink[] {
  const [used, closed] = [sideAmong(links, keeps), sideAmong(links, closes)]
  const no = linkFinding(used, closed, 'registered-twice', 'likely')
  return no === undefined ? [...links, link('reviewed', keeps, closes)] : links
}
