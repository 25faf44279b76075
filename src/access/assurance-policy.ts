import { CLINIC, CLINICIANS, COMMISSIONERS, MANAGERS } from './role-groups.ts'

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
  'see-action-plans': {
    roles: MANAGERS,
    says: 'see how this service stands against its quality requirements, and its action plans',
  },
  'write-action-plan': { roles: MANAGERS, says: 'submit an action plan and how far it is' },
  'see-quality': {
    roles: COMMISSIONERS,
    says: 'see analyses of events, quality and action plans of providers, and never whose they are',
  },
  'comment-analysis': {
    roles: COMMISSIONERS,
    says: 'say something of an analysis to its provider',
  },
  'decide-breach': {
    roles: ['commissioner-manager'],
    says: 'decide on a breach of a quality requirement and on its action plan',
  },
  'state-events': {
    roles: MANAGERS,
    says: 'state the events of a month to the commissioner',
  },
} as const
