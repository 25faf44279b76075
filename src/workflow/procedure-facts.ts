import { clinicalDate } from '#base/day.ts'
import { isDoac } from '#clinical/doac/doac.ts'
import { bloodsMonths } from '#clinical/doac/monitoring.ts'
import { GAPS } from '#clinical/doac/stops.ts'
import { clotRisk } from '#clinical/procedure/clot-risk.ts'
import type { ProcedureMedicine } from '#clinical/procedure/days-without.ts'
import { formatClearance, renalFunction } from '#clinical/renal.ts'
import type { OrderFacts } from '#register/procedure-order.ts'
import type { FoundEpisode } from '#store/episodes.ts'
import { newestMeasurements } from '#store/measurements.ts'
import type { FoundPatient } from '#store/patients.ts'
import { openProcedurePlan } from '#store/procedure-plans.ts'
import type { Desk } from './desk.ts'
import { datedInputs } from './doac-section.ts'
import { type DoseInForce, doseInForce } from './dose-trail.ts'
import { type Refused, refused } from './outcome.ts'
import { dosesInForce } from './procedure-doses.ts'
import { siteMonitoring } from './site-monitoring.ts'
import { riskOnRecord } from './stroke-facts.ts'

/** What a plan around a procedure is made from, as the record stands today. */
export type ProcedureFacts = OrderFacts & {
  /** The clearance of today in words, or why there is none; null where it is not asked. */
  readonly clearanceShown: string | null
  /** What is taken now, of warfarin. */
  readonly usualUg: DoseInForce['dailyUg']
  /** The day of the INR that this dose was decided on, where that INR is void by now. */
  readonly voidInrOn: DoseInForce['voidInrOn']
}

/** Reads what a plan hangs on: the risk of a clot, the clearance from dated inputs, the dose in force. */
export async function procedureFacts(
  desk: Desk,
  patient: FoundPatient,
  episode: FoundEpisode,
  medicine: ProcedureMedicine,
): Promise<ProcedureFacts> {
  const { tx, today } = desk
  const clot = clotRisk(await riskOnRecord(tx, patient, episode.plan, today))
  if (medicine === 'warfarin') {
    const doses = await dosesInForce(tx, episode)
    const { dailyUg, voidInrOn } = doseInForce(doses, episode.plan, today, undefined)
    const unasked = { clearance: 'not-known', clearanceShown: null } as const
    return { medicine, clot, ...unasked, usualUg: dailyUg, voidInrOn }
  }
  const unknown = { usualUg: 'not-known', voidInrOn: null } as const
  return { medicine, clot, ...unknown, ...(await clearanceOf(desk, patient)) }
}

async function clearanceOf(
  desk: Desk,
  { id, details }: FoundPatient,
): Promise<Pick<ProcedureFacts, 'clearance' | 'clearanceShown'>> {
  const { tx, today } = desk
  const [newest, table] = await Promise.all([newestMeasurements(tx, id), siteMonitoring(desk)])
  const facts = { today, bornOn: details.dateOfBirth, sex: details.sex, ...datedInputs(newest) }
  const renal = renalFunction(facts, (clearance, age) => bloodsMonths(table, clearance, age))
  if (renal.kind === 'not-known') {
    const because = renal.gaps.map((gap) => GAPS[gap].says).join(' ')
    return { clearance: 'not-known', clearanceShown: `Not known. ${because}` }
  }
  const { creatinine, weight } = facts
  const [blood, scales] = [
    creatinine === 'not-known' ? '' : clinicalDate(creatinine.on),
    weight === 'not-known' ? '' : clinicalDate(weight.on),
  ]
  const shown = `${formatClearance(renal.clearance)} mL/min (creatinine of ${blood}, weight of ${scales})`
  return { clearance: renal.clearance, clearanceShown: shown }
}

/** The medicine of a course for which a procedure can be planned now, or why none can. */
export async function plannable(
  { tx }: Pick<Desk, 'tx'>,
  patient: FoundPatient,
  episode: FoundEpisode,
): Promise<ProcedureMedicine | Refused> {
  if (patient.standing !== 'live') {
    return no('not-live', 'This patient has left or died. Nothing is planned here.')
  }
  if (episode.standing === 'unverified') {
    return no('plan-unverified', 'This treatment plan was imported. Confirm it first.')
  }
  if (episode.phase !== 'maintaining') {
    const message =
      'A procedure is planned for treatment that is being maintained. Resume a pause, or finish the start, first.'
    return no('not-maintaining', message)
  }
  if ((await openProcedurePlan(tx, episode.id)) !== undefined) {
    return no(
      'plan-open',
      'There is an open plan for a procedure already. Move or finish that one.',
    )
  }
  if (patient.switching !== null) {
    const message =
      'This patient is being changed to another anticoagulant. Finish or abandon the change first.'
    return no('change-running', message)
  }
  const { medicine, target, tabletSet } = episode.plan
  if (isDoac(medicine)) return medicine
  if (medicine === 'warfarin' && target !== null && tabletSet !== null) return medicine
  return no('medicine', 'Only warfarin and the direct oral anticoagulants are planned here.')
}

const no = (code: string, message: string): Refused => refused(409, { field: '', code, message })
