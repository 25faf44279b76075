import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, day } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import { tabletsThatMake } from '#clinical/tablets.ts'
import { commentAgainst } from './comment-scan.ts'

// Comments of some days of the week and no others, of tablets by their strength in words, of one dose after another, and of doses that take
// turns. They are from a list of 60 that was written before the scan knew these ways, and to look for them: of its 30 contradictions
// it found 9, and asked without need about 1 of the 30 others. With these ways it is 25 and none.

const MONDAY = day('2026-11-23')
const DATES = Array.from({ length: 14 }, (_, at) => at)

/** Doses in mg from a Monday on, for two weeks. */
const CALENDARS = {
  'four mg': () => 4,
  'two tablets of 3 mg': () => 6,
  'four and five mg': (at: number) => (at % 7 > 4 ? 5 : 4),
  'weekdays only': (at: number) => (at % 7 > 4 ? 0 : 4),
  'weekends only': (at: number) => (at % 7 > 4 ? 4 : 0),
  'Monday, Wednesday, Friday': (at: number) => ([0, 2, 4].includes(at % 7) ? 4 : 0),
  'Saturday to Monday': (at: number) => ([5, 6, 0].includes(at % 7) ? 4 : 0),
  'none, then four mg': (at: number) => (at === 0 ? 0 : 4),
  'three mg, then four': (at: number) => (at === 0 ? 3 : 4),
  'none on Monday and Wednesday': (at: number) => (at === 0 || at === 2 ? 0 : 4),
  'none before Wednesday': (at: number) => (at < 2 ? 0 : 4),
  'none before Thursday': (at: number) => (at < 3 ? 0 : 4),
  'none from Saturday to Monday': (at: number) => ([5, 6, 7].includes(at) ? 0 : 4),
  'thirteen mg': () => 13,
  'sixteen mg': () => 16,
} as const
type Calendar = keyof typeof CALENDARS

function against(comment: string, calendar: Calendar): string | undefined {
  const runs = DATES.map((at) => ({
    from: addDays(MONDAY, at),
    days: 1,
    ug: ug(CALENDARS[calendar](at) * 1000),
    tablets: tabletsThatMake(ug(CALENDARS[calendar](at) * 1000), {
      strengths: [5000, 3000, 1000],
      halves: true,
    }),
  }))
  const comparison = { weeklyUg: ug(28_000), currentDailyUg: 'not-known' } as const
  return commentAgainst({ comment, schedule: { runs }, ...comparison })
}

type Rows = readonly (readonly [Calendar, string])[]

const CONTRADICT: Rows = [
  [
    'four mg',
    `only take on weekdays | weekends only | weekdays only pls | Weekends Only | take warfarin mon to fri only | take mon wed fri only |
    please only take the tablets at the weekend | to take it only at weekends | pt to only take on Mon, Wed & Fri | Mon-Fri only |
    not at weekends | Not at Weekends | no warfarin at weekends | nothing on weekdays | none at week ends, thanks | bloods Mon; weekends only |
    take tablets on week days only, none sat sun | take Sat to Mon only | take on Saturdays and Sundays only |
    four ones and one three | two threes a day | three ones | three ones + 1 three | a one and two threes | two fives plus one one |
    two ones and a five | 1 x 3mg then 4 x 1mg | 1 x 3mg, then 4 x 1 mg | 1 x 5 mg and then 1 x 3 mg |
    odd days 3 even days 4 | 3 / 4 turn about | take dose every third day | 3 days on 1 day off | 4 on even dates |
    take every 2nd day | take one pill | a five and a one | take a five and a one | one five and one three |
    A Five and a One | Three Ones | Two Threes, or Two Fives | have 5 at the weekend | Have 5 at weekends |
    4 on weekdays 5 at weekends | 4 on weekdays and 5 at weekends | 4 weekdays, 5 weekends | weekdays 4, weekends 5 |
    Weekdays 4 Weekends 5 | 5 at weekends | dose mon-fri, rest at weekend | warfarin mon to fri, none at weekends |
    take dose Mon-Fri, nothing Sat Sun | Dose on weekdays, rest at weekends | take warfarin weekdays, not weekends |
    1 mg x 4 and 3 mg x 1 | 1 MG X 4 AND 3 MG X 1 | 4 x 1 mg (brown) and 1 x 3 mg (blue) | two tablets of 3 mg and one of 1 mg |
    Take Two 3 mg tablets | 3 mg and three ones, then a one`,
  ],
  [
    'four and five mg',
    '5 on weekdays 4 at weekends | weekdays 5, weekends 4 | take 4 at the weekend | 5 mg each nite',
  ],
  ['thirteen mg', '13 x 1 mg and 1 x 3 mg'],
  ['none, then four mg', 'omit til thurs'],
  ['none from Saturday to Monday', 'omit Sat to Tues'],
  ['weekdays only', 'weekends only | take at weekends only'],
  ['weekends only', 'weekdays only | not at weekends | only take Mon-Fri'],
  ['Monday, Wednesday, Friday', 'take mon and fri only | weekends only | take Mon to Wed only'],
  ['Saturday to Monday', 'take Sat and Sun only | take mon to sat only'],
  ['three mg, then four', '1 x 5mg then 4 x 1mg | 1 x 3 mg then 5 x 1 mg'],
]

