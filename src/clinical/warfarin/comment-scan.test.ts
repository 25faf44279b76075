import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, day } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import { type TabletSet, tabletsThatMake } from '#clinical/tablets.ts'
import { commentAgainst } from './comment-scan.ts'

const FROM = day('2026-11-22')
const WHOLE: TabletSet = { strengths: [3000, 1000], halves: false }
const HALVED: TabletSet = { strengths: [3000, 1000], halves: true }

function against(
  comment: string,
  doses: readonly number[] = [4000, 4000],
  { set = WHOLE, before = ug(5000) }: { set?: TabletSet; before?: number | 'not-known' } = {},
): string | undefined {
  const runs = doses.map((dose, at) => ({
    from: addDays(FROM, at),
    days: 1,
    ug: ug(dose),
    tablets: tabletsThatMake(ug(dose), set),
  }))
  const currentDailyUg = before === 'not-known' ? before : ug(before)
  return commentAgainst({ comment, schedule: { runs }, weeklyUg: ug(28_000), currentDailyUg })
}

const LEFT_OUT = /leaving out a dose/
const HALF = /speaks of half/
const DOUBLE = /speaks of double/
const ALTERNATE = /alternate days/
const BEFORE = /says 5 mg, which no date has/
const SIX = /says 6 mg, which no date has/

