import { permission } from '#access/policy.ts'
import { day } from '#base/day.ts'
import { openSteps } from '#clinical/procedure/open-steps.ts'
import { HIGH_RISK } from '#recall/absences.ts'
import { setTestDays } from '#store/episode-steps.ts'
import { episodesOf, type FoundEpisode } from '#store/episodes.ts'
import { findPatient } from '#store/patients.ts'
import { addProcedureEvent } from '#store/procedure-events.ts'
import {
  addProcedurePlan,
  addProcedureVersion,
  type ProcedureDetails,
} from '#store/procedure-plans.ts'
import { findStaff } from '#store/staff.ts'
import { waitForVisit } from '#store/visits.ts'
import { act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import { freeTextFindings } from './free-text.ts'
import {
  changedMeanwhile,
  notHere,
  type Parsed,
  type Refused,
  refused,
  refusedField,
} from './outcome.ts'
import { plannable, procedureFacts } from './procedure-facts.ts'
import { PLAN_FIELDS, readPlan } from './procedure-typed.ts'
import { seenVersion } from './record-version.ts'
import { readTextFields, type TextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'
import { runningEpisode } from './visit-case.ts'

const FIELDS = [...PLAN_FIELDS, 'patientId', 'version', 'owner'] as const
type Fields = TextFields<(typeof FIELDS)[number]>

/**
 * Confirms a plan around a procedure: from here on its restart has an owner and a day, and nothing but the restart or a
 * decision against it closes the plan (H24).
 */
export const planProcedure = act<Fields, Done & { readonly planId: string }>({
  name: 'plan-procedure',
  parse: (input): Parsed<Fields> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    const { tx } = desk
    const patient = await findPatient(tx, idTyped(fields.patientId))
    if (patient === undefined) return notHere('patient')
    await waitForVisit(tx, patient.id)
    const episode = runningEpisode(await episodesOf(tx, patient.id))
    if (episode === undefined) return notHere('treatment plan')
    const seen = seenVersion(fields.version, episode.version, 'this treatment plan')
    if (seen.kind === 'refused') return seen
    const medicine = await plannable(desk, patient, episode)
    if (typeof medicine !== 'string') return medicine
    const wrongText = freeTextFindings(fields, patient)
    if (wrongText.length > 0) return refused(422, ...wrongText)
    const facts = await procedureFacts(desk, patient, episode, medicine)
    const read = readPlan(fields, facts, episode.plan.tabletSet, desk.today)
    const owner = await ownerTyped(desk, fields.owner)
    if (read.kind === 'refused') return read
    if (typeof owner !== 'string') return owner

    const planId = await save(desk, episode, { medicine, owner, details: read.details })
    if (typeof planId !== 'string') return planId
    await testByThePlan(desk, episode, read.details)
    const noted = { did: 'planned', procedureOn: read.details.order.procedureOn, owner }
    return { kind: 'done', patientId: patient.id, subject: planId, noted, planId }
  },
})

/** Somebody who works here and may record the restart; a plan is never nobody's. */
export async function ownerTyped(
  { tx, today }: Desk,
  typed: string | undefined,
): Promise<string | Refused> {
  const member = await findStaff(tx, idTyped(typed))
  if (member?.active && permission('follow-procedure', member, today).kind === 'allowed') {
    return member.accountId
  }
  const message = 'Choose who sees to it that treatment is taken again.'
  return refusedField('owner', 'required', message)
}

type NewPlan = {
  readonly medicine: Extract<Awaited<ReturnType<typeof plannable>>, string>
  readonly owner: string
  readonly details: ProcedureDetails
}

async function save(
  desk: Desk,
  episode: FoundEpisode,
  { medicine, owner, details }: NewPlan,
): Promise<string | Refused> {
  const { tx, today, now, actor } = desk
  const at = new Date(now).toISOString()
  const { days } = details.chosen
  const { procedure, restart } = days
  if (procedure === null || restart === null) throw new Error('a plan without its procedure')
  const [due] = openSteps({ state: 'planned', days, decidedOn: today, recorded: [] })
  const id = desk.newId()
  const head = {
    id,
    patientId: episode.patientId,
    episodeId: episode.id,
    medicine,
    state: 'planned',
    procedureOn: procedure,
    lastDoseOn: days['last-dose'],
    restartDueOn: restart,
    stepDueOn: due?.dueOn ?? null,
    calledOffOn: null,
    restartedOn: null,
    restartUg: details.restartUg,
    notBecause: null,
    reviewOn: null,
    owner,
    version: 1,
  } as const
  if (!(await addProcedurePlan(tx, head, at))) return changedMeanwhile('this treatment')
  const by = actor.accountId
  const { competence } = actor
  await addProcedureVersion(tx, { planId: id, version: 1, details, competence, by, at })
  await addProcedureEvent(tx, {
    id: desk.newId(),
    planId: id,
    ofVersion: 1,
    what: 'confirmed',
    step: null,
    onDate: today,
    details: { owner: (await findStaff(tx, owner))?.name ?? '' },
    by,
    at,
  })
  return id
}

/** The next test is by the plan, unless one is due before it already. */
export async function testByThePlan(
  { tx }: Desk,
  { id, nextTestOn }: FoundEpisode,
  { chosen: { days } }: ProcedureDetails,
  plannedBefore: readonly (string | null)[] = [],
): Promise<void> {
  const before = days['inr-before']
  if (before === null) return
  const isEarlier =
    nextTestOn !== null && day(nextTestOn) < before && !plannedBefore.includes(nextTestOn)
  const risk = days['last-dose'] === null ? {} : { riskAtLeast: HIGH_RISK }
  const on = isEarlier ? nextTestOn : before
  await setTestDays(tx, { episodeId: id, nextTestOn: on, ...risk })
}
