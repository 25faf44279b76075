import { clinicalDate, clinicalInstant, type Day, day } from '#base/day.ts'
import { formatMg } from '#clinical/dose.ts'
import { formatInr, formatTenths } from '#clinical/inr.ts'
import type { RiskFacts } from '#clinical/warfarin/advice.ts'
import { type PackLine, printClinicPack } from '#print/clinic-pack.ts'
import type { EpisodePlan } from '#register/episode.ts'
import { formatNhsNumber, type NhsNumber } from '#register/nhs-number.ts'
import { displayName } from '#register/person-name.ts'
import { linkStanding } from '#register/record-link.ts'
import { switchInWords } from '#register/switch-plan.ts'
import { type Findings, typedDay } from '#register/typed-fields.ts'
import { addClinicPack, type DuePatient, patientsDueBy } from '#store/clinic-packs.ts'
import { thisProvider } from '#store/providers.ts'
import type { Tx } from '#store/tx.ts'
import { act, type Done } from './act.ts'
import { clock } from './dose-page.ts'
import type { Parsed } from './outcome.ts'
import { valveOf } from './risk-facts.ts'
import { dayBoxes, readTextFields } from './text-fields.ts'

export type PackMade = Done & { readonly packId: string; readonly patients: number }

/** Makes the pack of a day by hand; the nightly job makes tomorrow's by itself. */
export const makeClinicPack = act<Day, PackMade>({
  name: 'print-clinic-pack',
  parse: parseWantedDay,
  perform: async ({ tx, now, newId }, forDay) => {
    const made = await writePack(tx, { id: newId(), forDay, now })
    return { kind: 'done', subject: made.packId, ...made }
  },
})

function parseWantedDay(input: unknown): Parsed<Day> {
  const read = readTextFields(input, dayBoxes('on'))
  if (read.kind === 'refused') return read
  const findings: Findings = []
  const on = typedDay(read.value, 'on', findings)
  if (on !== null) return { kind: 'parsed', value: on }
  return { kind: 'refused', findings: findings.length > 0 ? findings : [NO_DAY] }
}

const NO_DAY = { field: 'on', code: 'required', message: 'Enter the day of the clinic.' }

/** Prints and keeps the pack of one day, in the transaction it is given. */
export async function writePack(
  tx: Tx,
  { id, forDay, now }: { readonly id: string; readonly forDay: Day; readonly now: number },
): Promise<{ readonly packId: string; readonly patients: number }> {
  const provider = await thisProvider(tx)
  const due = await patientsDueBy(tx, forDay)

  const pdf = await printClinicPack({
    providerName: provider?.name ?? '',
    forDay,
    madeOn: clinicalInstant(now),
    madeAt: now,
    lines: due.map((patient) => packLine(patient, forDay)),
  })

  const pack = { id, forOn: forDay, patients: due.length, pdf, madeAt: new Date(now).toISOString() }
  await addClinicPack(tx, pack)
  return { packId: id, patients: due.length }
}

/** What stands on paper of somebody, as the sheets of every pack say it. */
export const packLine = (due: DuePatient, forDay: Day): PackLine => ({
  time: clock(due.atMinute ?? undefined),
  name: displayName(due.details),
  dateOfBirth: due.details.dateOfBirth,
  nhsNumber:
    due.details.nhs.kind === 'number'
      ? formatNhsNumber(due.details.nhs.number as NhsNumber)
      : 'none',
  telephone: due.details.telephone,
  target: targetOf(due.plan),
  lastInr: lastInrOf(due),
  lastDose: lastDoseOf(due),
  nextTestOn: due.nextTestOn === null ? null : day(due.nextTestOn),
  warnings: [
    ...(due.switching === null ? [] : [switchInWords(due.switching)]),
    ...warningsOf(due, forDay),
  ].join(', '),
})

function targetOf({ target }: EpisodePlan): string {
  if (target === null) return 'not known'
  return `${formatTenths(target.valueTenths)} (${formatTenths(target.lowTenths)}-${formatTenths(target.highTenths)})`
}

