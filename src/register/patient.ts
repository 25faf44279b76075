import type { Day } from '#base/day.ts'

/** A fact that may be true, untrue, or that nobody has asked: not known is never taken for no. */
export type Known = 'yes' | 'no' | 'not-known'

/** Why a person has no NHS number. */
export type NoNhsNumberReason = 'unregistered' | 'overseas' | 'not-traced'

export type NhsIdentity =
  | { readonly kind: 'number'; readonly number: string }
  | { readonly kind: 'none'; readonly reason: NoNhsNumberReason }

export type Sex = 'female' | 'male' | 'indeterminate' | 'not-known'

export type Channel = 'telephone' | 'text-message' | 'email' | 'letter' | 'not-known'

export type MechanicalValve =
  | { readonly kind: 'none' }
  | { readonly kind: 'not-known' }
  | {
      readonly kind: 'valve'
      readonly position: 'aortic' | 'mitral' | 'tricuspid' | 'more-than-one' | 'not-known'
      readonly make: string
    }

/** Everything the register knows of a person; one version of the record holds one of these whole. */
export type PatientDetails = {
  readonly familyName: string
  readonly givenName: string
  readonly title: string
  readonly dateOfBirth: Day
  readonly sex: Sex
  readonly nhs: NhsIdentity
  readonly address: string
  readonly postcode: string
  readonly telephone: string
  readonly mobile: string
  readonly email: string
  readonly contactVerifiedOn: Day | null
  readonly preferredChannel: Channel
  readonly mayLeaveMessageWith: string
  readonly carer: string
  readonly interpreter: string
  readonly housebound: Known
  /** ODS code of the patient's own practice. */
  readonly registeredPractice: string
  readonly allergies: string
  readonly relevantHistory: string
  readonly mechanicalValve: MechanicalValve
  readonly mitralStenosis: Known
  readonly antiphospholipid: Known
  readonly antiplatelet: Known
  readonly liverDisease: Known
  readonly renalDisease: Known
  readonly cognitiveImpairment: Known
  readonly alcohol: Known
}
