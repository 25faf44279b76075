// One visit of somebody who is being started on warfarin by a protocol: the dose of its row, or the alarms that
// stand in its place. Pure; asked by warfarin/advise.ts (H08, H09, H12).
import { addDays, daysBetween } from '#base/day.ts'
import { formatMg, type Ug, ug } from '#clinical/dose.ts'
import { formatInr, isMeasured, type MeasuredInr } from '#clinical/inr.ts'
import { fewestTablets } from '#clinical/tablets.ts'
import type { Advice, AdviseInput, Alarm, DoseAdvice, Fired } from '#clinical/warfarin/advice.ts'
import { ALARMS } from '#clinical/warfarin/alarm-actions.ts'
import { weeklyUgOf } from '#clinical/week-plan.ts'
import { givenOn } from './given-doses.ts'
import {
  dosesMissed,
  noRow,
  notForPatient,
  offProtocol,
  rowForAPerson,
} from './initiation-alarms.ts'
import { answerOf, tableFor } from './look-up.ts'
import { dateOfDay, type Position, positionOf } from './position.ts'
import type { Answer, InitiationInput, NextDay, ProtocolTable } from './protocol.ts'
import { protocolTable } from './tables.ts'

/** A visit within an initiation. */
export type InitiationVisit = AdviseInput & { readonly initiation: InitiationInput }

/** The protocols were made for this target; another one is a person's decision. @see docs/evidence.md#initiation-target */
export const INITIATION_TARGET = { valueTenths: 25, lowTenths: 20, highTenths: 30 } as const

/** Days of doses beyond the next test; more would run past a protocol of days. @see docs/evidence.md#initiation-grace */
export const INITIATION_GRACE_DAYS = 3

/** Alarms of maintenance that mean nothing here: the INR is low at first, and no dose is in force on day 1. */
const ONLY_IN_MAINTENANCE: readonly Alarm['code'][] = [
  'initiating',
  'inr-far-below-target',
  'outside-valid-range',
  'current-dose-not-known',
  'protocol-not-for-target',
  'low-inr-at-risk',
]

/** The dose of the protocol's row for this visit, or why a person decides. `raised` are the alarms of any visit. */
export function adviseInitiation(visit: InitiationVisit, raised: readonly Alarm[]): Advice {
  const table = protocolTable(visit.initiation.protocol, visit.initiation.version)
  const general = raised.filter(({ code }) => !ONLY_IN_MAINTENANCE.includes(code))
  if (table === undefined) return alarms([...general, notForPatient(1, UNKNOWN_VERSION)])
  const position = positionOf(table, visit.initiation, visit)
  const own = ownAlarms(visit, table, position)
  if (general.length + own.length > 0 || !isMeasured(visit.inr) || position.kind === 'off') {
    return alarms([...general, ...own])
  }
  const answer =
    position.kind === 'settling'
      ? keep(visit.inr, position.doseUg, table)
      : answerOf(tableFor(position.tables, visit.initiation), visit.inr)
  return adviceOf(visit, table, position, answer)
}

const UNKNOWN_VERSION = 'This version of the protocol is not known here.'

const alarms = (all: readonly Alarm[]): Advice => ({ kind: 'alarm', alarms: all, fired: [] })

/** What keeps the protocol from being used today, whatever the INR. */
function ownAlarms(visit: InitiationVisit, table: ProtocolTable, position: Position): Alarm[] {
  const { day } = position
  const found: Alarm[] = []
  const unsuited = unsuitedBecause(visit, table)
  if (unsuited !== undefined) found.push(notForPatient(day, unsuited))
  if (position.kind === 'off') found.push(offProtocol(position.because, day))
  if (visit.answers.missedDoses > 0) found.push(dosesMissed(day))
  if (position.kind === 'step' && tableFor(position.tables, visit.initiation) === undefined) {
    found.push(offProtocol('doses-not-of-protocol', day))
  }
  return found
}

function unsuitedBecause(
  { target, risk, initiation }: InitiationVisit,
  { needsSex }: ProtocolTable,
): string | undefined {
  const isItsTarget =
    target.valueTenths === INITIATION_TARGET.valueTenths &&
    target.lowTenths === INITIATION_TARGET.lowTenths &&
    target.highTenths === INITIATION_TARGET.highTenths
  if (!isItsTarget) return 'Its doses are for a target of 2.5 (2.0 to 3.0).'
  if (risk.mechanicalValve !== 'none') {
    return 'With a mechanical valve, or when that is not known, there is no automatic start.'
  }
  return needsSex && initiation.sex === 'not-known'
    ? 'Its doses differ by sex, and the sex is not on record.'
    : undefined
}

/** Past its last row: an INR in range keeps the dose, as every protocol does; anything else is a person's. */
function keep(inr: MeasuredInr, doseUg: number, { settlingDays }: ProtocolTable): Answer {
  const { lowTenths, highTenths } = INITIATION_TARGET
  if (inr.tenths >= lowTenths && inr.tenths <= highTenths) {
    return { kind: 'dose', doseUg, next: { kind: 'in', days: settlingDays } }
  }
  return { kind: 'person', action: OUT_OF_RANGE }
}

const OUT_OF_RANGE =
  'The rows of the protocol are done, the INR is out of range and not yet stable, so that no maintenance protocol applies. Decide the dose, and test within a week.'

