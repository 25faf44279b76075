import { type Day, day } from '#base/day.ts'
import type { EpisodeRecord } from '#store/episodes.ts'
import type { PatientRecord } from '#store/patients.ts'
import {
  accountIdOf,
  type CountySize,
  DAYS_APART,
  DAYS_TO_NEXT_TEST,
  episodeIdOf,
  FOUNDED,
  fixedIdInSql,
  idInSql,
  idOf,
  lastTestedOn,
  momentOf,
  type Place,
  patientIdOf,
  providerIdOf,
  TODAY,
  tenthsInSql,
  visitDay,
  visitDayInSql,
} from './county-layout.ts'
import { nameOf, planFrom, somebody } from './county-people.ts'
import { type DosedVisit, startingDose } from './county-visits.ts'

const recorded = ({ provider }: Place) => ({
  importBatchId: null,
  recordedBy: accountIdOf(provider, 'nurse'),
  recordedAt: new Date(FOUNDED).toISOString(),
})

/** Far more than any provider has, so that no two people of the county look alike. */
const SERIALS_A_PROVIDER = 50_021

const serialOf = (at: Place): number => at.provider * SERIALS_A_PROVIDER + at.patient

/** What a nurse types to say who is in the chair. */
export function identityOf(at: Place): string {
  const { givenName, familyName, dateOfBirth } = nameOf(serialOf(at))
  return `${givenName.charAt(0)}${familyName.charAt(0)} ${dateOfBirth.slice(0, 4)}`
}

export const newestDecisionIdOf = (at: Place): string =>
  idOf('decision', { ...at, moment: momentOf(visitDay(at.patient, 0), at.patient) })

export const appointmentIdOf = (at: Place): string =>
  idOf('appointment', { ...at, moment: FOUNDED })

export const patternIdOf = (provider: number, weekday: number): string =>
  idOf('pattern', { provider, patient: weekday, moment: FOUNDED })

export const personOf = (at: Place, nhsNumber: string): PatientRecord => ({
  ...recorded(at),
  id: patientIdOf(at),
  version: 1,
  standing: 'live',
  diedOn: null,
  details: somebody(serialOf(at), nhsNumber),
})

export function courseOf(at: Place, newest: DosedVisit | undefined): EpisodeRecord {
  return {
    ...recorded(at),
    id: episodeIdOf(at),
    patientId: patientIdOf(at),
    version: 1,
    phase: 'maintaining',
    standing: 'confirmed',
    bridging: false,
    plan: planFrom(day('2022-01-03')),
    suspendedFrom: null,
    suspendedUntil: null,
    endedOn: null,
    endedReason: null,
    nextTestOn: newest?.dose.nextTest ?? TODAY,
    lastTestedOn: lastTestedOn(at.patient),
    lastDecisionId: newest === undefined ? null : idOfVisit('decision', at, newest),
    lastToldId: newest === undefined ? null : idOfVisit('told', at, newest),
    risk: at.patient % 20 === 0 ? 1 : 0,
  }
}

type OfVisit = 'result' | 'visit' | 'decision' | 'told' | 'appointment'

function idOfVisit(kind: OfVisit, at: Place, { visit }: DosedVisit): string {
  const moment = momentOf(visitDay(at.patient, visit), at.patient)
  return idOf(kind, { ...at, visit, moment })
}

const dayOf = ({ dose }: DosedVisit): Day => dose.from
const instantOf = (at: Place, visited: DosedVisit): string =>
  new Date(momentOf(dayOf(visited), at.patient)).toISOString()

export const VISIT_COLUMNS =
  'provider_id id patient_id episode_id result_id on_date answers recorded_by recorded_at knew'.split(
    ' ',
  )

/** What a visit knew: its own result and the one before, which is within the days that are kept. */
const knewOf = (at: Place, { visit }: DosedVisit): readonly string[] =>
  [visit, visit + 1].map((of) => {
    const moment = momentOf(visitDay(at.patient, of), at.patient)
    return idOf('result', { ...at, visit: of, moment })
  })

export const visitRow = (at: Place, visited: DosedVisit): readonly unknown[] => [
  providerIdOf(at.provider),
  idOfVisit('visit', at, visited),
  patientIdOf(at),
  episodeIdOf(at),
  idOfVisit('result', at, visited),
  dayOf(visited),
  JSON.stringify(visited.answers),
  accountIdOf(at.provider, 'nurse'),
  instantOf(at, visited),
  knewOf(at, visited),
]

