import { permission } from '#access/policy.ts'
import { day } from '#base/day.ts'
import { trimAscii } from '#base/typed-text.ts'
import { formatInr, type Inr } from '#clinical/inr.ts'
import { readWhileStopped, type StoppedReading } from '#clinical/procedure/inr-while-stopped.ts'
import { isStopped } from '#clinical/procedure/plan-state.ts'
import type { Target } from '#clinical/target.ts'
import type { Method } from '#clinical/warfarin/advice.ts'
import { HIGH_RISK } from '#recall/absences.ts'
import { setTestDays } from '#store/episode-steps.ts'
import { addResults } from '#store/results.ts'
import { act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import { freeTextFindings } from './free-text.ts'
import { testAfterRestart } from './mark-procedure-step.ts'
import { meterRegister } from './meter-register.ts'
import { type Parsed, refused } from './outcome.ts'
import { noticePoorControl } from './poor-control.ts'
import { type OpenProcedure, openProcedure, PROCEDURE_FIELDS, writeDown } from './procedure-case.ts'
import { type EnteredInr, PROCEDURE_INR_FIELDS, readProcedureInr } from './procedure-inr-typed.ts'
import { rulesFor, type SiteRules, siteRules } from './site-rules.ts'
import { riskOnRecord } from './stroke-facts.ts'
import { readTextFields, type TextFields } from './text-fields.ts'
import { clockOfAlarms, openTask } from './visit-task.ts'

const FIELDS = [...PROCEDURE_FIELDS, ...PROCEDURE_INR_FIELDS] as const
type Fields = TextFields<(typeof FIELDS)[number]>

export type ProcedureInr = Done & {
  readonly verdict: StoppedReading['verdict']
  readonly taskId: string | null
}

/**
 * Records an INR while warfarin is stopped for a procedure: no dose follows from it, a low one is what was wanted, and
 * whatever else would alarm alarms (H04, H17).
 */
export const recordProcedureInr = act<Fields, ProcedureInr>({
  name: 'follow-procedure',
  parse: (input): Parsed<Fields> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    const open = await openProcedure(desk, fields)
    if (open.kind === 'refused') return open
    const { plan, patient, episode } = open
    const { target } = episode.plan
    const lastDoseOn = plan.lastDoseOn === null ? null : day(plan.lastDoseOn)
    if (plan.medicine !== 'warfarin' || target === null) return NOT_WARFARIN
    if (!isStopped(plan, lastDoseOn, desk.today)) return NOT_STOPPED
    const site = await siteRules(desk.tx)
    const register = await meterRegister(desk.tx, desk.today)
    const readingOf = await readerOf(desk, open, site, target)
    const isAlarming = (inr: Inr, method: Method) => readingOf(inr, method).alarms.length > 0
    const known = { patient, plan: episode.plan, site, register, isAlarming }
    const read = readProcedureInr(fields, desk, known)
    if (read.kind === 'refused') return read
    const wrongText = freeTextFindings({ note: fields.inrNote }, patient)
    if (wrongText.length > 0) return refused(422, ...wrongText)

    const reading = readingOf(read.inr, read.method)
    const resultId = await save(desk, open, read, fields)
    const taskId = await raise(desk, open, read, reading, resultId)
    const trouble = await writeResult(desk, open, read, reading, fields.inrNote ?? '')
    if (trouble !== undefined) return trouble
    const { verdict, alarms } = reading
    const noted = { verdict, alarms: alarms.map(({ code }) => code) }
    return { kind: 'done', patientId: patient.id, subject: resultId, noted, verdict, taskId }
  },
})

const NOT_WARFARIN = refused(409, {
  field: '',
  code: 'not-warfarin',
  message: 'Only warfarin is tested by INR around a procedure.',
})
const NOT_STOPPED = refused(409, {
  field: '',
  code: 'not-stopped',
  message: 'Warfarin is not stopped by this plan now. Enter the INR at an ordinary visit.',
})

/** What an INR says while warfarin is stopped, by the rules of this site and the risk of this person. */
async function readerOf(
  desk: Desk,
  { patient, episode }: OpenProcedure,
  site: SiteRules,
  target: Target,
): Promise<(inr: Inr, method: Method) => StoppedReading> {
  const risk = await riskOnRecord(desk.tx, patient, episode.plan, desk.today)
  const rules = rulesFor(site, episode.plan.protocol)
  return (inr, method) => readWhileStopped({ inr, method, target, risk }, rules)
}

async function save(
  desk: Desk,
  { patient, episode }: OpenProcedure,
  { inr, raw, method, device, sample }: EnteredInr,
  fields: Fields,
): Promise<string> {
  const id = desk.newId()
  await addResults(desk.tx, [
    {
      id,
      patientId: patient.id,
      episodeId: episode.id,
      inr,
      raw,
      sampledOn: sample.on,
      sampledAt: sample.at === null ? null : new Date(sample.at).toISOString(),
      method,
      device,
      status: 'final',
      replaces: null,
      reason: null,
      doseBeforeUg: null,
      omitDays: null,
      plannedNextOn: null,
      comment: trimAscii(fields.inrNote ?? '') || null,
      importBatchId: null,
      enteredBy: desk.actor.accountId,
      enteredAt: new Date(desk.now).toISOString(),
    },
  ])
  const { startedOn } = episode.plan
  if (startedOn !== null) await noticePoorControl(desk.tx, [{ ...episode, startedOn }], desk.now)
  return id
}

/** What alarms is an owned task with its clock; else the next test is the one after the restart. */
async function raise(
  desk: Desk,
  open: OpenProcedure,
  { inr, sample, unsound }: EnteredInr,
  { alarms }: StoppedReading,
  resultId: string,
): Promise<string | null> {
  const { episode } = open
  if (alarms.length === 0) {
    await testAfterRestart(desk, open, sample.on)
    return null
  }
  const tested = { lastTestedOn: sample.on, nextTestOn: null, riskAtLeast: HIGH_RISK }
  await setTestDays(desk.tx, { episodeId: episode.id, ...tested })
  const mayDecide = permission('authorise-dose', desk.actor, desk.today).kind === 'allowed'
  const clock = clockOfAlarms(alarms)
  return openTask(desk, {
    kind: 'alarm',
    patientId: episode.patientId,
    episodeId: episode.id,
    visitId: null,
    ...clock,
    title: `INR ${formatInr(inr)} while stopped for a procedure: ${clock.title}`,
    details: { resultId },
    takenBy: mayDecide ? desk.actor.accountId : null,
    note: [...alarms.map(({ action }) => action), unsound ?? ''].join(' ').trim(),
  })
}

/** Before the procedure it is the step of the plan; after it, one more result. */
function writeResult(
  desk: Desk,
  open: OpenProcedure,
  { inr, sample }: EnteredInr,
  { verdict }: StoppedReading,
  note: string,
) {
  const details = { how: 'done', inr: formatInr(inr), verdict, note: trimAscii(note) }
  const isStep = open.plan.state === 'planned' && !open.recorded.includes('inr-before')
  const happened = isStep
    ? ({ what: 'step', step: 'inr-before', on: sample.on, details } as const)
    : ({ what: 'inr', on: sample.on, details } as const)
  return writeDown(desk, open, {}, happened)
}
