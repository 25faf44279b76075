import { CLINIC, CLINICIANS } from './role-groups.ts'

/** Who may see how the service goes: its figures, its alerts, the decisions behind them. */
export const REPORT_POLICY = {
  'see-overrides': {
    roles: [...CLINICIANS, 'practice-manager'],
    says: 'see how often another dose is given than suggested',
  },
  'see-alerts': { roles: [...CLINICIANS, 'practice-manager'], says: 'see how alerts are met' },
  'close-alert-review': { roles: CLINICIANS, says: 'close the review of an alert' },
  'see-near-misses': {
    roles: ['clinical-lead'],
    says: 'see which results may have been on the wrong patient',
  },
  'see-decision': { roles: CLINIC, says: 'open a decision and see why' },
  'see-control': {
    roles: [...CLINICIANS, 'practice-manager'],
    says: 'see how well the people of the clinic are controlled',
  },
  'see-counted-people': {
    roles: [...CLINICIANS, 'practice-manager'],
    says: 'see who is counted in a figure',
  },
  'see-patient-control': {
    roles: [...CLINIC, 'practice-manager'],
    says: "see a patient's control over a period",
  },
} as const
