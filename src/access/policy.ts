import type { Day } from '#base/day.ts'
import { AUDIT_POLICY } from './audit-policy.ts'
import { COMMISSIONER_POLICY } from './commissioner-policy.ts'
import { CONTRACT_POLICY } from './contract-policy.ts'
import { EMERGENCY_POLICY } from './emergency-policy.ts'
import { METER_POLICY } from './meter-policy.ts'
import { RECORD_POLICY } from './record-policy.ts'
import { REPORT_POLICY } from './report-policy.ts'
import {
  CLINIC,
  CLINICIANS,
  type COMMISSIONERS,
  DESK,
  MANAGERS,
  PRESCRIBERS,
} from './role-groups.ts'
import { RULE_POLICY } from './rule-policy.ts'
import { SERVICE_POLICY } from './service-policy.ts'
import { TRANSFER_POLICY } from './transfer-policy.ts'

/**
 * Who may do what. Role says which acts exist for a person; competence says whether the person may do them
 * today. This one table is what the acts ask, what the pages show and what the tests walk (H34). First who works at a provider.
 */
export const ROLES = [
  'healthcare-assistant',
  'nurse',
  'pharmacist',
  'prescriber',
  'clinical-lead',
  'practice-manager',
  'receptionist',
  'system-administrator',
] as const
export type ProviderRole = (typeof ROLES)[number]

/** Whoever works at a provider, or for a commissioner (role-kinds.ts). */
export type Role = ProviderRole | (typeof COMMISSIONERS)[number]

/** How far a person's dosing authority reaches; each includes the one before it. */
export const DOSING = ['none', 'accept', 'change', 'authorise'] as const
export type Dosing = (typeof DOSING)[number]

export type Competence = {
  readonly level: 3 | 4 | 5 | null
  readonly dosing: Dosing
  readonly until: string | null
}

export type Rule = {
  readonly roles: readonly Role[]
  readonly dosing?: Dosing
  /** The level of competence below which this is not done (S2). */
  readonly level?: 5
  /** Whose records it reaches: the person's own provider's, and with this another's. */
  readonly whose?: 'another'
  readonly says: string
}