for (const [comment, says] of [
  ['', undefined],
  ['Feels well', undefined],
  ['omit tonight', LEFT_OUT],
  ['Please withhold one dose', LEFT_OUT],
  ['skip Sunday', LEFT_OUT],
  ['miss tonight', LEFT_OUT],
  ['Missed two doses last week', undefined],
  ['leave out one dose', LEFT_OUT],
  ["don't take any tonight", LEFT_OUT],
  ['no warfarin until Monday', LEFT_OUT],
  ['nothing tonight', LEFT_OUT],
  ['hold', LEFT_OUT],
  ['Hold tonight, then 4 mg', LEFT_OUT],
  ['hold the dose', LEFT_OUT],
  ['hold her warfarin', LEFT_OUT],
  ['aspirin on hold', undefined],
  ['hold aspirin', undefined],
  ['household of four', undefined],
  ['hold Sunday', LEFT_OUT],
  ['hold a dose', LEFT_OUT],
  ['hold all doses', LEFT_OUT],
  ['hold both doses', LEFT_OUT],
  ['hold this evening', LEFT_OUT],
  ['hold tomorrow', /leaving out a dose on Monday, but it has 4 mg/],
  ['hold off', LEFT_OUT],
  ['hold off until Friday', LEFT_OUT],
  ['hold off aspirin', undefined],
  ['hold all antibiotics', undefined],
  ['hold a statin', undefined],
  ['don’t take any tonight', LEFT_OUT],
  ['don’t double', undefined],
  ['nothing on Monday', /leaving out a dose on Monday, but it has 4 mg/],
  ['nothing new', undefined],
  ['stop', LEFT_OUT],
  ['stop immediately', LEFT_OUT],
  ['stop completely', LEFT_OUT],
  ['stop Monday and Tuesday', /leaving out a dose on Monday, but it has 4 mg/],
  ['stop immediately aspirin', undefined],
  ['antibiotics stop Friday', undefined],
  ['antibiotics to stop on Friday', undefined],
  ['Stop.', LEFT_OUT],
  ['stop warfarin', LEFT_OUT],
  ['stop taking it', LEFT_OUT],
  ['stop tablets until test', LEFT_OUT],
  ['stop for two days', LEFT_OUT],
  ['stop the aspirin', undefined],
  ['Will stop amiodarone soon', undefined],
  ['stopped antibiotics', undefined],
  ['half tonight', HALF],
  ['halve the dose', HALF],
  ['half a tablet extra', HALF],
  ['behalf of the daughter', undefined],
  ['double dose tonight', DOUBLE],
  ['Double it once', DOUBLE],
  ['twice the dose', DOUBLE],
  ['never take a double dose', undefined],
  ['do not double', undefined],
  ['twice a day before', undefined],
  ['not doubled last week; double it tonight', DOUBLE],
  ['alternate days', ALTERNATE],
  ['4 mg every other day', ALTERNATE],
  ['every second night', ALTERNATE],
  ['alternating with 3', ALTERNATE],
  ['now 4 mg', undefined],
  ['4mg, was 5 mg', undefined],
  ['28 mg a week, 35 mg before', undefined],
  ['take 5 mg', BEFORE],
  ['continue 5 mg', BEFORE],
  ['5 mg', BEFORE],
  ['35 mg a week', /says 35 mg/],
  ['continue as before: 5 mg', BEFORE],
  ['as before, 5 mg', BEFORE],
  ['back to the previous dose, 5 mg', BEFORE],
  ['take 5 mg before bed', BEFORE],
  ['was told to take 5 mg', BEFORE],
  ['was 5 mg, continue 5 mg', BEFORE],
  ['from tonight 5 mg', BEFORE],
  ['from 5 mg', undefined],
  ['Was on 5 mg', undefined],
  ['before: 5 mg', undefined],
  ['5 mg before, now 4 mg', undefined],
  ['5 mg a day before and now 4 mg', undefined],
  ['5 mg previously', undefined],
  ['previous dose 5 mg', undefined],
  ['previously 5 mg', undefined],
  ['last dose 5 mg', undefined],
  ['last week took 35 mg', undefined],
  ['take 4 mg instead of 5 mg', undefined],
  ['take 4 mg, not 5 mg', undefined],
  ['reduce 5 mg to 4 mg', undefined],
  ['INR 1.8 on 5 mg, now 4 mg', undefined],
  ['take 5 mg now 4 tablets', BEFORE],
  ['Monday 6 mg', SIX],
  ['Tues 6 mg', SIX],
  ['Sundays: 6 mg', SIX],
  ['tomorrow 6 mg', SIX],
  ['morning 6 mg', SIX],
  ['extra 6 mg', SIX],
  ['once 6 mg', SIX],
  ['plus 6 mg', SIX],
  ['remains 6 mg', SIX],
  ['please 6 mg', SIX],
  ['resume 6 mg', SIX],
  ['same 6 mg', SIX],
  ['last 6 mg', SIX],
  ['alternating 6 mg', ALTERNATE],
  ['alternate 6 mg', ALTERNATE],
  ['alternates 6 mg', ALTERNATE],
  ['prednisolone 6 mg', undefined],
  ['take 3 mg', /says 3 mg, which no date has/],
  ['40 mg', /says 40 mg/],
  ['dose 4.5mg', /says 4\.5 mg/],
  ['dose 4,5 mg', /says 4,5 mg/],
  ['warfarin 6 milligrams', /says 6 mg/],
  ['warfarin: 6 milligram', /says 6 mg/],
  ['aspirin 75 mg', undefined],
  ['vitamin K 2 mg given', undefined],
  ['one 3 mg blue tablet', undefined],
  ['has 3 mg tablets', undefined],
  ['has 2 mg tablets', /says 2 mg/],
  ['room 4 of 3', undefined],
  ['1234 mg', /says 1234 mg/],
] as const) {
  test(`H11: "${comment}" beside 4 mg a day, 5 mg before: ${says ?? 'nothing'}`, () => {
    const said = against(comment)
    if (says === undefined) assert.equal(said, undefined)
    else assert.match(said ?? '', says)
  })
}

