import { type Day, day, londonDay } from '#base/day.ts'
import { monthsBefore } from '#clinical/months.ts'
import { rememberedMedicines } from '#clinical/remembered-medicines.ts'
import type { CourseInr, Days, ForecastCourse } from '#kinetics/forecast-course.ts'
import { stepsOfCourses } from '#store/control-night.ts'
import {
  type ForecastPerson,
  type ForecastRow,
  type ForecastVisit,
  forecastRows,
  forecastVisits,
  statedDoses,
  vitaminKOf,
  weightsOf,
} from '#store/forecast-courses.ts'
import { standingGenotypes } from '#store/genotype-reports.ts'
import type { Tx } from '#store/tx.ts'
import { dosesTaken } from './doses-taken.ts'
import { planCourse } from './plan-course.ts'

/** Accuracy is counted over the tests of so many months. @see docs/evidence.md#second-opinion */
const ACCURACY_MONTHS = 12
export const accuracySince = (today: Day): Day => monthsBefore(today, ACCURACY_MONTHS)

/** The courses of warfarin of these people since a day, as a forecast reads them: on a page and at night alike. */
export async function forecastCourses(
  tx: Tx,
  people: readonly ForecastPerson[],
  since: Day,
): Promise<readonly ForecastCourse[]> {
  const read = await readCourses(tx, people, since)
  return people.map((person) => courseOf(person, read, since))
}

/** The course of one person; without a result that is being replaced, on which nothing is decided any more. */
export async function forecastCourse(
  tx: Tx,
  person: ForecastPerson,
  since: Day,
  replaced?: string,
): Promise<ForecastCourse> {
  const read = await readCourses(tx, [person], since)
  const rows = read.rows.filter(({ id }) => id !== replaced)
  const gone = read.rows.find(({ id }) => id === replaced)
  const visits = read.visits.map((visit) =>
    visit.id === gone?.visitId ? { ...visit, isVoid: true } : visit,
  )
  return courseOf(person, { ...read, rows, visits }, since)
}

type Read = Awaited<ReturnType<typeof readCourses>>

async function readCourses(tx: Tx, people: readonly ForecastPerson[], since: Day) {
  const ids = people.map(({ episodeId }) => episodeId)
  const patientIds = people.map(({ patientId }) => patientId)
  const [rows, visits, stated, weights, genotypes, vitaminK, steps] = await Promise.all([
    forecastRows(tx, ids, since),
    forecastVisits(tx, ids, since),
    statedDoses(tx, ids),
    weightsOf(tx, patientIds),
    standingGenotypes(tx, patientIds),
    vitaminKOf(tx, ids),
    stepsOfCourses(tx, ids),
  ])
  return { rows, visits, stated, weights, genotypes, vitaminK, steps }
}

function courseOf(
  { episodeId, patientId, dateOfBirth, ...person }: ForecastPerson,
  read: Read,
  since: Day,
): ForecastCourse {
  const isOwn = (one: { readonly episodeId: string }) => one.episodeId === episodeId
  const [rows, visits] = [read.rows.filter(isOwn), read.visits.filter(isOwn)]
  const statedUg = read.stated.find(isOwn)?.dailyUg ?? null
  const startedOn = person.startedOn === null ? null : day(person.startedOn)
  const { breaks } = planCourse(read.steps.filter(isOwn), startedOn ?? since)
  return {
    isWarfarin: true,
    startedOn,
    bornOn: day(dateOfBirth),
    genotypes: read.genotypes
      .filter((report) => report.patientId === patientId)
      .map(({ on, cyp2c9, vkorc1 }) => ({ on, cyp2c9, vkorc1 })),
    weights: read.weights
      .filter((weight) => weight.patientId === patientId)
      .map(({ measuredOn, grams }) => ({ on: day(measuredOn), kg: grams / 1000 })),
    inrs: rows.map(inrOf),
    doses: dosesTaken({ rows, visits, statedUg, breaks }),
    said: visits.map(saidAt),
    interactions: visits.flatMap(actingSince),
    besides: [],
    vitaminK: read.vitaminK.filter(isOwn).map(({ closedAt }) => londonDay(closedAt)),
    breaks,
  }
}

const inrOf = ({ sampledOn, comparator, tenths, decidedOn }: ForecastRow): CourseInr => ({
  on: day(sampledOn),
  inr: { comparator, tenths },
  decidedOn: day(decidedOn ?? sampledOn),
})

/** Also at a visit whose result is void: that unsays nothing. */
const saidAt = ({ visitOn, missedDoses, illness, medicinesChanged }: ForecastVisit) => ({
  on: day(visitOn),
  missedDoses: missedDoses !== 0,
  illness: illness !== false,
  medicines: medicinesChanged !== 'no',
})

/** How long each medicine that was named at a visit may move the INR. */
function actingSince({ visitOn, medicines }: ForecastVisit): readonly Days[] {
  const saidOn = day(visitOn)
  return (medicines ?? []).flatMap((change) =>
    rememberedMedicines([{ ...change, saidOn }], saidOn).map(({ until }) => ({
      from: saidOn,
      until,
    })),
  )
}
