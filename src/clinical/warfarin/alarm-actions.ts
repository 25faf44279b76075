// The published action of each alarm, word for word as near as its source allows. Nothing here is a dose.
// BSH 2011 = Keeling et al., quoted with its grades by S33 (grade C). Minutes are local settings from the safety
// reference (H17: 30 minutes, 2 hours, end of clinic).
import type { Alarm, AlarmCode } from './advice.ts'
import { BLEEDING_ACTIONS, BSH } from './bleeding-actions.ts'
import { PROTOCOL_ALARMS } from './protocol-alarm-actions.ts'
import { RESTART_ALARMS } from './restart-alarm.ts'

/** @see docs/evidence.md#alarm-minutes */
const SOON = 30
/** @see docs/evidence.md#alarm-minutes */
const TWO_HOURS = 120
/** @see docs/evidence.md#alarm-minutes */
const END_OF_CLINIC = 240

/**
 * Source: each alarm names its own; high INR and bleeding by BSH 2011 as quoted by S33 (C). Status: as each alarm
 * says: verified in its source, derived, local setting or unverified. @see docs/evidence.md#high-inr
 */
export const ALARMS = {
  ...BLEEDING_ACTIONS,
  'inr-above-8': {
    code: 'inr-above-8',
    title: 'INR above 8.0, or at the top of what the meter measures',
    action:
      'Stop warfarin. Take a venous sample. No bleeding: vitamin K 1-5 mg by mouth, INR in 24 hours, repeat vitamin K if still above 8.0. Restart at a lower dose when the INR is below 5.0. Ask about bleeding now.',
    source: BSH,
    grade: '1B',
    status: 'verified',
    who: 'prescriber',
    withinMinutes: SOON,
    retestWithinDays: 1,
  },
  'inr-5-to-8': {
    code: 'inr-5-to-8',
    title: 'INR 5.0 to 8.0',
    action:
      'No bleeding: withhold 1 or 2 doses and reduce the maintenance dose. Find the cause. Test again within 7 days.',
    source: BSH,
    grade: '1B (find the cause: 1C)',
    status: 'verified',
    who: 'authorised clinician',
    withinMinutes: SOON,
    retestWithinDays: 7,
  },
  'inr-far-below-target': {
    code: 'inr-far-below-target',
    title: 'INR 1.0 or more below target',
    action:
      'Find the cause: missed doses, medicines, diet. Decide the dose yourself. Consider whether other protection is needed until the INR is in range.',
    source: 'INRstar urgent notice (grade B); safety reference 2.3',
    grade: 'none',
    status: 'verified',
    who: 'authorised clinician',
    withinMinutes: TWO_HOURS,
    retestWithinDays: 7,
  },
  'strips-under-advice': {
    code: 'strips-under-advice',
    title: 'High INR on strips that may read high',
    action:
      'Take a venous sample now and enter the laboratory result today: the dose is decided on that one, and none on this one.',
    source: 'MHRA and Roche, CoaguChek strips, October 2018; safety case H06',
    grade: 'none',
    status: 'local',
    who: 'authorised clinician',
    withinMinutes: END_OF_CLINIC,
    retestWithinDays: 1,
  },
  'inr-below-meter-range': {
    code: 'inr-below-meter-range',
    title: 'INR below what the meter measures',
    action: 'Take a venous sample before any dose. Check that warfarin is being taken.',
    source: 'Safety reference 2.3: any censored result',
    grade: 'none',
    status: 'local',
    who: 'authorised clinician',
    withinMinutes: TWO_HOURS,
    retestWithinDays: 1,
  },
  'low-inr-at-risk': {
    code: 'low-inr-at-risk',
    title: 'Low INR, with a mechanical valve or other high risk, or valve not recorded',
    action:
      'Contact haematology or cardiology today about heparin cover. Decide the dose with them. If the valve is not recorded, find out first.',
    source:
      'Clinical reference 3.4: high-risk list BSG/ESGE 2021 (grade A); same-day decision (at second hand, grade D)',
    grade: 'none',
    status: 'verified',
    who: 'prescriber',
    withinMinutes: TWO_HOURS,
    retestWithinDays: 7,
  },
  'pregnancy-possible': {
    code: 'pregnancy-possible',
    title: 'Pregnancy possible',
    action:
      'Do not dose here. Offer a pregnancy test now and speak to the obstetric haematology team today.',
    source: 'Safety reference, case D4.64: specialist pathway',
    grade: 'none',
    status: 'local',
    who: 'prescriber',
    withinMinutes: TWO_HOURS,
  },
  'interacting-medicine': {
    code: 'interacting-medicine',
    title: 'An interacting medicine was started or stopped',
    action:
      'Decide the dose yourself. Test within 3 days of starting or stopping a medicine that raises the INR, after 1 week for one that lowers it.',
    source: 'UK leaflet, CKS, grade C',
    grade: 'none',
    status: 'verified',
    who: 'authorised clinician',
    withinMinutes: TWO_HOURS,
    retestWithinDays: 3,
  },
  'second-anticoagulant': {
    code: 'second-anticoagulant',
    title: 'A second anticoagulant',
    action:
      'Give no dose until a prescriber has said which anticoagulant is taken and which is stopped, today.',
    source: 'Domain rule: never two anticoagulants without a dated bridging plan',
    grade: 'none',
    status: 'local',
    who: 'prescriber',
    withinMinutes: SOON,
    retestWithinDays: 1,
  },
  'medicine-changing': {
    code: 'medicine-changing',
    title: 'Warfarin is stopped for a change of medicine',
    action:
      'Give no warfarin. A prescriber starts the new medicine at its INR from the treatment plan, or has the INR tested again.',
    source: 'Clinical reference 6.4: the new medicine starts at its INR',
    grade: 'none',
    status: 'local',
    who: 'prescriber',
    withinMinutes: END_OF_CLINIC,
    retestWithinDays: 2,
  },
  'taken-dose-differs': {
    code: 'taken-dose-differs',
    title: 'Dose taken yesterday is not the dose of the schedule, or is not known',
    action:
      'Find out what was taken over the last days, and record it. A dose cannot be worked out on a dose that was not taken.',
    source: 'INRstar: processing stops until resolved (grade B)',
    grade: 'none',
    status: 'verified',
    who: 'authorised clinician',
    withinMinutes: END_OF_CLINIC,
  },
  'current-dose-not-known': {
    code: 'current-dose-not-known',
    title: 'The dose in force is not known',
    action:
      'Find out what dose the person takes, and record it. Until then decide the dose yourself.',
    source: 'Domain rule: not known is never assumed',
    grade: 'none',
    status: 'local',
    who: 'authorised clinician',
    withinMinutes: END_OF_CLINIC,
  },
  'answers-not-of-today': {
    code: 'answers-not-of-today',
    title: 'The pre-dose answers are of another day',
    action: 'Ask the seven questions again today.',
    source: 'Safety reference, H21 and case D4.62',
    grade: 'none',
    status: 'local',
    who: 'authorised clinician',
    withinMinutes: END_OF_CLINIC,
  },
  'sample-in-future': {
    code: 'sample-in-future',
    title: 'The test is dated in the future',
    action: 'Correct the date of the test.',
    source: 'Safety reference, case D1.67',
    grade: 'none',
    status: 'local',
    who: 'authorised clinician',
    withinMinutes: END_OF_CLINIC,
  },
  'sample-too-old': {
    code: 'sample-too-old',
    title: 'The test is too old to dose on',
    action:
      'Test again before dosing: a meter result serves for 24 hours, a laboratory result for 48.',
    source: 'Safety reference 2.3 (judgement)',
    grade: 'none',
    status: 'local',
    who: 'authorised clinician',
    withinMinutes: END_OF_CLINIC,
  },
  'meter-unsuitable': {
    code: 'meter-unsuitable',
    title: 'Antiphospholipid syndrome: a meter result cannot be dosed on',
    action: 'Take a venous sample and dose on the laboratory result.',
    source: 'BSH, from memory (to be verified); clinical reference 3.3',
    grade: 'none',
    status: 'unverified',
    who: 'authorised clinician',
    withinMinutes: TWO_HOURS,
    retestWithinDays: 1,
  },
  initiating: {
    code: 'initiating',
    title: 'Still being started on warfarin',
    action:
      'The maintenance rules are not for this phase: there must be 2 results in range at least 7 days apart. Dose by the initiation regimen.',
    source: 'INRstar (grade B); clinical reference 10.3',
    grade: 'none',
    status: 'verified',
    who: 'authorised clinician',
    withinMinutes: END_OF_CLINIC,
  },
  'outside-valid-range': {
    code: 'outside-valid-range',
    title: 'INR outside the range for which the protocol gives a dose',
    action:
      'Decide the dose yourself. Published guidance has no category for an INR of 4.6 to 4.9 without bleeding: reduce, with or without leaving out a dose. Find the cause.',
    source: 'Clinical reference 10.1; 3.2; UK NEQAS: INR valid 1.5-4.5 (grade A)',
    grade: 'none',
    status: 'local',
    who: 'authorised clinician',
    withinMinutes: TWO_HOURS,
    retestWithinDays: 7,
  },
  'protocol-not-for-target': {
    code: 'protocol-not-for-target',
    title: 'The step table is for the range 2.0 to 3.0 only',
    action: 'Decide the dose yourself, or choose the Coventry protocol for this plan.',
    source: 'Kim 2010: the table for 2.5-3.5 rests on one source',
    grade: 'none',
    status: 'local',
    who: 'authorised clinician',
    withinMinutes: END_OF_CLINIC,
  },
  ...PROTOCOL_ALARMS,
  ...RESTART_ALARMS,
  'tablets-cannot-make-dose': {
    code: 'tablets-cannot-make-dose',
    title: 'The tablets of this plan cannot make a dose near the calculated one',
    action: 'Choose the dose yourself, or add a strength to the tablets of the plan.',
    source: 'Clinical reference 8',
    grade: 'none',
    status: 'derived',
    who: 'authorised clinician',
    withinMinutes: END_OF_CLINIC,
  },
} as const satisfies { readonly [code in AlarmCode]: Alarm & { readonly code: code } }