for (const [comment, doses, options, isAgainst] of [
  ['omit tonight', [0, 4000], {}, false],
  ['omit tonight', [4000, 0], {}, true],
  ['omit Tuesday', [4000, 0], {}, true],
  ['omit Monday', [4000, 0], {}, false],
  ['omit Tuesday', [4000, 4000, 0], {}, false],
  ['omit Tuesday', [0, 4000, 4000], {}, true],
  ['on Tuesday omit the dose', [0, 4000, 4000], {}, true],
  ['Tuesday: omit', [4000, 4000, 0], {}, false],
  ['omit the next dose on Tuesday', [0, 4000, 4000], {}, true],
  ['omit tomorrow', [4000, 4000, 4000, 4000, 4000, 0], {}, true],
  ['omit tomorrow', [4000, 0], {}, false],
  ['omit tonight and tomorrow', [0, 4000], {}, true],
  ['omit tonight and tomorrow', [0, 0, 4000], {}, false],
  ["omit tonight's dose", [0, 4000], {}, false],
  ['omit Sunday, Monday and Tuesday', [0, 0, 4000], {}, true],
  ['omit Sunday, Monday and Tuesday', [0, 0, 0, 4000], {}, false],
  ['skip first dose', [4000, 4000, 4000, 4000, 4000, 0], {}, true],
  ['skip the first dose', [0, 4000], {}, false],
  ['stop Monday and Tuesday', [4000, 0, 4000], {}, true],
  ['stop Monday and Tuesday', [4000, 0, 0, 4000], {}, false],
  ['omit one dose', [4000, 0], {}, false],
  ['omit as agreed, for tonight', [4000, 0], {}, true],
  ['omit as agreed, for tonight', [0, 4000], {}, false],
  ['no warfarin until Tuesday', [0, 0, 4000], {}, false],
  ['hold, test Tuesday', [0, 4000, 4000], {}, false],
  ['omit Sunday’s dose and Tuesday’s dose', [0, 4000, 4000], {}, true],
  ['omit tonight, Monday 4 mg', [0, 4000], {}, false],
  ['omit tonight, Tuesday INR', [0, 4000, 4000], {}, false],
  ['omit tonight and take 4 mg Monday', [0, 4000], {}, false],
  ['Test Tuesday, omit tonight', [0, 4000, 4000], {}, false],
  ['omit', [], {}, false],
  ['omit two doses', [0, 4000], {}, true],
  ['omit two doses', [0, 0, 4000], {}, false],
  ['omit 1 dose', [0, 0, 4000], {}, true],
  ['hold x2', [0, 4000], {}, true],
  ['hold X 2', [0, 0], {}, false],
  ['omit 2/7', [0, 4000], {}, true],
  ['withhold 23/11', [4000, 0], {}, false],
  ['withhold 24/11/2026', [4000, 0, 4000], {}, true],
  ['withhold the 24th', [4000, 4000, 0], {}, false],
  ['withhold the 24th of November', [4000, 4000, 0], {}, false],
  ['withhold 24 Nov', [4000, 0, 4000], {}, true],
  ['withhold 24 Dec', [4000, 4000, 0], {}, true],
  ['omit Tuesday 24th', [4000, 4000, 0], {}, false],
  ['omit Tuesday 24th', [4000, 0, 4000], {}, true],
  ['omit 1/1', [4000, 0], {}, true],
  ['omit 45/11', [4000, 0], {}, false],
  ['Miss Tuesday', [4000, 0, 4000], {}, true],
  ['Miss Tuesday', [4000, 4000, 0], {}, false],
  ['half a tablet', [3500], { set: HALVED }, false],
  ['half tonight', [2000, 4000], {}, false],
  ['double tonight', [8000, 4000], {}, false],
  ['double tonight', [0, 4000], {}, true],
  ['was 5 mg', [4000], { before: 'not-known' }, true],
  ['35 mg a week before', [4000], { before: 'not-known' }, true],
] as const) {
  test(`H11: "${comment}" beside ${doses.join(', ')} is ${isAgainst ? '' : 'not '}against it`, () => {
    assert.equal(against(comment, doses, options) !== undefined, isAgainst)
  })
}

test('H11: a comment of a thousand words is read at once', () => {
  const started = performance.now()
  for (const filler of [
    'stop ',
    'not ',
    '4 mg ',
    'a 4',
    'hold the ',
    'omit Sun, ',
    'as before 5 mg ',
    'amiodarone to ',
    'not to be ',
    'omit 1/1 ',
    '1 x 1 mg ',
    'reduced to ',
  ]) {
    against(filler.repeat(1000))
  }
  assert.ok(performance.now() - started < 2000)
})
