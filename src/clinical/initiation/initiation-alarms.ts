// Why an initiation goes to a person, in words, with what to do. Nothing here is a dose.
import type { Alarm } from '#clinical/warfarin/advice.ts'
import type { OffProtocol } from './position.ts'

export type InitiationAlarmCode =
  | 'initiation-off-protocol'
  | 'initiation-row-for-a-person'
  | 'initiation-no-row'
  | 'initiation-doses-missed'
  | 'initiation-not-for-patient'

/** Each of them in a line, without the day: for lists of changes of rules. */
export const INITIATION_ALARM_TITLES: Readonly<Record<InitiationAlarmCode, string>> = {
  'initiation-off-protocol': 'Starting: not as the protocol has it',
  'initiation-row-for-a-person': 'Starting: the protocol asks a person',
  'initiation-no-row': 'Starting: the protocol has no row for this INR',
  'initiation-doses-missed': 'Starting: doses were missed',
  'initiation-not-for-patient': 'Starting: the protocol is not for this patient',
}

/** Whether an alarm is one of an initiation. */
export const isInitiationAlarm = (code: string): code is InitiationAlarmCode =>
  Object.hasOwn(INITIATION_ALARM_TITLES, code)

/** @see docs/evidence.md#alarm-minutes */
const TWO_HOURS = 120

const alarm = (code: InitiationAlarmCode, title: string, action: string): Alarm => ({
  code,
  title,
  action,
  source: 'Rule of the house: a protocol of dates is not stretched (H08)',
  grade: 'none',
  status: 'local',
  who: 'prescriber',
  withinMinutes: TWO_HOURS,
  retestWithinDays: 3,
})

const OFF_WORDS: Readonly<Record<OffProtocol, string>> = {
  'before-first-day': 'The first dose is planned for a later day.',
  early: 'This test is earlier than the day that the protocol set.',
  late: 'This test is later than the day that the protocol set.',
  'not-a-test-day': 'The protocol has no test on this day.',
  'sample-of-another-day': 'The sample is not of today, and the protocol is strict about its days.',
  interrupted: 'Treatment was paused since it began.',
  closed: 'The table is not verified, and the check of this site does not stand any more.',
  'doses-not-of-protocol': 'The doses so far are not those of the protocol.',
  'doses-not-steady': 'The dose has not been the same for long enough to say what this INR means.',
}

/** The day, or the doses so far, are not those of the protocol. */
export const offProtocol = (because: OffProtocol, day: number): Alarm =>
  alarm(
    'initiation-off-protocol',
    `Day ${day} of starting: not as the protocol has it`,
    `${OFF_WORDS[because]} Nothing is worked out: decide the dose and the day of the next test.`,
  )

/** The row of this INR leaves the decision to a person: its own words. */
export const rowForAPerson = (
  day: number,
  action: string,
  evidence: Pick<Alarm, 'source' | 'status'>,
): Alarm => ({
  ...alarm(
    'initiation-row-for-a-person',
    `Day ${day} of starting: the protocol asks a person`,
    action,
  ),
  ...evidence,
  retestWithinDays: 1,
})

/** Between or outside the rows of the table. */
export const noRow = (day: number): Alarm =>
  alarm(
    'initiation-no-row',
    `Day ${day} of starting: the protocol has no row for this INR`,
    'Check the result, then decide the dose and the day of the next test.',
  )

/** The table presumes that every dose was taken. */
export const dosesMissed = (day: number): Alarm =>
  alarm(
    'initiation-doses-missed',
    `Day ${day} of starting: doses were missed`,
    'The table holds only when every dose was taken. Decide the dose and the day of the next test.',
  )

/** The protocol was not made for this person: another target, a valve, an age or a sex that it does not name. */
export const notForPatient = (day: number, why: string): Alarm =>
  alarm(
    'initiation-not-for-patient',
    `Day ${day} of starting: the protocol is not for this patient`,
    `${why} Decide the dose yourself.`,
  )
