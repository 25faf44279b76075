import { addDays, clinicalDate, type Day, day, londonDay } from '#base/day.ts'
import { isDoac } from '#clinical/doac/doac.ts'
import { monthsAfter } from '#clinical/months.ts'
import { canEnd, canSuspend, type Transition } from '#register/phases.ts'
import { appointmentsOf, setAppointmentStatus } from '#store/appointments.ts'
import { type EpisodeChange, type FoundEpisode, findEpisode } from '#store/episodes.ts'
import { type FoundPatient, findPatient } from '#store/patients.ts'
import { addTaskEvent, closeTaskRow, type FoundTask, findTask } from '#store/tasks.ts'
import { act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import { freeTextFindings } from './free-text.ts'
import { type NonAttendanceDecision, parseNonAttendance } from './non-attendance-form.ts'
import { changedMeanwhile, notHere, type Refused, refused, refusedField } from './outcome.ts'
import { siteMonitoring } from './site-monitoring.ts'
import { siteRules } from './site-rules.ts'
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
    const { episode } = open
    const latest = await latestTest(desk, open)
    const change = changeFor(desk, decided, open, latest)
    if (change !== undefined && 'kind' in change) return change

    if (!(await closeTask(desk, decided))) return changedMeanwhile('this decision')
    const reason = `Did not attend: ${decided.decision}. ${decided.reason}`
    const trouble = change && (await writeCourse(desk, episode, change, change, reason))
    if (trouble !== undefined) return trouble
    if (change?.phase === 'ended' || change?.phase === 'suspended') {
      await cancelAppointments(desk, episode.patientId)
    }
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

/** The new version of the plan that the decision makes; none when the person has come since. */
function changeFor(
  desk: Desk,
  decided: NonAttendanceDecision,
  { episode, task }: OpenDecision,
  latest: Day,
): EpisodeChange | Refused | undefined {
  const { today } = desk
  switch (decided.decision) {
    case 'came-since':
      return hasCome(episode, task) ? undefined : notCome
    case 'continue':
    case 'home-visit':
      return (
        testDateRefusal(decided.nextTestOn, today, latest) ??
        nextVersion(desk, episode, { nextTestOn: decided.nextTestOn })
      )
    case 'suspend':
      return (
        refusalOf(canSuspend(episode.phase, decided.until, today)) ??
        nextVersion(desk, episode, {
          phase: 'suspended',
          suspendedFrom: today,
          suspendedUntil: decided.until,
        })
      )
    case 'end':
      return (
        refusalOf(canEnd(episode.phase, 'did-not-attend')) ??
        nextVersion(desk, episode, {
          phase: 'ended',
          endedOn: today,
          endedReason: 'did-not-attend',
          nextTestOn: null,
        })
      )
  }
}

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

function nextVersion(
  { actor, now }: Desk,
  episode: FoundEpisode,
  change: Partial<EpisodeChange>,
): EpisodeChange {
  return {
    ...episode,
    ...change,
    version: episode.version + 1,
    recordedBy: actor.accountId,
    recordedAt: new Date(now).toISOString(),
  }
}

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

/** Nobody waits for a person whose treatment is paused or over. */
async function cancelAppointments({ tx, actor, now, today }: Desk, patientId: string) {
  const [by, at] = [actor.accountId, new Date(now).toISOString()]
  for (const { id, version, status } of await appointmentsOf(tx, patientId, today)) {
    if (status !== 'booked') continue
    await setAppointmentStatus(tx, { id, version, status: 'cancelled', by, at })
  }
}
