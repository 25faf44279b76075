import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, day } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import { tabletsThatMake } from '#clinical/tablets.ts'
import { commentAgainst } from './comment-scan.ts'

// The edges of each rule about a comment: what is just of it, and what is just not.

const SUNDAY = day('2026-11-22')

function against(comment: string, doses: readonly number[], before: number): string | undefined {
  const runs = doses.map((dose, at) => ({
    from: addDays(SUNDAY, at),
    days: 1,
    ug: ug(dose),
    tablets: tabletsThatMake(ug(dose), { strengths: [5000, 3000, 1000], halves: true }),
  }))
  const [weeklyUg, currentDailyUg] = [ug(28_000), ug(before)]
  return commentAgainst({ comment, schedule: { runs }, weeklyUg, currentDailyUg })
}

for (const comment of [
  'warfarin 40 mg',
  'warfarin: 40 mg',
  'on 40 mg',
  'advised 20 mg',
  'advised 35 mg a week',
  'advised 35 mg/week',
  'advised 35 mg weekly',
  'advised 35mg/wk',
  'take 5 mg ramipril stopped',
  'take 5 mg, had vit K',
  'take 5 mg then 1 mg x 28',
  '5 mg x 2 days',
  '5x1mg',
  '5 x1 mg',
  '6 mg blue',
  'Issued tablets. Take 5 mg',
  'reduced by 2 mg',
  'increase by 1 mg',
  'previously 5 mg, continue',
  'previously 5 mg continue',
  'previously 5 mg; so will continue',
  'previously 5 mg daily, to continue',
  'before: 5 mg a day so will keep',
  'as per previous: dose before 5 mg',
  'as previous dose 5 mg',
  'omit Evening dose',
  'Miss pm dose, Mr Jones told',
  'alt. days',
  'alt days',
  'continue previous 5 mg',
  '4 mg alt nights',
  'omit Friday',
]) {
  test(`H11: "${comment}" beside 4 mg, 5 mg before, is asked about`, () => {
    assert.match(against(comment, [4000, 4000], 5000) ?? '', /\. Make them agree\.$/)
  })
}

for (const comment of [
  'on Tecfidera 240 mg',
  'Tecfidera: 240 mg',
  'dose and Tecfidera 240 mg',
  'Tecfidera 240 mg, next week 4 mg',
  'given 2 mg vit K',
  'given 2 mg of oral vit K',
  'given 2 mg iv phytomenadione',
  'given 2 mg po konakion',
  'take 30 mg prednisolone',
  'had 5 mg of ramipril',
  'Four mg daily',
  '4,0 mg',
  '4x1mg',
  '4 x 1 mg',
  '4 x1 mg',
  '4x 1 mg',
  '2 x 2 mg, 4 mg',
  '1mg×28',
  'give 2 mg vit K',
  'half  an hour',
  '1 mg x 28',
  '1 mg x28',
  '1 mg x56 collected',
  'order 3 mg and 1 mg',
  'orders 3 mg',
  'supplied 3 mg',
  'script for 3 mg',
  'dispensed 3 mg',
  'one Blue 3 mg and 3 mg Blue',
  'Take care. Previously 5 mg',
  'As before well; previous dose 5 mg',
  'previously 5 mg, now on 4 mg to keep',
  'half a pint',
  'half of the bottle',
  'half past',
  'do not stop',
]) {
  test(`H11: "${comment}" beside 4 mg, 5 mg before, asks nothing`, () => {
    assert.equal(against(comment, [4000, 4000], 5000), undefined)
  })
}

for (const [comment, doses, before, isAgainst] of [
  ['withhold 24/1', [4000, 4000, 0], 5000, true],
  ['withhold 24 December', [4000, 4000, 0], 5000, true],
  ['withhold 24 November', [4000, 4000, 0], 5000, false],
  ['withhold the 24th of November', [4000, 4000, 0], 5000, false],
  ['withhold Tuesday the 24th', [4000, 4000, 0], 5000, false],
  ['withhold Tuesday the 24th', [4000, 0, 4000], 5000, true],
  ['omit Weds', [4000, 4000, 4000, 0], 5000, false],
  ['omit wed', [4000, 4000, 0, 4000], 5000, true],
  ['omit TWO doses', [0, 4000], 5000, true],
  ['omit 2.5 tonight', [0, 4000], 5000, false],
  ['omit 2.5 mg then 4 mg', [0, 4000], 5000, true],
  ['omit 2. Test Friday', [0, 4000], 5000, true],
  ['hold warfarin 5.2 today', [0, 0], 5000, false],
  ['hold warfarin 5.2 today', [0, 4000], 5000, true],
  ['omit ten days', [0, 4000], 5000, true],
  ['omit\ttonight\nTuesday INR', [4000, 0], 5000, true],
  ['omit  tonight\nTuesday INR', [0, 4000, 4000], 5000, false],
  ['3 mg blue and 1 mg brown', [4000, 1000], 5000, false],
  ['10 x 1 mg', [10_000], 9000, false],
  ['increase by 1 mg', [4000], 3000, false],
  ['reduce by 1 mg', [4000], 3000, true],
  ['raise by 0 mg', [5000], 5000, false],
  ['half a tablet', [3500, 4000], 5000, false],
  ['half tonight', [2000, 4000], 5000, false],
] as const) {
  test(`H11: "${comment}" beside ${doses.join(', ')} after ${before} is ${isAgainst ? '' : 'not '}asked about`, () => {
    assert.equal(against(comment, doses, before) !== undefined, isAgainst)
  })
}

for (const [comment, says] of [
  ['omit two doses', /leaving out 2, but the calendar leaves out 1\. Make/],
  ['omit Friday', /a dose on Friday, but the calendar does not reach it\. Make/],
  ['omit Monday', /a dose on Monday, but it has 4 mg\. Make/],
  ['take 6 mg', /says 6 mg, which no date has\. Make/],
] as const) {
  test(`H11: what "${comment}" is against is said in words`, () => {
    assert.match(against(comment, [0, 4000], 5000) ?? '', says)
  })
}

test('H11, H33: a colour only is each tablet of a dose, and one tablet of it only is one', () => {
  const tablets = tabletsThatMake(ug(4000), { strengths: [1000], halves: false })
  const runs = [{ from: SUNDAY, days: 14, ug: ug(4000), tablets }]
  const beside = { schedule: { runs }, weeklyUg: ug(28_000), currentDailyUg: ug(5000) }
  for (const comment of ['brown tablets only', 'browns only', 'brown only tonight'])
    assert.equal(commentAgainst({ ...beside, comment }), undefined)
  for (const comment of [
    'brown tablet only',
    'blue tablets only',
    'blues only',
    'blue & brown only',
  ])
    assert.match(commentAgainst({ ...beside, comment }) ?? '', /, which no date has/)
  for (const comment of ['blue and brown tablets only', '1 blue and brown only'])
    assert.equal(against(comment, [4000, 4000], 5000), undefined)
  for (const comment of ['brown tablets only', 'blues only', 'pink and brown only'])
    assert.match(against(comment, [0, 4000], 5000) ?? '', /, which no date has/)
})
