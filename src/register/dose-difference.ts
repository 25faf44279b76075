// What was taken is not what the schedule said: the difference is settled, with its cause, before a dose is decided (H35).
import type { Alarm } from '#clinical/warfarin/advice.ts'
import { wordIn } from './typed-fields.ts'

/** Why another dose was taken than that of the schedule, as it was found out; that nobody can say is an answer too. */
export const DIFFERENCE_CAUSES = {
  forgotten: 'A dose was forgotten, or taken twice',
  'other-tablets': 'Other tablets were taken, or another number of them',
  misunderstood: 'The instructions were misunderstood',
  'changed-elsewhere': 'Somebody else changed the dose',
  'record-wrong': 'The record is wrong: the dose taken is the one agreed',
  'not-found-out': 'It cannot be found out',
} as const
export type DifferenceCause = keyof typeof DIFFERENCE_CAUSES

/** The cause of this code; undefined for any other text. */
export const differenceCause = (typed: string | undefined): DifferenceCause | undefined =>
  wordIn(DIFFERENCE_CAUSES, typed)

/** Whether one of these alarms is that another dose was taken, or that nobody knows which. */
export const isOfDifference = (alarms: readonly Pick<Alarm, 'code'>[]): boolean =>
  alarms.some(({ code }) => code === 'taken-dose-differs')
