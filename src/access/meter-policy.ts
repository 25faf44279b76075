import { CLINIC, CLINICIANS, MANAGERS } from './role-groups.ts'

/** Who may do what with meters, strips and internal controls (H06): stopping one is easy, bringing it back is not. */
export const METER_POLICY = {
  'see-meters': {
    roles: [...CLINIC, 'practice-manager'],
    says: 'see the meters, strips and controls of this site',
  },
  'record-control': {
    roles: CLINIC,
    says: 'record a control of a meter or a box of strips',
  },
  'manage-meters': {
    roles: [...CLINICIANS, 'practice-manager'],
    says: 'register or withdraw a meter, or block a lot of strips',
  },
  'record-survey': {
    roles: [...CLINIC, 'practice-manager'],
    says: 'record a survey of external quality assessment, and what was done about it',
  },
  'see-licences': {
    roles: [...CLINICIANS, 'practice-manager'],
    says: 'see the licences that the service needs',
  },
  'manage-licences': {
    roles: MANAGERS,
    says: 'record, renew or give up a licence of the service',
  },
  'release-meters': {
    roles: CLINICIANS,
    dosing: 'authorise',
    says: 'bring a withdrawn meter or a blocked lot of strips back into use',
  },
} as const
