import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, day } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import { tabletsThatMake } from '#clinical/tablets.ts'
import { commentAgainst } from './comment-scan.ts'

// What each word and each space of the expressions for counts and ranges is for: comments that a fault planted in one of them would
// answer otherwise (docs/mutation.md).

const from = (first: readonly number[], mg: number): readonly number[] => [
  ...first,
  ...Array.from({ length: 14 - first.length }, () => mg),
]
/** Doses in mg from a Monday on, after 4 mg a day. */
const CALENDARS = {
  FOUR: from([], 4),
  NONE_MON: from([0], 4),
  NONE_TUES: from([4, 0], 4),
  NONE_WED_THURS: from([4, 4, 0, 0], 4),
  UNEVEN: [4, 4, 4, 5, 5, 5, 5],
  BOOSTED: from([6], 4),
} as const
type Calendar = keyof typeof CALENDARS

const MONDAY = day('2026-11-23')

function against(comment: string, calendar: Calendar): string {
  const runs = CALENDARS[calendar].map((mg, at) => ({
    from: addDays(MONDAY, at),
    days: 1,
    ug: ug(mg * 1000),
    tablets: tabletsThatMake(ug(mg * 1000), { strengths: [5000, 3000, 1000], halves: true }),
  }))
  const beside = { schedule: { runs }, weeklyUg: ug(28_000), currentDailyUg: ug(4000) }
  return commentAgainst({ ...beside, comment }) ?? ''
}

for (const [calendar, comments] of [
  [
    'FOUR',
    `was on 5 mg, same 4 MG | 0 mg monthly | Zero tablets | NIL WARFARIN TONIGHT | Tonight nought | 5 DAILY |
3 mg tablet + 3 mg tablet | 2 x 3 and 1 x 1 | 28 x 1mg given, take 5 x 1 mg | 2 X 3 MG | Two x 3 mg |
1 blue 1 brown tonight then 1 pink | zero blue daily | take TWO 3 MG TABLETS`,
  ],
  ['NONE_MON', 'zero tablets and NO WARFARIN tonight x2'],
  ['BOOSTED', 'take 3 tablets tonight, more greens'],
] as const) {
  for (const comment of comments.split('|').map((one) => one.replace(/\s+/g, ' ').trim())) {
    test(`H11: "${comment}" beside ${calendar}, word for word, is asked about`, () => {
      assert.match(against(comment, calendar), /\. Make them agree\.$/)
    })
  }
}

for (const [calendar, comments] of [
  [
    'FOUR',
    `4 mg x 2days | 4 mg x 2 day | 4 mg x 2 night | 4 mg x 3 dose | 4 mg x 2 week | 4 mg x 2/7 | 28x1mg | 3mg x1 and 1mg x1 |
2 x 1 mg tablet left | zero blue, four brown | alendronic acid 5 mg`,
  ],
  ['NONE_TUES', 'hold until tues | omit one dose between mon and sunset'],
  ['NONE_WED_THURS', 'omit wed until fri'],
  ['UNEVEN', '4 mg tues-wed | 4 mg mon-weds'],
] as const) {
  for (const comment of comments.split('|').map((one) => one.replace(/\s+/g, ' ').trim())) {
    test(`H11, H33: "${comment}" beside ${calendar}, word for word, asks nothing`, () => {
      assert.equal(against(comment, calendar), '')
    })
  }
}

test('H11: thirteen tablets of one strength are a dose and more are a packet', () => {
  assert.match(against('13 x 1 mg and 1 x 3 mg', 'FOUR'), /"13 brown and 1 blue"|says 1 mg/)
  assert.equal(against('14 x 1 mg and 14 x 3 mg', 'FOUR'), '')
})

test('H11: one tablet only is one, in capitals too', () => {
  const tablets = tabletsThatMake(ug(4000), { strengths: [1000], halves: false })
  const runs = [{ from: MONDAY, days: 14, ug: ug(4000), tablets }]
  const beside = { schedule: { runs }, weeklyUg: ug(28_000), currentDailyUg: ug(4000) }
  assert.match(commentAgainst({ ...beside, comment: 'BROWN TABLET ONLY' }) ?? '', /no date has/)
  assert.equal(commentAgainst({ ...beside, comment: 'BROWN TABLETS ONLY' }), undefined)
})
