import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, day } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import { tabletsThatMake } from '#clinical/tablets.ts'
import { commentAgainst } from './comment-scan.ts'

// What each part of the scan is for: comments that a fault planted in one of them would answer otherwise (docs/mutation.md), each
// with what it is asked about, word for word, or with nothing.

const each = (mg: number): readonly number[] => Array.from({ length: 14 }, () => mg)
const from = (first: readonly number[], mg: number): readonly number[] => [
  ...first,
  ...each(mg).slice(first.length),
]
const atWeekends = (mg: number, weekend: number): readonly number[] =>
  each(mg).map((dose, at) => (at % 7 > 4 ? weekend : dose))

/** Doses in mg from a Monday on, the daily dose before and the week that is said. */
const CALENDARS = {
  FOUR: { doses: each(4), before: 5, week: 28 },
  NONE_TONIGHT: { doses: from([0], 4), before: 5, week: 28 },
  NONE_TWO: { doses: from([0, 0], 4), before: 4, week: 28 },
  RAISED: { doses: each(5), before: 4, week: 35 },
  WEEKEND: { doses: atWeekends(4, 5), before: 4, week: 30 },
  HALVES: { doses: each(4.5), before: 4, week: 31.5 },
  BOOSTED: { doses: from([6], 4), before: 5, week: 28 },
  DROPPED: { doses: from([2], 5), before: 4, week: 35 },
  BIG: { doses: atWeekends(9, 10), before: 8, week: 65 },
} as const
type Calendar = keyof typeof CALENDARS

const MONDAY = day('2026-11-23')

function against(comment: string, calendar: Calendar): string {
  const { doses, before, week } = CALENDARS[calendar]
  const runs = doses.map((mg, at) => ({
    from: addDays(MONDAY, at),
    days: 1,
    ug: ug(mg * 1000),
    tablets: tabletsThatMake(ug(mg * 1000), { strengths: [5000, 3000, 1000], halves: true }),
  }))
  const [weeklyUg, currentDailyUg] = [ug(week * 1000), ug(before * 1000)]
  return commentAgainst({ comment, schedule: { runs }, weeklyUg, currentDailyUg }) ?? ''
}

