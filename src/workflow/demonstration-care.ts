import { addDays, type Day } from '#base/day.ts'
import { ESSENTIAL_TOPICS, topicField } from '#register/education.ts'
import { findEpisode } from '#store/episodes.ts'
import { findReassessment } from '#store/reassessments.ts'
import type { WorklistRow } from '#store/worklists.ts'
import type { Years } from './demonstration-days.ts'
import { reviewAgain } from './demonstration-doac-review.ts'
import { lookUp, luckOf, type Person, type Worked } from './demonstration-line.ts'
import { doorAt, houseAt } from './demonstration-sites.ts'
import { ask, type Fields, workingDayBy } from './virtual-clinic.ts'

// The care beside the tests: what is taught, looked at once a year, and thought about when control is poor.

/** In the afternoon, when the clinic is over. */
const AFTER_CLINIC = 840

/** Most is done at the next visits, some of it late. */
const SOON = [
  [0, 0.5],
  [14, 0.3],
  [80, 0.2],
] as const
const WITHIN_WEEKS = [
  [5, 0.4],
  [20, 0.4],
  [60, 0.2],
] as const

export const CARE: readonly Worked[] = [
  { kind: 'education-due', waits: SOON, work: teach },
  { kind: 'first-review-due', waits: SOON, work: reviewYear },
  { kind: 'review-due', waits: WITHIN_WEEKS, work: reviewYear },
  { kind: 'reassessment-due', waits: WITHIN_WEEKS, work: reassess },
  { kind: 'poor-control', waits: WITHIN_WEEKS, work: reassess },
  { kind: 'overdue', waits: WITHIN_WEEKS, work: reviewDoac },
]

/** One lesson in so many is not understood at once. */
const PARTLY = 0.06

async function teach({ house, open }: Years, on: Day, line: WorklistRow): Promise<void> {
  const isPartly = line.note !== 'incomplete' && luckOf(line, 'understood') < PARTLY
  await ask(doorAt(house, open, on, AFTER_CLINIC), 'nurse', 'record-education', {
    patientId: line.patientId ?? '',
    taughtOn: on,
    taught: 'patient',
    taughtBy: 'Bea Thornton',
    ...Object.fromEntries(ESSENTIAL_TOPICS.map((topic) => [topicField(topic), 'yes'])),
    booklet: line.note === 'incomplete' ? 'has-one' : 'given',
    understood: isPartly ? 'partly' : 'yes',
    ...(isPartly && { note: 'Unsure which medicines to ask about; a daughter comes next time' }),
  })
}

/** Things that are found at one review in so many, by chances that add up. */
const FOUND: readonly (readonly [until: number, said: Fields])[] = [
  [0.08, { falls: 'yes', eventsNote: 'One fall in the garden, no injury' }],
  [0.14, { bleeding: 'minor', eventsNote: 'Nose bleeds in the winter, none now' }],
  [0.2, { adherence: 'mostly', adherenceNote: 'Forgets at weekends; a pill box is tried' }],
  [0.24, { interacting: 'yes', medicinesNote: 'Amiodarone, the dose is unchanged' }],
]
/** One review in so many asks a prescriber to change something. */
const ASKS_CHANGE = 0.05
const NEXT_REVIEW_DAYS = 360

async function reviewYear(years: Years, on: Day, line: WorklistRow): Promise<void> {
  const { house, open } = years
  const episode = await lookUp(years, (tx) => findEpisode(tx, line.episodeId ?? ''))
  const luck = luckOf(line, `found ${on}`)
  const isAsked = luckOf(line, `asks ${on}`) < ASKS_CHANGE
  await ask(doorAt(house, open, on, AFTER_CLINIC), 'nurse', 'review-treatment', {
    episodeId: line.episodeId ?? '',
    version: `${episode?.version ?? 0}`,
    ...NOTHING_FOUND,
    ...FOUND.find(([until]) => luck < until)?.[1],
    weight: weightOf(line),
    bodyOn: on,
    creatinine: creatinineOf(line),
    kidneyOn: addDays(on, -4),
    decision: isAsked ? 'change' : 'continue',
    ...(isAsked && { decisionNote: 'Would rather take a medicine without so many tests' }),
    nextReviewOn: workingDayBy(addDays(on, NEXT_REVIEW_DAYS)),
  })
}

const NOTHING_FOUND: Fields = {
  indicationRight: 'yes',
  targetRight: 'yes',
  bleeding: 'none',
  thrombosis: 'no',
  falls: 'no',
  admissions: 'no',
  interacting: 'no',
  alcohol: 'within-14',
  adherence: 'yes',
  recordsSeen: 'yes',
  complicationsExplained: 'yes',
}

export const weightOf = (line: Person): string => `${62 + Math.floor(luckOf(line, 'weight') * 30)}`
export const creatinineOf = (line: Person): string =>
  `${70 + Math.floor(luckOf(line, 'blood') * 30)}`

const NO_CAUSE: Fields = {
  adherence: 'no',
  interactions: 'no',
  diet: 'no',
  alcohol: 'no',
  illness: 'no',
}
/** What is found behind poor control, by shares that add up, and what is done about it. */
const CAUSES: readonly (readonly [until: number, said: Fields])[] = [
  [0.35, { adherence: 'yes', adherenceNote: 'Forgets evening doses when away from home' }],
  [0.5, { illness: 'yes', illnessNote: 'Chest infection and antibiotics' }],
  [0.6, { diet: 'yes', dietNote: 'A diet to lose weight, with more green vegetables' }],
]
const LOOK_AGAIN_DAYS = 56

/** A nurse makes a plan, or says that control is good again, where it is. */
async function reassess(years: Years, on: Day, line: WorklistRow): Promise<void> {
  const { house, open } = years
  const known = await lookUp(years, (tx) => findReassessment(tx, line.episodeId ?? ''))
  const luck = luckOf(line, `cause ${on}`)
  const asked = {
    episodeId: line.episodeId ?? '',
    version: `${known?.version ?? 0}`,
    ...NO_CAUSE,
    ...CAUSES.find(([until]) => luck < until)?.[1],
  }
  const door = doorAt(house, open, on, AFTER_CLINIC)
  const restored = { outcome: 'continue', reason: 'control-restored' }
  const over = await ask(door, 'prescriber', 'reassess-control', { ...asked, ...restored })
  if (over.kind === 'done') return
  await ask(door, 'nurse', 'reassess-control', {
    ...asked,
    outcome: 'improve',
    planNote: 'Weekly pill box, and a test each fortnight until two are in range',
    lookAgainOn: addDays(on, LOOK_AGAIN_DAYS),
  })
}

/** Whoever takes a direct oral anticoagulant is reviewed; a test of warfarin is waited for. */
async function reviewDoac({ house, open }: Years, on: Day, line: WorklistRow): Promise<void> {
  if (line.medicine === 'warfarin') return
  const by = { prescriber: open.callerOf('prescriber'), nurse: open.callerOf('nurse') }
  const measured = { weight: weightOf(line), creatinine: creatinineOf(line) }
  await reviewAgain(houseAt(house, on, AFTER_CLINIC), by, line, measured)
}
