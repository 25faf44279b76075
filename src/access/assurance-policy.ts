import { CLINIC, CLINICIANS, MANAGERS } from './role-groups.ts'

/** Who may do what with events, and with what is told the commissioner of them. */
export const ASSURANCE_POLICY = {
  'see-events': {
    roles: [...CLINIC, 'practice-manager'],
    says: 'see the events of this service and their analyses',
  },
  'record-event': {
    roles: CLINIC,
    says: 'record a bleed, a clot or another event of a patient',
  },
  'decline-event': {
    roles: CLINICIANS,
    says: 'say that something on record is no event',
  },
  'withdraw-event': { roles: CLINICIANS, says: 'take back an event that was entered in error' },
  'analyse-event': {
    roles: [...CLINICIANS, 'practice-manager'],
    says: 'write the analysis of an event',
  },
  'submit-analysis': {
    roles: MANAGERS,
    says: 'submit the analysis of an event to the commissioner',
  },
  'state-events': {
    roles: MANAGERS,
    says: 'state the events of a month to the commissioner',
  },
} as const
