import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, day } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import { tabletsThatMake } from '#clinical/tablets.ts'
import { commentAgainst } from './comment-scan.ts'

// Orders that a comment gives beside another calendar, and phrases that look like orders and are none (H11, H33). Every
// calendar begins on a Monday; before it were 5 mg a day.

const MONDAY = day('2026-11-23')
/** Two weeks of 4 mg, but nothing on some of the dates. */
const without = (...dates: readonly number[]) =>
  Array.from({ length: 14 }, (_, at) => (dates.includes(at) ? 0 : 4))
const FOUR = without()
const FIVE = FOUR.map(() => 5)
const ONE = FOUR.map(() => 1)
const NONE = FOUR.map(() => 0)
const TURNS = [4, 5, 4, 5, 4, 5, 4]
const UNEVEN = [5, 4, 5, 4, 5, 4, 4]

function against(comment: string, doses: readonly number[]): string | undefined {
  const runs = doses.map((mg, at) => ({
    from: addDays(MONDAY, at),
    days: 1,
    ug: ug(mg * 1000),
    tablets: tabletsThatMake(ug(mg * 1000), { strengths: [5000, 3000, 1000], halves: true }),
  }))
  const weeklyUg = ug(Math.max(...doses) === 1 ? 7000 : 28_000)
  return commentAgainst({ comment, schedule: { runs }, weeklyUg, currentDailyUg: ug(5000) })
}

/** The doses of a calendar in mg, and comments beside it between bars. */
type Rows = readonly [doses: readonly number[], comments: string]

const CONTRADICT: readonly Rows[] = [
  [
    FOUR,
    `
Take 4mg twice daily | 4 mg bd | 28mg daily | Take 28 mg tonight | 4mg a week | 4mg every third day | 4mg every 2 days |
From 1 April 5mg daily | From 1 April stop warfarin | Ensure 5mg daily | Please ensure dose 5mg |
On antibiotics (dose reduced to 3mg) | Started amiodarone: dose reduced to 3mg | On antibiotics now 3mg daily |
Taking amiodarone stop warfarin | After antibiotics stop warfarin | Discontinue warfarin | Warfarin discontinued |
Cease warfarin | Come off warfarin | Avoid warfarin tonight | Do not give warfarin tonight | Do not give tonight |
Dont have any tonight | Not having warfarin tonight | No doses for 2 days | No dose for 3 days | No tablets for 2 days |
omitt tonight | Withold tonight | Witholding | Take one 5mg tablet daily | 5mg tablet od | 5 mg x 14 days |
5mg x 10/7 then 4mg | Script sent, take 5mg tonight | In order to keep INR up take 5 mg | take 5 1mg tablets |
take 3 x 1mg | INR 2.6 on 5mg - continue | INR 2.6 on 5mg – continue | INR 2.6 on 5mg — continue |
INR 2.6 on 5mg - no change | INR 2.6 on 5mg — no change | Was on 5mg, INR in range so continue |
Previously 5mg, please continue | previous dose 5mg: continue | 5mg to 30/11 then 4mg | Start from 5mg |
5 and 4 mg | 5/4mg | 5-4mg | Take 5 Mon Wed Fri and 4mg other days | triple dose tonight
`,
  ],
  [
    FIVE,
    `
take one 5mg tablet twice daily | 5 mg tablets twice daily | 5mg tablet bd | take one 5mg pink tablet bd |
5 mg (pink) tablets bd | 5 mg warfarin pink tablets bd | 5mg tabs: one bd |
5mg bid | take one 5 mg tablet tid | 5mg tablet po b.i.d. | 5mg once every 2 days | 1 x 5mg bd
`,
  ],
  [ONE, 'Take 7mg daily | 7 mg nocte'],
  [
    without(0),
    `
Stop warfarin | Stop warfarin until seen | Omit Mon-Wed | Hold from tonight for 3 days | Omit tonight for 3 nights |
Omit tonight x3 | Omit tonight and next 2 days | omit 24/12
`,
  ],
  [without(3), 'omit next dose | Hold warfarin'],
  [without(3, 4), 'Hold for 2 days'],
  [
    without(0, 1),
    'Omit tonight then 4mg from tomorrow | Omit tonight only | omit Mon then restart Tues 4mg',
  ],
  [TURNS, '5mg Mon Wed Fri, 4mg other days | 5mg tonight'],
]

const AGREE: readonly Rows[] = [
  [FIVE, 'take one 5mg tablet daily | 5 mg tablets at night | one 5mg pink tablet od | 5mg a day'],
  [
    FOUR,
    `
folic acid 5mg | Started solifenacin 5mg | oxybutynin 5mg bd | donepezil 10mg | On memantine 10mg | ezetimibe 10mg |
melatonin 2mg | Oramorph 10mg | indapamide 2.5mg | bumetanide 1mg | cetirizine 10mg | montelukast 10mg |
Losec 20mg | buprenorphine 10mg | Nosebleed took 10 min to stop | Bleeding slow to stop | Wants to stop |
GP stopped clopidogrel; hold until review | Skip lunch sometimes | Vomited twice | Saw GP twice | nosebleed twice |
Seeing double | Back in a half-hour | Half-term | Warfarin missed today's clinic
`,
  ],
]

