import { addDays, type Day, day, londonDay } from '#base/day.ts'
import { monthsBefore } from '#clinical/months.ts'
import { rememberedMedicines } from '#clinical/remembered-medicines.ts'
import type { CourseInr, Days, DoseSpell, ForecastCourse } from '#kinetics/forecast-course.ts'
import { stepsOfCourses } from '#store/control-night.ts'
import {
  type ForecastPerson,
  type ForecastRow,
  forecastRows,
  vitaminKOf,
  weightsOf,
} from '#store/forecast-courses.ts'
import type { Tx } from '#store/tx.ts'
import { planCourse } from './plan-course.ts'

/** The record has no place for a genotype: nobody's is known. */
const NO_GENOTYPE = { cyp2c9: 'not-known', vkorc1: 'not-known' } as const

/** Accuracy is counted over the tests of so many months. @see docs/evidence.md#second-opinion */
const ACCURACY_MONTHS = 12
export const accuracySince = (today: Day): Day => monthsBefore(today, ACCURACY_MONTHS)

/** The course of one person, without a result that is being replaced. */
export async function forecastCourse(
  tx: Tx,
  person: ForecastPerson,
  since: Day,
  replaced: string | undefined,
): Promise<ForecastCourse> {
  const read = await readCourses(tx, [person], since)
  const rows = read.rows.filter(({ id }) => id !== replaced)
  return courseOf(person, { ...read, rows }, since)
}

/** The courses of warfarin of these people since a day, as a forecast reads them. */
export async function forecastCourses(
  tx: Tx,
  people: readonly ForecastPerson[],
  since: Day,
): Promise<readonly ForecastCourse[]> {
  const read = await readCourses(tx, people, since)
  return people.map((person) => courseOf(person, read, since))
}

type Read = Awaited<ReturnType<typeof readCourses>>

async function readCourses(tx: Tx, people: readonly ForecastPerson[], since: Day) {
  const ids = people.map(({ episodeId }) => episodeId)
  const [rows, weights, vitaminK, steps] = await Promise.all([
    forecastRows(tx, ids, since),
    weightsOf(
      tx,
      people.map(({ patientId }) => patientId),
    ),
    vitaminKOf(tx, ids),
    stepsOfCourses(tx, ids),
  ])
  return { rows, weights, vitaminK, steps }
}

function courseOf(
  { episodeId, patientId, dateOfBirth, statedUg, ...person }: ForecastPerson,
  read: Read,
  since: Day,
): ForecastCourse {
  const isOwn = (one: { readonly episodeId: string }) => one.episodeId === episodeId
  const rows = read.rows.filter(isOwn)
  const startedOn = person.startedOn === null ? null : day(person.startedOn)
  return {
    isWarfarin: true,
    startedOn,
    bornOn: day(dateOfBirth),
    genotype: NO_GENOTYPE,
    weights: read.weights
      .filter((weight) => weight.patientId === patientId)
      .map(({ measuredOn, grams }) => ({ on: day(measuredOn), kg: grams / 1000 })),
    inrs: rows.map(inrOf),
    doses: dosesOf(rows, statedUg),
    said: rows.flatMap(saidAt),
    interactions: rows.flatMap(actingSince),
    besides: [],
    vitaminK: read.vitaminK.filter(isOwn).map(({ closedAt }) => londonDay(closedAt)),
    breaks: planCourse(read.steps.filter(isOwn), startedOn ?? since).breaks,
  }
}

const inrOf = ({ sampledOn, comparator, tenths, fromOn }: ForecastRow): CourseInr => ({
  on: day(sampledOn),
  inr: { comparator, tenths },
  decidedOn: day(fromOn ?? sampledOn),
})

function saidAt({ visitOn, missedDoses, illness, medicinesChanged }: ForecastRow) {
  if (visitOn === null) return []
  const medicines = medicinesChanged !== 'no'
  return [
    { on: day(visitOn), missedDoses: missedDoses !== 0, illness: illness !== false, medicines },
  ]
}

/** How long each medicine that was named at a visit may move the INR. */
function actingSince({ visitOn, medicines }: ForecastRow): readonly Days[] {
  if (visitOn === null) return []
  const saidOn = day(visitOn)
  return (medicines ?? []).flatMap((change) =>
    rememberedMedicines([{ ...change, saidOn }], saidOn).map(({ until }) => ({
      from: saidOn,
      until,
    })),
  )
}

/**
 * What was told from which day on. A dose decided here ends with its calendar; another product's export says only the dose until
 * each test, so the dose from one test on is the dose until the next, and after the last what the person said they take. After
 * a visit on which no dose was decided (an alarm) nobody wrote what was taken: it is not known until one is.
 */
export function dosesOf(
  rows: readonly ForecastRow[],
  statedUg: number | null,
): readonly DoseSpell[] {
  let spells: DoseSpell[] = []
  let isDosedHere = false
  const put = (...later: DoseSpell[]) => {
    const [first] = later
    if (first !== undefined) spells = [...spells.filter(({ from }) => from < first.from), ...later]
  }
  for (const [nth, row] of rows.entries()) {
    const { dailyUg, fromOn } = row
    if (dailyUg !== null && fromOn !== null) {
      isDosedHere = true
      put(...decidedSpells(row, day(fromOn), dailyUg))
    } else if (row.visitOn !== null) {
      put({ from: day(row.sampledOn), ug: 'not-known' })
    } else if (!isDosedHere) {
      const ug = rows[nth + 1]?.doseBeforeUg ?? statedUg ?? 'not-known'
      put(...afterOmitting(day(row.sampledOn), row.omitDays ?? 0, ug))
    }
  }
  return spells
}

function decidedSpells(
  { decidedOmitDays, boosts, untilOn }: ForecastRow,
  from: Day,
  dailyUg: number,
): readonly DoseSpell[] {
  const larger = (boosts ?? []).flatMap(({ on, ug }): DoseSpell[] => [
    { from: on, ug },
    { from: addDays(on, 1), ug: dailyUg },
  ])
  const end: DoseSpell[] =
    untilOn === null ? [] : [{ from: addDays(day(untilOn), 1), ug: 'not-known' }]
  return [...afterOmitting(from, decidedOmitDays ?? 0, dailyUg), ...larger, ...end]
}

const afterOmitting = (from: Day, omitDays: number, ug: DoseSpell['ug']): readonly DoseSpell[] =>
  omitDays === 0
    ? [{ from, ug }]
    : [
        { from, ug: 0 },
        { from: addDays(from, omitDays), ug },
      ]