/** After a ">" what is asked, or nothing; then the comments of which it is. */
const ASKED: Readonly<Record<Calendar, string>> = {
  BOOSTED: `
>
dose increased | 4mg daily = 28mg/week | take one tablet extra tonight | take one tablet more tonight`,
  DROPPED: `
>
dose reduced | two tablets tonight
> says 3 mg, which no date has.
3 x 3 mg + 1 x 1 mg`,
  BIG: `
>
3 x 3 mg + 1 x 1 mg | pink x2 sat`,
  RAISED: `
>
2 x 1 mg + 1 x 3 mg | 5 mg on Monday 7 December | dose incraesd | dose incrd | dose incresed | two tablets, a day
> says "pink x2", which no date has.
pink x2
> says that the dose falls, but the week goes from 28 mg to 35 mg.
dose decresed | dec dose | ↓dose | ↓ dose
> says that the dose stays, but the week goes from 28 mg to 35 mg.
same due 1/52`,
  FOUR: `
>
4 mg tonight, antibiotics bd | PREVIOUSLY 5 MG, NOW 4 MG TO KEEP | take as told; 5 mg tablets at home |
5 mg tablets at home; 4 mg od | BISOPROLOL 5 MG | 28 mg total | 28 mg in total |
was on 5 mg; bloods on the same day | was on 5 mg. Leave as told | has three 1 mg tablets | abx 500 mg |
do not have alcohol | dose redused | one blue,one brown | ONE BLUE AND ONE BROWN | BLUE AND BROWN ONLY | four 1s |
one 3s and one 1s | two tablets at lunch a day | three tablets. One a day of iron | just three tablets left |
forgets one blue | forgot one blue | missed one blue | BP tablets: take two tablets |
take two tablets, antibiotic to start | TAKE TONIGHT | take the usual dose tomorrow | a blue, one brown |
A BLUE AND A BROWN | 1 x 3 mg, 1 mg tablet | was taking 6 | abx dose DOUBLED | ABX DOSE DOUBLED |
TAKE THREE TABLETS OF PARACETAMOL | take three tablets of paracetamol | three tablets here, please take care |
inc. blood form | one blue, and one brown | one blue+one brown | needing two blue
> says "1 BLUE TABLET", which no date has.
TAKE 1 BLUE TABLET
> says "1.5 blue", which no date has.
1.5 blue
> says "3 brown", which no date has.
one blue one brown; 3 brown daily
> says "3 tablets", which no date has.
take 3 tablets, extra vitamins
> says "FOUR TABLETS", which no date has.
TAKE FOUR TABLETS
> says "TWO 3S", which no date has.
TWO 3S
> says "brown tablet", which no date has.
brown tablet only
> says "brown tablets", which no date has.
brown tablets only and one blue
> says "four tablets", which no date has.
take four tablets
> says "three tablets", which no date has.
three tablets daily | take three tablets, left arm sore
> says "two 3s", which no date has.
two 3s
> says "two blue", which no date has.
for her BP, two blue daily
> says 28 mg, which no date has.
weekly bloods. 28 mg | 28 mg as said in total
> says 3 mg, which no date has.
TAKE TWO 3 MG TABLETS
> says 4 mg in other turns than once a day, but each date has one dose.
4 mg(blue) tablets bd | 4 mg tablets one bd | 4 mg tablets, bd | 4 mg 8hourly
> says 5 mg in other turns than once a day, but each date has one dose.
take 5 mg bd
> says 5 mg, which no date has.
5 mg x 14 day | 5 mg x 14 night | 5 mg x 14 dose | INR 2.6 on 5 mg - continued | INR 2.6 on 5 mg - stay |
INR 2.6 on 5 mg remain | INR 2.6 on 5 mg, remaining on it | antibiotic 5 mg | 5 ON SUNDAY |
had 6 last night, take 5
> says 6 mg, which no date has.
TAKE 6 | STAY ON 6 | had a fall; take 6 | took it, dose 6 | INR was 2.4; take 6 | take 6, was well | Mon 6 | 6 MON |
INR 2.4, take 6 | told INR, take 6 | had tea, take 6 | take 6, INR low
> says that the dose rises, but the week goes from 35 mg to 28 mg.
dose incrd | inc dose | ↑dose | ↑ dose | inc the dose | incease dose | increse dose
> speaks of double, but no date has twice the dose of another.
take twice | take it twice
> speaks of half, but no date has half a tablet or half the dose.
two and a half blue | 4 and a half brown
> speaks of leaving out a dose on Tuesday, but it has 4 mg.
omit tomoz | tomoz omit
> speaks of leaving out a dose, but the first dose is 4 mg.
no doses for two days | none for two nights | miss patel, wife rang from home | Miss jones, Tuesday as told |
miss Jones has her test | Miss jones | dose omited tonight | stp warfarin | hld until seen | hld warfarin |
stop 3 days
> speaks of three times a dose, but no date has that.
triple dose`,
  WEEKEND: `
>
5 mg monthly | 5 mg Sat, Mon: 4 mg | 4 mg as told; bloods daily | take 4 mg, 5 mg od |
4 x 1 mg tonight and 5 x 1 mg on sat | 1 pink; 1 blue and 1 brown | one blue one brown on tuesday | two tablets mon |
take one tablet extra on sat | PINK ONLY AT WEEKENDS | 1 blue 1 brown; 1 pink sat
> says "1 PINK" on Tuesday, which has another dose.
1 PINK TUESDAY
> says "1 pink" each day, but not each date has that.
1 pink | 1 pink daily
> says "1 pink" on Tuesday, which has another dose.
1 pink tuesday
> says "one blue one brown" on Sunday, which has another dose.
one blue one brown on sunday
> says "one tablet" on Tuesday, which has another dose.
one tablet on tuesday
> says "two tablets" on Saturday, which has another dose.
two tablets sat
> says 4 mg on Saturday, which has another dose.
5 mg daily 4mg sat
> says 5 mg each day, but not each date has that.
5 mg taken daily
> says 5 mg on Monday, which has another dose.
5 mg Sat, Mon, Tues 4 mg
> says 6 mg, which no date has.
SAT 6`,
  NONE_TONIGHT: `
>
warfarin 4 mg to be taken daily | 4 x 1 mg | stop warfarin then restart | stop warfarin and restart on wed |
take tomorrow | withhold for 1 day
> says "one tablet", which no date has.
take one tablet extra tomorrow
> says 4 mg on Monday, which has another dose.
4 Mon, 5 Sat
> speaks of leaving out 2, but the calendar leaves out 1.
OMIT TONIGHT X2 | omit tonight and next 1 | stop for 2 days
> speaks of leaving out a dose on Tuesday, but it has 4 mg.
omit mon-wed | omit mon to wed
> speaks of leaving out doses without an end, but the calendar has doses.
stop warfarin | stop warfarin. restart later | omit one dose. stop warfarin | hold off until seen
> speaks of taking a dose on Monday, which has none.
TAKE TONIGHT`,
  NONE_TWO: `
> speaks of leaving out 1, but the calendar leaves out 2.
omit tonights only | omit tonight's only | omit tonight (only) | omit tonight then restart 4 |
omit tonight then tue 4 | omit tonight then wed 4 | omit tonight then thur 4`,
  HALVES: `
>
4 and a half brown`,
}

for (const [calendar, answers] of Object.entries(ASKED)) {
  for (const answer of answers.split('>').slice(1)) {
    const [asked = '', ...lines] = answer.split('\n')
    const words = asked.trim() === '' ? '' : `The comment${asked} Make them agree.`
    test(`H11: beside the calendar ${calendar} the scan ${asked.trim() || 'asks nothing'}`, () => {
      for (const comment of lines
        .join(' ')
        .split('|')
        .map((one) => one.trim())) {
        assert.equal(against(comment, calendar as Calendar), words, comment)
      }
    })
  }
}
