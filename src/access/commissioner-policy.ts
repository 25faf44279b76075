import { COMMISSIONERS } from './role-groups.ts'

/**
 * Who may do what for a commissioner. An analyst reads and prepares; what binds a provider, or pays one, is a manager's. Nothing here
 * opens anything of a person who is treated: the database refuses it to the role that reads for these acts.
 */
export const COMMISSIONER_POLICY = {
  'see-figures': {
    roles: COMMISSIONERS,
    says: 'see the published figures of providers',
  },
  'see-board': {
    roles: COMMISSIONERS,
    says: 'see which provider returned what to the commissioner',
  },
  'see-commissioned': {
    roles: COMMISSIONERS,
    says: 'see the contracts of the commissioner',
  },
  'offer-contract': {
    roles: ['commissioner-manager'],
    says: 'offer a provider a contract or a variation, and take an offer back',
  },
  'prepare-specification': {
    roles: COMMISSIONERS,
    says: 'write a specification and see what it would have paid',
  },
  'issue-specification': {
    roles: ['commissioner-manager'],
    says: 'issue a specification for contracts',
  },
  'see-claims-received': {
    roles: COMMISSIONERS,
    says: 'see what providers claim of the commissioner, and what is to be paid',
  },
  'propose-claim-decision': {
    roles: COMMISSIONERS,
    says: 'propose to query, approve or reject a claim',
  },
  'decide-claim': {
    roles: ['commissioner-manager'],
    says: 'decide on what another person has proposed for a claim',
  },
} as const
