import { missingForActivation } from '#register/activation.ts'
import { WARNING_REASON_WORDS } from '#register/plan-warnings.ts'
import { type FoundTargetCheck, openTargetCheck, settleTargetCheck } from '#store/target-checks.ts'
import { act, type Done } from './act.ts'
import { COURSE_FIELDS, type OpenCourse, openCourse, saveCourse, sentences } from './course.ts'
import type { Desk } from './desk.ts'
import { freeTextFindings } from './free-text.ts'
import { waitsForReview } from './linked-records.ts'
import { lookAtDose } from './look-at-dose.ts'
import { changedMeanwhile, type Parsed, type Refused, refused, refusedField } from './outcome.ts'
import { likeness } from './second-person.ts'
import { closeTargetTask, isSameTarget } from './target-check.ts'
import { keepTargetDoubts } from './target-doubt.ts'
import { readTextFields, type TextFields } from './text-fields.ts'

const FIELDS = [...COURSE_FIELDS, 'checkId', 'decision', 'note'] as const
type Settlement = TextFields<(typeof FIELDS)[number]>

/**
 * The second clinician's word on a target that is unusual for its indication: what was typed is in force from now on, or
 * nothing of it is (H07). Whoever proposed it may take it back and may not agree to it, by whatever account.
 */
export const settleTarget = act<Settlement, Done>({
  name: 'agree-target',
  parse: (input): Parsed<Settlement> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    const course = await openCourse(desk, fields)
    if (course.kind === 'refused') return course
    const check = await openTargetCheck(desk.tx, course.episode.id)
    if (check === undefined || check.id !== fields.checkId) return changedMeanwhile('this target')
    const findings = freeTextFindings({ note: fields.note }, course.patient)
    if (findings.length > 0) return refused(422, ...findings)
    const note = (fields.note ?? '').trim()
    switch (fields.decision) {
      case 'agreed':
        return agree(desk, course, check, note)
      case 'declined':
        return decline(desk, course, check, note)
      default:
        return refusedField('decision', 'required', 'Choose whether you agree to this target.')
    }
  },
})

async function agree(
  desk: Desk,
  course: OpenCourse,
  check: FoundTargetCheck,
  note: string,
): Promise<Done | Refused> {
  const stop =
    (await notTheSecond(desk, check)) ??
    hasMoved(course, check) ??
    (await waitsForReview(desk, course.patient.id))
  if (stop !== undefined) return stop
  const { step } = check
  const plan = step.plan ?? course.episode.plan
  const missing = step.phase === undefined ? [] : missingForActivation(plan, desk.today)
  if (missing.length > 0) return refused(422, ...missing)

  const late = await settle(desk, check, 'agreed', note)
  if (late !== undefined) return late
  if (Object.keys(step).length > 0) {
    const trouble = await saveCourse(desk, course, step, wordsOf(desk, check, note))
    if (trouble !== undefined) return trouble
    await lookAtDose(desk, course, plan)
  }
  await keepTargetDoubts(desk, course.patient.id, course.patient.details)
  return answer(course, check, 'target-agreed')
}

async function decline(
  desk: Desk,
  course: OpenCourse,
  check: FoundTargetCheck,
  note: string,
): Promise<Done | Refused> {
  if (note === '') return refusedField('note', 'required', 'Say why the target does not stand.')
  const isOwn = check.proposedBy === desk.actor.accountId
  const late = await settle(desk, check, isOwn ? 'withdrawn' : 'declined', note)
  if (late !== undefined) return late
  return answer(course, check, isOwn ? 'target-withdrawn' : 'target-declined')
}

async function settle(
  desk: Desk,
  { id, taskId }: FoundTargetCheck,
  state: 'agreed' | 'declined' | 'withdrawn',
  note: string,
): Promise<Refused | undefined> {
  const [by, at] = [desk.actor.accountId, new Date(desk.now).toISOString()]
  if (!(await settleTargetCheck(desk.tx, { id, state, by, at, note }))) {
    return changedMeanwhile('this target')
  }
  await closeTargetTask(desk, taskId, state, note)
  return undefined
}

const answer = ({ patient }: OpenCourse, { id }: FoundTargetCheck, did: string): Done => ({
  kind: 'done',
  patientId: patient.id,
  subject: id,
  noted: { did },
})

async function notTheSecond(
  desk: Desk,
  { proposedBy }: FoundTargetCheck,
): Promise<Refused | undefined> {
  switch (await likeness(desk, proposedBy)) {
    case 'another':
      return undefined
    case 'same-account':
      return refused(403, {
        field: 'decision',
        code: 'second-checker-same-account',
        message: 'You typed this target yourself. Another authorised clinician must agree to it.',
      })
    case 'same-name':
      return refused(403, {
        field: 'decision',
        code: 'security-second-checker-same-person',
        message:
          'The person who typed this target has your name. Another authorised clinician must agree to it.',
      })
  }
}

/** What waits is agreed to as it was typed, on the plan that it was typed over. */
function hasMoved({ episode }: OpenCourse, check: FoundTargetCheck): Refused | undefined {
  const { plan, version, phase } = episode
  const isWritten = Object.keys(check.step).length === 0
  const stands = isWritten
    ? plan.indication === check.indication && isSameTarget(plan.target, check)
    : version === check.planVersion
  return stands && phase !== 'ended' ? undefined : MOVED
}

const MOVED = refused(409, {
  field: '',
  code: 'plan-moved',
  message:
    'The treatment plan has changed since this target was typed. Decline it, and have the plan changed again.',
})

const wordsOf = ({ actor }: Desk, check: FoundTargetCheck, note: string): string =>
  sentences(
    check.words,
    `Target typed by ${check.proposedByName}: ${WARNING_REASON_WORDS[check.reasonCode]}`,
    `Agreed to by ${actor.name}${note === '' ? '' : `: ${note}`}`,
  )