/** As above, in other words: written before any rule about them. */
const CONTRADICT_TOO: readonly Rows[] = [
  [
    FOUR,
    `
Take 4mg b.d. | 4mg tds | 4 mg morning and night | Take 4 mg every other day | 4mg once a week | 4mg weekly |
28 mg nocte | 28mg od | Take 28mg every day | From 12 April 5mg | From April 5mg daily | Ensure patient takes 6mg |
Finished doxycycline, stop warfarin | Given clarithromycin - stop warfarin and recheck |
On prednisolone so dose reduced to 3mg | Abx started (5mg daily) | Amoxicillin course, now 5mg od |
Discontinuing warfarin today | Ceasing warfarin, starting apixaban | To come off warfarin | Avoid dose tonight |
Do not give any warfarin | Dont have warfarin tonight | No tablets for 3 days | omitt tonight please | witholding tonight |
Not to have any tonight | Take 5mg tablet nocte | Take two 3mg tablets | 5mg x 7 days | 5 mg for 3 days |
Script issued; take 5mg daily | Take 2 x 1mg tonight | INR 2.4 on 5mg: unchanged | Stable on 5mg, happy to remain |
Was 5mg and INR fine so stay the same | Previous dose 5mg. Continue | 5mg until 30/11 then 4mg |
Starting from 5mg tonight | 5 & 4mg alternating | 4 or 5mg | 6 Mon and 4mg other days | treble dose tonight |
5mg tonight and tomorrow | 4 mg 12 hourly | Do not administer warfarin today | Last INR 2.5 on 5mg, leave as is |
Previously 5mg and well, no alteration | 4mg mane and nocte | Not for warfarin tonight | 2 x 2 mg, 1234 mg | Take 6 Tues Thurs, 4mg rest
`,
  ],
  [
    without(0),
    `
Hold warfarin until INR <4 | Discontinue warfarin | Omit Mon to Thurs | Omit tonight for two days |
Stop taking warfarin | Hold until bloods back | Stop warfarin and restart when INR <3 | Omit 25/12/26 | Do not give for 3 days
`,
  ],
  [without(1), 'omit 24 Nov to 3 Dec'],
  [without(3), 'omit one dose | Hold'],
  [without(0, 1), 'Omit tonight then restart 4mg tomorrow | Omit one dose only'],
  [TURNS, '5mg Mon, 4mg Tues | Tonight 5mg'],
]

const AGREE_TOO: readonly Rows[] = [
  [
    FOUR,
    `
Folic acid 5 mg weekly | On donepezil 10mg | Started mirabegron 25mg | Amlodipine 10mg od | bendroflumethiazide 2.5mg om |
Prednisolone 5mg od long term | tamsulosin and finasteride 5mg | Bisoprolol 1.25mg bd |
Nosebleeds took 15 minutes to stop | Gums bleeding, slow to stop | Skips breakfast | Rang twice, no answer |
Fell twice last week | Double vision reviewed by eye clinic | Half-day off work | Half an avocado daily |
Going away in April | April INR 2.5 | Ensure drinks twice daily | Diazepam 5mg prn | Haloperidol 1.5mg |
Melatonin 2mg nocte | Takes 4mg at 6pm | 4mg every day | 4 mg each night | 4mg od, 28mg weekly |
28mg a week (4mg daily) | Was on 5mg, reduced because bruised | Previous 5mg too much |
Given 5mg tablets in error, returned | INR 3.4 on 5mg so reduced | Antibiotics 500mg tds | 4 mg 31/2 | INR 2.4 on 4mg - continue | Stopping smoking | Warfarin missed on holiday last month
`,
  ],
  [
    without(0),
    'Omit tonight, 2/52 recheck | Omit tonight, 4 from tomorrow | Omit tonight only then 4mg | Omit tonight (1 dose)',
  ],
  [without(0, 1, 2), 'Omit Mon-Wed | Hold for 3 days from tonight'],
  [NONE, 'Stop warfarin | Discontinue warfarin'],
  [UNEVEN, '5mg Mon, Tues 4mg | Mon Wed Fri 5mg, rest 4mg | 5mg tonight, 4mg tomorrow'],
]

const inRows = (rows: readonly Rows[]) =>
  rows.flatMap(([doses, comments]) =>
    comments.split('|').map((comment) => [comment.trim(), doses] as const),
  )

for (const [comment, doses] of inRows([...CONTRADICT, ...CONTRADICT_TOO])) {
  test(`H11: "${comment}" beside ${doses.slice(0, 4).join(', ')} mg is asked about`, () => {
    assert.notEqual(against(comment, doses), undefined)
  })
}

for (const [comment, doses] of inRows([...AGREE, ...AGREE_TOO])) {
  test(`H11: "${comment}" beside ${doses.slice(0, 4).join(', ')} mg asks nothing`, () => {
    assert.equal(against(comment, doses), undefined)
  })
}
