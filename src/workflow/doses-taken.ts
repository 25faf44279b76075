import { addDays, type Day, day, londonDay } from '#base/day.ts'
import type { Days, DoseSpell } from '#kinetics/forecast-course.ts'
import type { ForecastRow, ForecastVisit } from '#store/forecast-courses.ts'

/** What a record holds of the doses of one course, each list oldest first. */
export type DoseRecord = {
  readonly rows: readonly ForecastRow[]
  readonly visits: readonly ForecastVisit[]
  /** What the person said they took before the first visit here. */
  readonly statedUg: number | null
  readonly breaks: readonly Days[]
}

/**
 * The doses that were surely taken, and from when on nobody knows. A dose decided here counts from the day on which it was
 * told until its calendar ends. Nobody knows what is taken after a visit without a dose (an alarm, a referral), after a
 * correction or a result from elsewhere, on an INR that is void, of a dose that was not told, and around a pause: until the
 * next dose that was told.
 */
export function dosesTaken(of: DoseRecord): readonly DoseSpell[] {
  let spells: readonly DoseSpell[] = dosesBefore(of)
  for (const { on, from } of turnsOf(of)) {
    spells = [...spells.filter((spell) => spell.from < on), ...from(spells)]
  }
  return spells
}

/** A moment from which on something else is taken, or nobody knows what. */
type Turn = {
  readonly on: Day
  readonly at: number
  readonly from: (before: readonly DoseSpell[]) => readonly DoseSpell[]
}

const doubt = (on: Day, at: number): Turn => ({
  on,
  at,
  from: () => [{ from: on, ug: 'not-known' }],
})

/** At the end of its day: nothing that was decided on it is surer. */
const LAST_OF_DAY = Number.POSITIVE_INFINITY

function turnsOf({ rows, visits, breaks }: DoseRecord): readonly Turn[] {
  const dosedAtOnce = new Set(
    visits.flatMap(({ id, visitOn, fromOn }) => (fromOn === visitOn ? [id] : [])),
  )
  const turns = [
    ...visits
      .filter(({ id }) => !dosedAtOnce.has(id))
      .map(({ visitOn, visitAt }) => doubt(day(visitOn), visitAt)),
    ...visits.flatMap(turnOfDose),
    ...outsideVisits(rows, firstVisit(visits)).map(({ sampledOn, enteredAt }) =>
      doubt(day(sampledOn), enteredAt),
    ),
    ...rows
      .filter(({ isCorrected }) => isCorrected)
      .map(({ enteredAt }) => doubt(londonDay(enteredAt), enteredAt)),
    ...breaks.flatMap(({ from, until }) => [
      doubt(from, LAST_OF_DAY),
      ...(until === 'still-open' ? [] : [doubt(until, LAST_OF_DAY)]),
    ]),
  ]
  return turns.sort((one, other) =>
    one.on === other.on ? Math.sign(one.at - other.at) || 0 : one.on < other.on ? -1 : 1,
  )
}

const firstVisit = (visits: readonly ForecastVisit[]): string | undefined =>
  visits.map(({ visitOn }) => visitOn).sort()[0]

/** Results of no visit since the first: measured, and perhaps dosed, elsewhere. */
const outsideVisits = (rows: readonly ForecastRow[], first: string | undefined) =>
  first === undefined ? [] : rows.filter((row) => row.visitId === null && row.sampledOn >= first)

/** Another product's export says only the dose until each test: the dose from one on is the dose until the next. */
function dosesBefore({ rows, visits, statedUg }: DoseRecord): readonly DoseSpell[] {
  const first = firstVisit(visits)
  return rows.flatMap((row, nth) => {
    if (row.visitId !== null || (first !== undefined && row.sampledOn >= first)) return []
    const next = rows[nth + 1]
    const ug = next === undefined || next.visitId !== null ? statedUg : next.doseBeforeUg
    return afterOmitting(day(row.sampledOn), row.omitDays ?? 0, ug ?? 'not-known')
  })
}

function turnOfDose(visit: ForecastVisit): readonly Turn[] {
  const { dailyUg, fromOn, untilOn, decidedAt, toldAt, isVoid } = visit
  if (dailyUg === null || fromOn === null || untilOn === null || decidedAt === null) return []
  const [on, { omitDays, boosts }] = [day(fromOn), visit]
  const isPlain = (omitDays ?? 0) === 0 && (boosts ?? []).length === 0
  const larger = (boosts ?? []).flatMap((boost): DoseSpell[] => [
    { from: boost.on, ug: boost.ug },
    { from: addDays(boost.on, 1), ug: dailyUg },
  ])
  const told: readonly DoseSpell[] = [
    ...afterOmitting(on, omitDays ?? 0, dailyUg),
    ...larger,
    { from: addDays(day(untilOn), 1), ug: 'not-known' },
  ]
  const knownOn = toldAt === null || isVoid === true ? undefined : londonDay(toldAt)
  const from: Turn['from'] = (before) =>
    isPlain && isTakenOn(before, on, dailyUg) ? told : knownFrom(told, on, knownOn)
  return [{ on, at: decidedAt, from }]
}

/** Whether this dose is taken on a day, and after it no other that was told: to go on with it nobody need be told. */
const isTakenOn = (spells: readonly DoseSpell[], on: Day, dailyUg: number): boolean =>
  spells.findLast(({ from }) => from <= on)?.ug === dailyUg &&
  spells.every(({ from, ug }) => from <= on || ug === dailyUg || ug === 'not-known')

/** What was told, from the day on which it was: what was taken until then nobody knows. */
function knownFrom(
  told: readonly DoseSpell[],
  on: Day,
  knownOn: Day | undefined,
): readonly DoseSpell[] {
  if (knownOn === undefined) return [{ from: on, ug: 'not-known' }]
  if (knownOn <= on) return told
  const then = told.findLast(({ from }) => from <= knownOn)
  return [
    { from: on, ug: 'not-known' },
    { from: knownOn, ug: then?.ug ?? 'not-known' },
    ...told.filter(({ from }) => from > knownOn),
  ]
}

const afterOmitting = (from: Day, omitDays: number, ug: DoseSpell['ug']): readonly DoseSpell[] =>
  omitDays === 0
    ? [{ from, ug }]
    : [
        { from, ug: 0 },
        { from: addDays(from, omitDays), ug },
      ]
