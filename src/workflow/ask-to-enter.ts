import { clinicalDate, day } from '#base/day.ts'
import { formatInr, type Inr } from '#clinical/inr.ts'
import type { Alarm } from '#clinical/warfarin/advice.ts'
import type { FoundEpisode } from '#store/episodes.ts'
import { ALARM_KINDS, type FoundTask, type TaskKind } from '#store/tasks.ts'
import type { Desk } from './desk.ts'
import type { ResultToEnter } from './result-to-enter.ts'
import { clockOfAlarms, openTask } from './visit-task.ts'

/** A result about which somebody of its record is asked. */
export type AskedResult = Pick<ResultToEnter, 'resultId' | 'sentId' | 'sampledOn' | 'method'> & {
  /** Null of one that is taken back. */
  readonly inr: Inr | null
}

type Asked = {
  readonly result: AskedResult
  /** The alarms that it would raise there. */
  readonly alarms: readonly Alarm[]
  readonly says: string
  readonly withinMinutes: number
  /** Whose it is at once; null leaves it on the list of those that nobody has. */
  readonly takenBy: string | null
  /** The tasks in whose place it stands. */
  readonly instead?: readonly FoundTask[]
}

/** What the task is, without an alarm and with one. */
type Kinds = readonly [TaskKind, TaskKind]
const TO_ENTER: Kinds = ['result-to-enter', 'alarm-to-enter']

/**
 * The task to enter a result as a visit; an alarm, and as urgent as one, where it would alarm there. It names nobody else. In
 * the place of one of its sort it stays whose that was, and its clock runs on (H17).
 */
export async function askToEnter(
  desk: Desk,
  { episode }: { readonly episode: Pick<FoundEpisode, 'id' | 'patientId'> },
  { result, alarms, says, withinMinutes, takenBy, instead = [] }: Asked,
  [calm, alarming] = TO_ENTER,
): Promise<string> {
  const { inr, ...of } = result
  const clock = clockOfAlarms(alarms)
  const isAlarm = alarms.length > 0
  const asBefore = instead.find((task) => isAlarmTask(task) === isAlarm)
  const value = inr === null ? '' : formatInr(inr)
  const what = `INR${value && ` ${value}`} of ${clinicalDate(day(of.sampledOn))} ${says}`
  const details: ResultToEnter = { ...of, inr: value }
  return openTask(desk, {
    kind: isAlarm ? alarming : calm,
    patientId: episode.patientId,
    episodeId: episode.id,
    visitId: null,
    title: isAlarm ? `${clock.title}. ${what}` : what,
    details,
    forWhom: clock.forWhom,
    takenBy: takenBy ?? asBefore?.takenBy ?? null,
    withinMinutes: Math.min(withinMinutes, clock.withinMinutes),
    note: alarms.map(({ action }) => action).join(' '),
    ...(asBefore && { runsSince: asBefore }),
  })
}

/** Whether a task is an alarm until it is closed. */
export const isAlarmTask = ({ kind }: FoundTask): boolean => ALARM_KINDS.some((one) => one === kind)