const AGREE: Rows = [
  [
    'four mg',
    `one three and one one | 1 x 3mg and 1 x 1mg | four ones | 4 every day incl weekends | transport weekdays only |
    carer visits weekdays only | works weekends only | bloods on weekdays only please | phone after 4 on weekdays |
    daughter fills box at weekends | clinic open mon to fri only | alternate arms for bloods | wants a weekday appt |
    see in one to two weeks | district nurse does bloods mon-fri | drinks at weekends only | alendronate mondays only |
    can only take phone calls on weekdays | not at work at weekends | no bloods at weekends | not keen on weekends |
    only take if reminded | Alternate sides for injections | Statin 5 mg |
    Four x 1 mg | INR in the threes | seen by two ones of the team | two ones of the team know the patient | seen by two ones |
    a one and only visit | a three and a one | has a three and a five year old | has a five and a three at home | Four Ones |
    works 5 weekdays | 5 weekdays off work | drinks 5 at weekends | carers 2 on weekdays | away 2 weekends |
    will have 2 visitors at the weekend | bloods in 3 weekdays | was on 5 at weekends | phone weekdays 5 to 6 |
    works mon-fri, rest at weekend | dosette filled mon-fri, rest at weekend | bloods mon-fri, none at weekends | rest at weekend |
    dose mon-fri by carer, rest at weekend by son | 4 mon-fri, rest at weekend | 1 mg x 1 and 3 mg x 1 |
    1 x 1 mg (brown) and 1 x 3 mg (blue) | one tablet of 3 mg and one of 1 mg | One tablet of 3 mg and One of 1 mg |
    mon-fri only for carers | weekends only if daughter is there | Abx 500 mg od`,
  ],
  [
    'two tablets of 3 mg',
    'two threes | two threes a day | three ones and one three | 2 threes nightly',
  ],
  [
    'four and five mg',
    `five at weekends, 4 mg weekdays | have 5 at the weekend | 4 on weekdays 5 at weekends | 4 on weekdays and 5 at weekends |
    4 weekdays, 5 weekends | weekdays 4, weekends 5 | weekdays 4 weekends 5 | at weekends 5, 4 on weekdays`,
  ],
  ['none before Wednesday', 'omit til wednesday'],
  ['none before Thursday', 'omit til thurs'],
  ['none from Saturday to Monday', 'omit Sat to Mon | omit sat - mon | omit Sat to 31/2'],
  [
    'weekdays only',
    'dose mon-fri, rest at weekend | take dose Mon-Fri, nothing Sat Sun | Not at Weekends | only take on weekdays | weekdays only | not at weekends | take mon to fri only | no warfarin at weekends | no dose on the weekends',
  ],
  [
    'weekends only',
    'weekends only | take Sat and Sun only | not on weekdays | only take at the weekend',
  ],
  [
    'Monday, Wednesday, Friday',
    'take mon wed fri only | take mon, weds and fri only | only take on Mon, Wed and Fri | Mon/Wed/Fri only',
  ],
  ['Saturday to Monday', 'take Sat to Mon only | Sat-Mon only | take Mon, Sat & Sun only'],
  ['none, then four mg', 'none tonight then four ones | nothing tonight, then four ones'],
  ['three mg, then four', '1 x 3mg then 4 x 1mg'],
  ['none on Monday and Wednesday', 'omit mon and wed | miss Monday and Wednesday'],
  ['sixteen mg', '13 x 1 mg and 1 x 3 mg'],
]

const each = (rows: Rows) =>
  rows.flatMap(([calendar, comments]) =>
    comments.split('|').map((comment) => [comment.replace(/\s+/g, ' ').trim(), calendar] as const),
  )

for (const [comment, calendar] of each(CONTRADICT)) {
  test(`H11: "${comment}" beside days of ${calendar} is asked about`, () => {
    assert.match(against(comment, calendar) ?? '', /\. Make them agree\.$/)
  })
}

for (const [comment, calendar] of each(AGREE)) {
  test(`H11, H33: "${comment}" beside days of ${calendar} asks nothing`, () => {
    assert.equal(against(comment, calendar), undefined)
  })
}

test('H11: what is asked names the weekday that the comment leaves without a dose', () => {
  const says = 'The comment has nothing taken on Saturday, which has a dose. Make them agree.'
  assert.equal(against('take mon to fri only', 'four mg'), says)
  assert.equal(against('not at weekends', 'four mg'), says)
})