export const POLICY = {
  ...RECORD_POLICY,
  ...RULE_POLICY,
  ...METER_POLICY,
  ...AUDIT_POLICY,
  ...EMERGENCY_POLICY,
  ...SERVICE_POLICY,
  ...CONTRACT_POLICY,
  ...COMMISSIONER_POLICY,
  ...TRANSFER_POLICY,
  'see-today': { roles: ROLES, says: 'open the front page' },
  'see-worklist': { roles: DESK, says: 'open a worklist' },
  'see-patient': { roles: DESK, says: "open a patient's page" },
  'see-clinic': { roles: DESK, says: 'see a clinic and who is missing' },
  'plan-episode': { roles: CLINICIANS, says: 'write or change a treatment plan' },
  'start-initiation': {
    roles: PRESCRIBERS,
    dosing: 'authorise',
    level: 5,
    says: 'start warfarin by an initiation protocol',
  },
  'dose-initiation': {
    roles: CLINICIANS,
    dosing: 'accept',
    level: 5,
    says: 'dose a patient who is being started by an initiation protocol',
  },
  'confirm-episode': { roles: CLINICIANS, dosing: 'change', says: 'confirm an imported plan' },
  'agree-target': {
    roles: CLINICIANS,
    dosing: 'authorise',
    says: 'agree to a target that is unusual for its indication',
  },
  'suspend-episode': { roles: CLINICIANS, dosing: 'change', says: 'suspend or resume treatment' },
  'end-episode': { roles: PRESCRIBERS, dosing: 'authorise', says: 'end treatment' },
  'switch-medicine': {
    roles: PRESCRIBERS,
    dosing: 'authorise',
    says: 'change one oral anticoagulant to another',
  },
  'confirm-removal': {
    roles: CLINICIANS,
    dosing: 'accept',
    says: 'confirm that the old medicine is gone after a change',
  },
  'confirm-notice': {
    roles: CLINIC,
    says: 'record who confirmed that a medicine is stopped',
  },
  'plan-procedure': {
    roles: PRESCRIBERS,
    dosing: 'authorise',
    says: 'plan how treatment is stopped and taken again around a procedure',
  },
  'follow-procedure': {
    roles: CLINICIANS,
    dosing: 'accept',
    says: 'record the steps and the restart of a plan for a procedure',
  },
  'record-failed-test': { roles: CLINIC, says: 'record that a test gave no INR' },
  'suggest-dose': { roles: CLINIC, says: 'ask for a suggested dose' },
  'accept-dose': { roles: CLINIC, dosing: 'accept', says: 'accept a suggested dose' },
  'change-dose': { roles: CLINICIANS, dosing: 'change', says: 'change a suggested dose' },
  'authorise-dose': {
    roles: CLINICIANS,
    dosing: 'authorise',
    says: 'decide a dose that was referred or alarmed',
  },
  'record-earlier-result': { roles: CLINIC, says: 'add an earlier result to the record' },
  'raise-alarm': { roles: CLINIC, says: 'record a result that needs action now' },
  'refer-visit': { roles: CLINIC, says: 'refer a result to an authorised person' },
  'send-back': {
    roles: CLINICIANS,
    dosing: 'authorise',
    says: 'send a referred result back',
  },
  'take-task': { roles: CLINICIANS, dosing: 'authorise', says: 'take a referred result' },
  'close-task': { roles: CLINICIANS, dosing: 'authorise', says: 'close a task with what was done' },
  'record-told': { roles: CLINIC, says: 'record that the patient was told' },
  'send-text': { roles: CLINIC, says: 'send the text of a dose' },
  'record-doac-review': {
    roles: CLINICIANS,
    dosing: 'accept',
    says: 'review a direct oral anticoagulant',
  },
  'decide-doac-review': {
    roles: PRESCRIBERS,
    dosing: 'authorise',
    says: 'decide what a review of a direct oral anticoagulant found',
  },
  'print-dose': { roles: CLINIC, says: "print a patient's dose page" },
  'withdraw-measurement': {
    roles: CLINICIANS,
    says: 'take back a measurement that was entered wrongly',
  },
  'record-scores': { roles: CLINICIANS, says: "record a patient's scores" },
  'book-appointment': { roles: DESK, says: 'book or move an appointment' },
  'cancel-appointment': { roles: DESK, says: 'cancel an appointment' },
  'end-clinic': { roles: CLINIC, says: 'close a clinic at its end or open it again' },
  'record-attendance': { roles: DESK, says: 'record who came and who did not' },
  'record-contact': { roles: DESK, says: 'record a contact with a patient' },
  'decide-non-attendance': {
    roles: PRESCRIBERS,
    dosing: 'authorise',
    says: 'decide what happens after three contacts',
  },
  'reassess-control': {
    roles: CLINICIANS,
    dosing: 'change',
    says: 'record the reassessment of poor control',
  },
  'accept-poor-control': {
    roles: CLINICIANS,
    dosing: 'authorise',
    says: 'continue treatment with poor control or decide to change the medicine',
  },
  'review-treatment': { roles: CLINICIANS, says: 'record the health review of treatment' },
  'record-education': { roles: CLINIC, says: 'record what a patient was taught' },
  'check-self-testing': { roles: CLINICIANS, says: 'record that a patient may test at home' },
  'print-clinic-pack': { roles: DESK, says: 'print the clinic pack' },
  'manage-clinics': {
    roles: [...MANAGERS, 'system-administrator'],
    says: 'see and set clinic days',
  },
  'set-clinic-pattern': {
    roles: [...MANAGERS, 'system-administrator'],
    says: 'add or change a clinic',
  },
  'close-clinic-day': {
    roles: [...MANAGERS, 'system-administrator'],
    says: 'close a clinic day or open it again',
  },
  ...REPORT_POLICY,
  'see-service': { roles: ROLES, says: 'see the settings of the service' },
} as const satisfies Record<string, Rule>

export type ActName = keyof typeof POLICY

export type Permission =
  | { readonly kind: 'allowed' }
  | {
      readonly kind: 'refused'
      readonly because: 'role' | 'competence' | 'expired' | 'another-provider'
      readonly message: string
    }

const ALLOWED: Permission = { kind: 'allowed' }

const ofAnother = ({ says }: Rule): Permission => ({
  kind: 'refused',
  because: 'another-provider',
  message: `You may not ${says} of another provider.`,
})

const reaches = (has: Dosing, needs: Dosing) => DOSING.indexOf(has) >= DOSING.indexOf(needs)

const isBelow = (needs: 5 | undefined, has: Competence['level']): boolean =>
  needs !== undefined && (has === null || has < needs)

/** May this person do this act today, to a record of their own provider or of another? Competence that has run out counts as none. */
export function permission(
  act: ActName,
  who: { readonly role: Role; readonly competence: Competence },
  today: Day,
  whose: 'own' | 'another' = 'own',
): Permission {
  const rule: Rule = POLICY[act]
  if (!rule.roles.includes(who.role)) {
    return { kind: 'refused', because: 'role', message: `Your role may not ${rule.says}.` }
  }
  const allowed = whose === 'own' || rule.whose === whose ? ALLOWED : ofAnother(rule)
  if (rule.dosing === undefined) return allowed
  if (!reaches(who.competence.dosing, rule.dosing) || isBelow(rule.level, who.competence.level)) {
    const message = `Your recorded competence does not let you ${rule.says}. Refer it to an authorised person.`
    return { kind: 'refused', because: 'competence', message }
  }
  if (who.competence.until === null || who.competence.until < today) {
    const message = `Your recorded competence has expired, so you may not ${rule.says}. Ask your clinical lead to renew it.`
    return { kind: 'refused', because: 'expired', message }
  }
  return allowed
}