function adviceOf(
  visit: InitiationVisit,
  table: ProtocolTable,
  position: Exclude<Position, { kind: 'off' }>,
  answer: Answer | 'no-row',
): Advice {
  const { day } = position
  if (answer === 'no-row') return alarms([noRow(day)])
  if (answer.kind === 'person') {
    return alarms([rowForAPerson(day, answer.action, evidenceOf(table, position))])
  }
  const next = nextDate(visit, table, day, answer.next)
  if (next === 'beyond-the-protocol') return alarms([offProtocol('not-a-test-day', day)])
  const dose = ug(answer.doseUg)
  if (fewestTablets(dose, visit.tabletSet) === 'cannot-be-made') {
    return alarms([ALARMS['tablets-cannot-make-dose']])
  }
  return doseAdvice(visit, table, position, dose, daysBetween(visit.today, next))
}

/** The date of the next test; a recheck that would pass the day it must be before is nobody's guess. */
export function nextDate(
  { today, initiation: { firstOn } }: InitiationVisit,
  table: ProtocolTable,
  day: number,
  next: NextDay,
) {
  switch (next.kind) {
    case 'day':
      return dateOfDay(firstOn, next.day)
    case 'in': {
      const isRecheck = table.recheck !== undefined && day < table.recheck.beforeDay
      const isBeyond = isRecheck && day + next.days > table.recheck.beforeDay
      return isBeyond ? 'beyond-the-protocol' : addDays(today, next.days)
    }
    case 'next-fixed': {
      const step = table.steps.find((candidate) => candidate.day > day)
      return step === undefined ? 'beyond-the-protocol' : dateOfDay(firstOn, step.day)
    }
  }
}

function doseAdvice(
  visit: InitiationVisit,
  table: ProtocolTable,
  position: Exclude<Position, { kind: 'off' }>,
  dose: Ug,
  days: number,
): DoseAdvice {
  const { day } = position
  const latestOn = addDays(visit.today, days)
  const fired = firedBy(visit, table, position, dose)
  return {
    kind: 'dose',
    protocol: table.id,
    band: 'in-band',
    rawNg: dose * 1000,
    clampedUg: dose,
    roundedUg: dose,
    weeklyUg: weeklyUgOf(dose),
    pattern: 'constant',
    changePercentHundredths: changeFrom(visit.initiation, dose, day),
    omitDays: 0,
    nextTest: { latestOn, days, because: [nextTestRule(table)] },
    fired: [fired],
    notes: notesOn(visit, day),
    initiation: { day, ifNotTested: ifNotTested(table, day), graceDays: INITIATION_GRACE_DAYS },
  }
}

/** What is taken from the next test on if it does not happen, for a dose decided on a day of treatment. */
export const ifNotTested = ({ steps }: ProtocolTable, day: number): 'same' | 'none' => {
  const last = steps.at(-1)
  if (last === undefined || day >= last.day) return 'same'
  return steps.findLast((step) => step.day <= day)?.ifNotTested ?? 'none'
}

function changeFrom({ given, firstOn }: InitiationInput, dose: number, day: number): number {
  const before = givenOn(given, dateOfDay(firstOn, day - 1))
  if (before === 'not-known') return 0
  return Math.round(((dose - before) * 10_000) / before)
}

const evidenceOf = (table: ProtocolTable, { kind }: Position): Pick<Fired, 'source' | 'status'> =>
  kind === 'settling' ? SETTLING : { source: table.source, status: table.status }

const SETTLING = {
  source: 'In range every protocol keeps the dose; stability as INRstar has it (grade B)',
  status: 'derived',
} as const

function firedBy(
  { inr }: InitiationVisit,
  table: ProtocolTable,
  position: Exclude<Position, { kind: 'off' }>,
  dose: number,
): Fired {
  const { day } = position
  if (position.kind === 'settling') {
    return {
      rule: 'initiation-settling',
      says: `Day ${day}: the rows of ${table.name} are done. The INR is in range: ${formatMg(dose)} a day stays until two results in range, 7 days apart, allow maintenance.`,
      ...SETTLING,
    }
  }
  return {
    rule: `initiation-${table.id}-day-${day}`,
    says: `Day ${day} of ${table.name}: INR ${formatInr(inr)} gives ${formatMg(dose)} a day.`,
    source: table.source,
    status: table.status,
  }
}

const nextTestRule = (table: ProtocolTable): Fired => ({
  rule: 'initiation-test-day',
  says: 'The test is on this day, neither earlier nor later: another day goes to a person.',
  source: table.source,
  status: table.status,
})

/** A baseline above this asks for haematology advice before slow starting. @see docs/evidence.md#baseline-inr */
const HAEMATOLOGY_ABOVE_TENTHS = 12

function notesOn({ inr, answers }: InitiationVisit, day: number): readonly string[] {
  const notes: string[] = []
  if (day === 1 && inr.tenths > HAEMATOLOGY_ABOVE_TENTHS) {
    notes.push(
      'The baseline INR is above 1.2: seek haematology advice before the first dose (GPnotebook).',
    )
  }
  if (answers.illness || answers.medicinesChanged !== 'no') {
    notes.push(
      'Illness, or a change of medicine, alcohol or diet, can move the INR: look closely at the next test.',
    )
  }
  if (answers.procedurePlanned) {
    notes.push('A procedure is planned. Ask whether warfarin should start before it.')
  }
  return notes
}
