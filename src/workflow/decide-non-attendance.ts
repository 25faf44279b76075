import { addDays, clinicalDate, type Day, day, londonDay } from '#base/day.ts'
import { isDoac } from '#clinical/doac/doac.ts'
import { monthsAfter } from '#clinical/months.ts'
import { canEnd, canSuspend, type Transition } from '#register/phases.ts'
import { type FoundEpisode, findEpisode } from '#store/episodes.ts'
import { type FoundPatient, findPatient } from '#store/patients.ts'
import { addTaskEvent, closeTaskRow, type FoundTask, findTask } from '#store/tasks.ts'
import { act, type Done } from './act.ts'
import { sentences } from './course.ts'
import type { Desk } from './desk.ts'
import { endCourse, pauseCourse } from './end-course.ts'
import { freeTextFindings } from './free-text.ts'
import { type NonAttendanceDecision, parseNonAttendance } from './non-attendance-form.ts'
import { changedMeanwhile, notHere, type Refused, refused, refusedField } from './outcome.ts'
import { siteMonitoring } from './site-monitoring.ts'
import { siteRules } from './site-rules.ts'
import { runningChange } from './switch-course.ts'
import { writeCourse } from './write-course.ts'

/**
 * A prescriber ends the ladder of a missed test: go on with a new test date, visit at home, pause until a day, or end.
 * Nothing else ends it, and the test date never moves by itself.
 */
export const decideNonAttendance = act<NonAttendanceDecision, Done>({
  name: 'decide-non-attendance',
  parse: parseNonAttendance,
  perform: async (desk, decided) => {
    const open = await openDecision(desk, decided)
    if (open.kind === 'refused') return open
    if (!(await closeTask(desk, decided))) return changedMeanwhile('this decision')
    const trouble = await carryOut(desk, decided, open)
    if (trouble !== undefined) return trouble
    const { episode } = open
    const noted = { decision: decided.decision }
    return { kind: 'done', patientId: episode.patientId, subject: decided.taskId, noted }
  },
})

type OpenDecision = {
  readonly kind: 'open'
  readonly task: FoundTask
  readonly episode: FoundEpisode
  readonly patient: FoundPatient
}

/** The task and the course it is about, if both are here and the reason is about this patient. */
async function openDecision(
  { tx }: Desk,
  { taskId, reason }: NonAttendanceDecision,
): Promise<OpenDecision | Refused> {
  const task = await findTask(tx, taskId)
  if (task?.kind !== 'non-attendance') return notHere('task')
  if (task.state === 'closed') return changedMeanwhile('this decision')
  const episode = await findEpisode(tx, task.episodeId)
  const patient = await findPatient(tx, task.patientId)
  if (episode === undefined || patient === undefined) return notHere('patient')
  const findings = freeTextFindings({ note: reason }, patient)
  if (findings.length > 0) return refused(422, ...findings)
  return { kind: 'open', task, episode, patient }
}

/** What the decision does to the course: an end and a pause are what every other end and pause is. */
async function carryOut(
  desk: Desk,
  decided: NonAttendanceDecision,
  open: OpenDecision,
): Promise<Refused | undefined> {
  const { today } = desk
  const { episode, task } = open
  switch (decided.decision) {
    case 'came-since':
      return hasCome(episode, task) ? undefined : notCome
    case 'continue':
    case 'home-visit':
      return goOn(desk, decided, open)
    case 'suspend':
      return (
        refusalOf(canSuspend(episode.phase, decided.until, today)) ??
        (await pause(desk, open, decided))
      )
    case 'end':
      return (
        (await runningChange(desk, episode)) ??
        refusalOf(canEnd(episode.phase, 'did-not-attend')) ??
        (await endCourse(desk, courseOf(open), {
          on: today,
          reason: 'did-not-attend',
          note: decided.reason,
        }))
      )
  }
}

async function goOn(
  desk: Desk,
  { decision, nextTestOn, reason }: NonAttendanceDecision & { readonly nextTestOn: Day },
  open: OpenDecision,
): Promise<Refused | undefined> {
  const refusal = testDateRefusal(nextTestOn, desk.today, await latestTest(desk, open))
  if (refusal !== undefined) return refusal
  const { episode } = open
  const after = {
    ...episode,
    nextTestOn,
    version: episode.version + 1,
    recordedBy: desk.actor.accountId,
    recordedAt: new Date(desk.now).toISOString(),
  }
  return writeCourse(desk, episode, after, {}, `Did not attend: ${decision}. ${reason}`)
}

function pause(
  desk: Desk,
  open: OpenDecision,
  { until, reason }: { readonly until: Day; readonly reason: string },
): Promise<Refused | undefined> {
  const words = sentences(`Suspended until ${clinicalDate(until)}`, 'Did not attend', reason)
  return pauseCourse(desk, courseOf(open), { until }, words)
}

const courseOf = ({ patient, episode }: OpenDecision) => ({
  patient,
  episode,
  nextVersion: episode.version + 1,
})

const hasCome = ({ lastTestedOn }: FoundEpisode, { openedAt }: FoundTask): boolean =>
  lastTestedOn !== null && day(lastTestedOn) >= londonDay(openedAt)

const notCome = refusedField(
  'decision',
  'not-tested-since',
  'No test is recorded since the third contact. Choose another decision.',
)

/** The latest day of a test by the longest interval of this site; of a review by its table of monitoring. */
async function latestTest(
  desk: Desk,
  { patient, episode }: Pick<OpenDecision, 'patient' | 'episode'>,
): Promise<Day> {
  if (isDoac(episode.plan.medicine)) {
    return monthsAfter(desk.today, (await siteMonitoring(desk)).reviewMonths)
  }
  const { maxIntervalDays, valveMaxDays } = (await siteRules(desk.tx)).ruleSet
  const mayHaveValve = patient.details.mechanicalValve.kind !== 'none'
  return addDays(desk.today, mayHaveValve ? valveMaxDays : maxIntervalDays)
}

function testDateRefusal(nextTestOn: Day, today: Day, latest: Day): Refused | undefined {
  if (nextTestOn > today && nextTestOn <= latest) return undefined
  const message = `The new date must be after today and by ${clinicalDate(latest)}: no later than the longest interval of this site.`
  return refusedField('nextTestOn', 'test-date-range', message)
}

const refusalOf = (transition: Transition): Refused | undefined =>
  transition.kind === 'refused' ? refused(422, ...transition.findings) : undefined

async function closeTask(desk: Desk, decided: NonAttendanceDecision): Promise<boolean> {
  const { tx, actor, now } = desk
  const [by, at] = [actor.accountId, new Date(now).toISOString()]
  const { taskId, version, decision, reason } = decided
  const isClosed = await closeTaskRow(tx, {
    id: taskId,
    version,
    code: decision,
    note: reason,
    by,
    at,
  })
  if (isClosed) {
    await addTaskEvent(tx, { id: desk.newId(), taskId, what: 'closed', note: reason, by, at })
  }
  return isClosed
}
