// What is done when the protocol of a plan gives no dose. Nothing here is a dose; minutes are local settings (H17).
import type { Alarm, AlarmCode } from './advice.ts'

/** @see docs/evidence.md#alarm-minutes */
const TWO_HOURS = 120
/** @see docs/evidence.md#alarm-minutes */
const END_OF_CLINIC = 240

/** @see docs/evidence.md#alarm-minutes */
export const PROTOCOL_ALARMS = {
  'protocol-not-checked': {
    code: 'protocol-not-checked',
    title: 'The protocol of this plan may not be used here',
    action:
      'Its check against the source is not recorded, or was withdrawn. Decide the dose yourself. Choose another protocol for this plan, or ask the clinical lead to record the check.',
    source:
      'Clinical reference 0: an unverified protocol is disabled until the site has checked it',
    grade: 'none',
    status: 'local',
    who: 'authorised clinician',
    withinMinutes: END_OF_CLINIC,
  },
  'outside-protocol-range': {
    code: 'outside-protocol-range',
    title: 'This protocol gives no dose for an INR so far from the target',
    action: 'Decide the dose yourself and find the cause. Test again within 7 days.',
    source:
      'Hillingdon: adjustment range of Britt et al. as carried by S2; one step: S32, no decision below 1.0 or above 4.0',
    grade: 'none',
    status: 'local',
    who: 'authorised clinician',
    withinMinutes: TWO_HOURS,
    retestWithinDays: 7,
  },
  'too-soon-for-protocol': {
    code: 'too-soon-for-protocol',
    title: 'Too few days between two INRs for this protocol to give a dose',
    action:
      'The doses since the last INR may not show in this one yet. Decide the dose yourself, by the INRs and doses before it.',
    source: 'Help of INRstar (S4): Coventry only once the review interval is 7 days or more',
    grade: 'B',
    status: 'verified',
    who: 'authorised clinician',
    withinMinutes: END_OF_CLINIC,
  },
  'after-uneven-dose': {
    code: 'after-uneven-dose',
    title: 'A dose was left out or a larger one given shortly before this INR',
    action:
      'This INR does not show the daily dose yet. Decide the dose yourself, by the INRs and doses before it. Test again within 7 days.',
    source:
      'A rule of this service, not checked against a source: an INR follows the doses of the days before it',
    grade: 'none',
    status: 'local',
    who: 'authorised clinician',
    withinMinutes: END_OF_CLINIC,
    retestWithinDays: 7,
  },
} as const satisfies { readonly [code in AlarmCode]?: Alarm & { readonly code: code } }
