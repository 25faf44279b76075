import { addDays, type Day, londonDay } from '#base/day.ts'
import { formatDoacDose } from '#clinical/doac/doac.ts'
import { formatMg, ug } from '#clinical/dose.ts'
import { indicationOf } from '#clinical/indications.ts'
import { type PlanDays, planCalendar } from '#clinical/procedure/steps.ts'
import { buildSchedule, expand } from '#clinical/schedule.ts'
import {
  type ProcedureSheet,
  printProcedureLetter,
  printProcedureSheet,
  type SheetDay,
} from '#print/procedure-sheet.ts'
import { formatNhsNumber, type NhsNumber } from '#register/nhs-number.ts'
import { displayName } from '#register/person-name.ts'
import { type FoundEpisode, findEpisode } from '#store/episodes.ts'
import { type FoundPatient, findPatient } from '#store/patients.ts'
import {
  findProcedurePlan,
  type ProcedureVersion,
  procedureVersions,
} from '#store/procedure-plans.ts'
import { thisProvider } from '#store/providers.ts'
import type { Desk } from './desk.ts'
import { notHere, type Refused, refused } from './outcome.ts'
import { idTyped } from './typed-id.ts'
import { view } from './view.ts'

export type PrintedProcedure = {
  readonly kind: 'printed'
  readonly patientId: string
  readonly fileName: string
  readonly pdf: Uint8Array
}

type Wanted = { readonly planId: string; readonly which: 'sheet' | 'letter' }

/**
 * The plan as the patient or the department gets it: always of the dates last decided, and only while the procedure is
 * still ahead as planned.
 */
export const procedureSheet = view<Wanted, PrintedProcedure>(
  'print-dose',
  async (desk, { planId, which }) => {
    const sheet = await sheetOf(desk, planId)
    if ('status' in sheet) return sheet
    const { patientId, ...printed } = sheet
    const pdf =
      which === 'sheet' ? await printProcedureSheet(printed) : await printProcedureLetter(printed)
    return { kind: 'printed', patientId, fileName: `procedure-${which}.pdf`, pdf }
  },
  (_wanted, { patientId }) => patientId,
)

const OVER: Refused = refused(410, {
  field: '',
  code: 'plan-over',
  message:
    'This plan is no longer as it was: the procedure took place, was called off, or the plan is closed. Nothing is printed of it.',
})

async function sheetOf(
  { tx }: Desk,
  planId: string,
): Promise<(ProcedureSheet & { readonly patientId: string }) | Refused> {
  const plan = await findProcedurePlan(tx, idTyped(planId))
  const patient = plan && (await findPatient(tx, plan.patientId))
  const episode = plan && (await findEpisode(tx, plan.episodeId))
  const provider = await thisProvider(tx)
  if (plan === undefined || !patient || !episode || !provider)
    return notHere('plan for a procedure')
  if (plan.state !== 'planned') return OVER
  const [newest] = await procedureVersions(tx, plan.id)
  if (newest === undefined) return notHere('plan for a procedure')
  return { patientId: patient.id, provider, ...namesOf(patient), ...datesOf(newest, episode) }
}

const namesOf = ({ details }: FoundPatient): Pick<ProcedureSheet, 'patient'> => ({
  patient: {
    name: displayName(details),
    dateOfBirth: details.dateOfBirth,
    nhsNumber:
      details.nhs.kind === 'number' ? formatNhsNumber(details.nhs.number as NhsNumber) : 'none',
  },
})

function datesOf(
  { details, recordedAt, recordedByName }: ProcedureVersion,
  { plan }: FoundEpisode,
): Omit<ProcedureSheet, 'provider' | 'patient'> {
  const { order, chosen, clot, restartUg } = details
  const { days } = chosen
  const { procedure, restart } = days
  if (procedure === null || restart === null) throw new Error('a plan without its procedure')
  const lastDose = days['last-dose']
  const [from, to] = [days['heparin-first'], days['heparin-last']]
  return {
    medicine: plan.medicine ?? 'anticoagulant',
    indication: indicationOf(plan.indication ?? '')?.label ?? plan.indicationText,
    what: order.what,
    askedBy: order.askedBy,
    procedureOn: procedure,
    without: lastDose === null ? null : { from: addDays(lastDose, 1), to: addDays(restart, -1) },
    restartOn: restart,
    restartDose: restartWords(restartUg, plan.doac?.dose ?? null),
    inrBeforeOn: days['inr-before'],
    inrAfterOn: days['inr-after'],
    heparin: from === null || to === null ? null : { from, to, by: order.heparinBy },
    clotRisk: [clot.kind.replaceAll('-', ' '), ...clot.because].join('; '),
    days: sheetDays(days, restart, restartUg, plan),
    decidedAt: recordedAt,
    decidedOn: londonDay(recordedAt),
    decidedBy: recordedByName,
  }
}

function restartWords(
  restartUg: number | null,
  doac: Parameters<typeof formatDoacDose>[0] | null,
): string {
  if (restartUg !== null) return `${formatMg(restartUg)} a day, in the evening`
  return doac === null ? 'as usual' : formatDoacDose(doac)
}

const DAYS_AROUND = 2

/** A few days before the last dose, to the INR after the restart. */
function sheetDays(
  days: PlanDays,
  restart: Day,
  restartUg: number | null,
  plan: FoundEpisode['plan'],
): readonly SheetDay[] {
  const first = days['last-dose'] ?? days.procedure ?? restart
  const last = days['inr-after'] ?? addDays(restart, DAYS_AROUND)
  const doses = restartDoses(restart, last, restartUg, plan)
  return planCalendar({ ...days, restart }, addDays(first, -DAYS_AROUND), last).map((planned) => {
    const dose = doses.find(({ day }) => day === planned.day)
    return { ...planned, ug: dose?.ug ?? null, tablets: dose?.tablets ?? [] }
  })
}

function restartDoses(
  restart: Day,
  last: Day,
  restartUg: number | null,
  { tabletSet }: FoundEpisode['plan'],
) {
  if (restartUg === null || tabletSet === null || last <= restart) return []
  const built = buildSchedule({
    from: restart,
    nextTest: last,
    graceDays: 0,
    omitDays: 0,
    dailyUg: ug(restartUg),
    tabletSet,
    pattern: 'constant-preferred',
  })
  return built.kind === 'schedule' ? expand(built.schedule) : []
}