export const DECISION_COLUMNS =
  `provider_id id patient_id episode_id visit_id result_id sequence plan_version
  rule_set_hash kind suggestion daily_ug weekly_ug omit_days schedule from_on until_on next_test_on instructions
  competence decided_by decided_at`.split(/\s+/)

export function decisionRow(at: Place, visited: DosedVisit, size: CountySize): readonly unknown[] {
  const { dose, suggestion } = visited
  return [
    providerIdOf(at.provider),
    idOfVisit('decision', at, visited),
    patientIdOf(at),
    episodeIdOf(at),
    idOfVisit('visit', at, visited),
    idOfVisit('result', at, visited),
    size.dosedEach - visited.visit,
    1,
    suggestion.ruleSetHash,
    'accepted',
    JSON.stringify(suggestion),
    dose.dailyUg,
    dose.weeklyUg,
    dose.omitDays,
    JSON.stringify(dose.schedule),
    dose.from,
    dose.until,
    dose.nextTest,
    visited.instructions,
    JSON.stringify({ level: 3, dosing: 'change', until: '2030-12-31' }),
    accountIdOf(at.provider, 'nurse'),
    instantOf(at, visited),
  ]
}

export const TOLD_COLUMNS = 'provider_id id decision_id patient_id how to_whom by at'.split(' ')

export const toldRow = (at: Place, visited: DosedVisit): readonly unknown[] => [
  providerIdOf(at.provider),
  idOfVisit('told', at, visited),
  idOfVisit('decision', at, visited),
  patientIdOf(at),
  'handed-over',
  'patient',
  accountIdOf(at.provider, 'nurse'),
  instantOf(at, visited),
]

export const APPOINTMENT_COLUMNS =
  `provider_id id patient_id episode_id pattern_id on_date at_minute status version
  made_by made_at changed_by changed_at`.split(/\s+/)

/** The booked test, a minute of its own for everybody of that day; those of the past were missed. */
export function appointmentRow(at: Place, newest: DosedVisit | undefined): readonly unknown[] {
  const on = newest?.dose.nextTest ?? TODAY
  const by = accountIdOf(at.provider, 'nurse')
  const made = new Date(FOUNDED).toISOString()
  return [
    providerIdOf(at.provider),
    appointmentIdOf(at),
    patientIdOf(at),
    episodeIdOf(at),
    patternIdOf(at.provider, 1),
    on,
    Math.floor(at.patient / DAYS_APART),
    on < TODAY ? 'missed' : 'booked',
    1,
    by,
    made,
    by,
    made,
  ]
}

/**
 * Every result of a provider, in the order in which they were measured, so that those of one patient lie as far
 * apart as they do in a clinic.
 */
export function resultsOf(provider: number, patients: number, size: CountySize): string {
  const by = accountIdOf(provider, 'nurse')
  const [on, tenths] = [visitDayInSql('n', 'v'), tenthsInSql('n', 'v')]
  const isDosed = `v < ${size.dosedEach}`
  return `
    insert into inr_result (provider_id, id, patient_id, episode_id, comparator, tenths, raw, sampled_on, method,
      device, status, dose_before_ug, omit_days, planned_next_on, entered_by, entered_at)
    select '${providerIdOf(provider)}', ${idInSql('result', { provider, patient: 'n', visit: 'v', on })},
           ${fixedIdInSql('patient', provider, 'n')}, ${fixedIdInSql('episode', provider, 'n')},
           '=', ${tenths}, (${tenths} / 10.0)::numeric(4, 1)::text, ${on}, 'provider-meter',
           case when ${isDosed} then '{"meter": "CoaguChek 4417", "stripLot": "L 62210"}'::jsonb end, 'final',
           case when ${isDosed} then null else ${startingDose(0)} + n % 7 * 500 end,
           case when ${isDosed} then null else 0 end,
           case when ${isDosed} then null else ${on} + ${DAYS_TO_NEXT_TEST} end, '${by}', ${on} + time '09:00'
      from generate_series(0, ${size.resultsEach - 1}) v, generate_series(1, ${patients}) n
     order by v desc, n`
}