function lastInrOf({ comparator, tenths, sampledOn }: DuePatient): string {
  if (comparator === null || tenths === null || sampledOn === null) return 'none'
  return `${formatInr({ comparator, tenths })} on ${clinicalDate(day(sampledOn))}`
}

/** What is taken now, as far as it is known: on paper as little as on a page a dose that nobody is to be given (H01, H02). */
function lastDoseOf(due: DuePatient): string {
  const { dailyUg, importedDoseUg, isNewestVoid, isOvertaken } = due
  if (isOneOfTwo(due)) return 'none from one of two records'
  if (due.paper !== null) return toldOnPaper(due.paper)
  if (isNewestVoid) return besideVoid(due)
  if (dailyUg !== null) {
    const dose = decidedInWords(dailyUg)
    return isOvertaken ? `none decided since this INR; before it ${dose}` : dose
  }
  return importedDoseUg === null
    ? 'not known'
    : `${formatMg(importedDoseUg)} a day, not confirmed here`
}

const PAPER_STANDING = {
  stands: 'checked',
  'does-not-stand': 'which does not stand: ask what is taken',
} as const

/** It is the newest that the patient was told; whether it counts is said with it (H29). */
const toldOnPaper = ({ dailyUg, on, outcome }: NonNullable<DuePatient['paper']>): string =>
  `${decidedInWords(dailyUg)}, told on paper ${clinicalDate(day(on))}, ${outcome === null ? 'not checked' : PAPER_STANDING[outcome]}`

const decidedInWords = (dailyUg: number): string =>
  dailyUg === 0 ? 'withheld' : `${formatMg(dailyUg)} a day`

function besideVoid(due: DuePatient): string {
  const { dailyUg } = due
  return dailyUg === null ? VOID : `${VOID}; ${whenKnown(due)}: ${decidedInWords(dailyUg)}`
}

function whenKnown({ isNewestTold, isNewestSent }: DuePatient): string {
  if (isNewestTold) return 'told before that'
  return isNewestSent ? 'sent by text before that' : 'before it'
}

const VOID = 'none: its INR is void'

const isOneOfTwo = (due: DuePatient): boolean => linkStanding(due) === 'waiting'

function warningsOf(due: DuePatient, forDay: Day): readonly string[] {
  const { details, plan, standing, phase } = due
  const mechanicalValve = valveOf(details, plan)
  const warnings: readonly (readonly [boolean, string])[] = [
    [isOneOfTwo(due), 'May be one person with another record: do not dose'],
    [isValve(mechanicalValve), 'Mechanical valve'],
    [mechanicalValve === 'not-known', 'Mechanical valve: not recorded'],
    [details.antiphospholipid === 'yes', 'Antiphospholipid: no meter'],
    [details.meterUnsuitable === 'yes', 'Meter not suitable'],
    [phase === 'initiating', 'Starting treatment'],
    [standing === 'unverified', 'Plan not confirmed: do not dose'],
    [due.restartDueOn !== null, procedureOf(due, forDay)],
    [details.allergies !== '', `Allergies: ${details.allergies}`],
  ]
  return warnings.filter(([applies]) => applies).map(([, words]) => words)
}

/** On paper too nobody is dosed while stopped for a procedure, and a restart is not forgotten. */
function procedureOf({ lastDoseOn, restartDueOn }: DuePatient, forDay: Day): string {
  const restart = restartDueOn === null ? '' : clinicalDate(day(restartDueOn))
  if (lastDoseOn === null) return `Procedure: see that treatment goes on after ${restart}`
  const last = clinicalDate(day(lastDoseOn))
  return lastDoseOn < forDay
    ? `Stopped for a procedure since ${last}: do not dose. Restart due ${restart}`
    : `Procedure ahead: last dose ${last}, restart ${restart}`
}

const isValve = (valve: RiskFacts['mechanicalValve']) => valve !== 'none' && valve !== 'not-known'
