// An INR after warfarin was taken again (H08, H24): until one is in range, a low one says nothing about the dose that is needed.
import type { Alarm } from './advice.ts'
import type { Check } from './alarms.ts'

/** Until an authorised person has decided it, and until the next test. @see docs/evidence.md#procedure-low-after */
const DECIDED_WITHIN = { minutes: 240, days: 7 } as const

/** The action at a low INR after a restart. */
export const RESTART_ALARMS = {
  'low-after-restart': {
    code: 'low-after-restart',
    title: 'Low INR after a restart',
    action:
      'Warfarin was taken again after a procedure and no INR since has been in range. Do not raise the dose on this INR alone: decide whether the usual dose goes on, and test again within a week. Ask the department where heparin was planned.',
    source:
      'As after a pause (H08): a low INR after treatment was stopped says nothing about the dose',
    grade: 'none',
    status: 'local',
    who: 'authorised clinician',
    withinMinutes: DECIDED_WITHIN.minutes,
    retestWithinDays: DECIDED_WITHIN.days,
  },
} as const satisfies Record<string, Alarm>

/** The alarm of an INR below range while treatment is only just taken again; none without a restart on record. */
export const lowAfterRestart: Check = ({ restartedOn, inr, target }) => {
  const isLow = inr.comparator !== '>' && inr.tenths < target.lowTenths
  return restartedOn !== undefined && isLow ? RESTART_ALARMS['low-after-restart'] : undefined
}
