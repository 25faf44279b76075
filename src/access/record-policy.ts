import { CLINIC, CLINICIANS, DESK, MANAGERS, PRESCRIBERS } from './role-groups.ts'

/** Who may do what with the record of a person as such: find it, make it, correct it, join it to another, put on it what a laboratory sends. */
export const RECORD_POLICY = {
  'find-patient': { roles: DESK, says: 'find a patient' },
  'register-patient': {
    roles: [...CLINICIANS, 'receptionist', 'practice-manager'],
    says: 'register a patient',
  },
  'edit-patient': {
    roles: [...CLINICIANS, 'receptionist', 'practice-manager'],
    says: "change a patient's details",
  },
  'correct-result': { roles: CLINICIANS, dosing: 'change', says: 'correct or void a result' },
  'record-wrong-patient': {
    roles: CLINICIANS,
    dosing: 'change',
    says: 'record that a result was on the wrong patient',
  },
  'record-genotype': {
    roles: CLINICIANS,
    says: "record a laboratory's report of genes",
  },
  'withdraw-genotype': {
    roles: CLINICIANS,
    says: "take back a laboratory's report of genes",
  },
  'bring-in-results': { roles: CLINIC, says: 'bring in the results that a laboratory sends' },
  'settle-sent-result': {
    roles: CLINICIANS,
    says: 'say what became of a result that is held',
  },
  'import-records': { roles: MANAGERS, says: 'bring in or take back records of another product' },
  'map-indication': { roles: [...CLINICIANS], says: 'map an indication of the other product' },
  'link-records': {
    roles: [...CLINICIANS, 'practice-manager'],
    says: 'propose or confirm that two records are of one person',
  },
  'review-linked-records': {
    roles: PRESCRIBERS,
    dosing: 'authorise',
    says: 'review the joined history of two records',
  },
  'unlink-records': {
    roles: PRESCRIBERS,
    dosing: 'authorise',
    says: 'take two joined records apart',
  },
} as const
