import { isBridge } from '#register/bridging.ts'
import { type EpisodePlan, MEDICINES } from '#register/episode.ts'
import { targetMisfits } from '#register/plan-warnings.ts'
import { addEpisodes, episodesOf } from '#store/episodes.ts'
import { type FoundPatient, findPatient } from '#store/patients.ts'
import { act, type Done } from './act.ts'
import { besideFindings } from './bridge.ts'
import { sentences } from './course.ts'
import type { Desk } from './desk.ts'
import { PLAN_FIELDS, type ReadPlan, readPlan } from './episode-form.ts'
import { freeTextFindings } from './free-text.ts'
import { notHere, type Parsed, type Refused, refused } from './outcome.ts'
import { protocolFindings } from './protocol-standing.ts'
import { recordedWarnings } from './recorded-anticoagulants.ts'
import { recallRisk } from './risk-facts.ts'
import { siteRules } from './site-rules.ts'
import { riskOnRecord } from './stroke-facts.ts'
import { askSecond } from './target-check.ts'
import { readTextFields, type TextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'

const FIELDS = [...PLAN_FIELDS, 'patientId'] as const satisfies readonly string[]

type Plan = TextFields<(typeof FIELDS)[number]>

/**
 * Writes the plan of a new course of anticoagulation. It may lack things; treatment becomes active in a step of its
 * own, when nothing is missing (S10).
 */
export const planEpisode = act<Plan, Done>({
  name: 'plan-episode',
  parse: (input): Parsed<Plan> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    const patient = await findPatient(desk.tx, idTyped(fields.patientId))
    if (patient === undefined) return notHere('patient')
    const refusal = await refusalOf(desk, patient, fields)
    if (refusal !== undefined) return refusal
    const { tabletPolicy } = await siteRules(desk.tx)
    const recorded = await recordedWarnings(desk.tx, patient.id)
    const read = readPlan(fields, patient.details, tabletPolicy, recorded)
    if (read.kind === 'refused') return read

    const wrong = [
      ...(await protocolFindings(desk.tx, read.plan)),
      ...(await besideFindings(desk, patient.id, read.plan.medicine)),
    ]
    if (wrong.length > 0) return refused(422, ...wrong)

    const episodeId = await addPlan(desk, patient, read.plan, read.acknowledgement, read.because)
    const noted = { warnings: read.acknowledged, because: fields.warningReason ?? null }
    return { kind: 'done', patientId: patient.id, subject: episodeId, noted }
  },
})

async function refusalOf(
  { tx }: Desk,
  patient: FoundPatient,
  fields: Plan,
): Promise<Refused | undefined> {
  if (patient.standing !== 'live') return NOT_LIVE
  const wrongText = freeTextFindings(fields, patient)
  if (wrongText.length > 0) return refused(422, ...wrongText)
  const bridging = isBridge(medicineTyped(fields))
  const others = await episodesOf(tx, patient.id)
  const running = others.find((other) => other.phase !== 'ended' && other.bridging === bridging)
  return running === undefined ? undefined : HAS_PLAN
}

const medicineTyped = ({ medicine }: Plan) => MEDICINES.find((known) => known === medicine) ?? null

const NOT_LIVE = refused(409, {
  field: '',
  code: 'not-live',
  message: 'This patient has died or left. No new treatment can be planned.',
})

const HAS_PLAN = refused(409, {
  field: '',
  code: 'has-plan',
  message:
    'This patient already has a treatment plan. Change that one, or end it before writing a new plan.',
})

/** Writes the plan as a course that is accepted and not yet active; answers its id. */
export async function addPlan(
  desk: Desk,
  patient: FoundPatient,
  plan: EpisodePlan,
  acknowledgement: string,
  because: ReadPlan['because'] = null,
): Promise<string> {
  const { tx, actor, now, today, newId } = desk
  const id = newId()
  const phase = 'accepted'
  const risk = await riskOnRecord(tx, patient, plan, today)
  const episode = {
    id,
    patientId: patient.id,
    version: 1,
    phase,
    standing: 'confirmed',
    bridging: isBridge(plan.medicine),
    plan,
    suspendedFrom: null,
    suspendedUntil: null,
    endedOn: null,
    endedReason: null,
    nextTestOn: null,
    lastTestedOn: null,
    lastDecisionId: null,
    lastToldId: null,
    risk: recallRisk(phase, risk, { omitDays: 0, inRange: true }),
    importBatchId: null,
    recordedBy: actor.accountId,
    recordedAt: new Date(now).toISOString(),
  } as const
  const words = sentences('Plan written', acknowledgement)
  await addEpisodes(tx, [episode], words)
  const misfits = targetMisfits(plan, patient.details)
  if (misfits.length > 0 && because !== null) {
    await askSecond(desk, episode, { plan, step: {}, misfits, reason: because, words })
  }
  return id
}
