import type { MeasuringMethod } from '#register/episode.ts'
import type { ContactCode, ServiceSpecification } from './specification.ts'

/** The systems of general practice by whose codes a contact is entered there. */
export const RECORD_SYSTEMS = { 'emis-web': 'EMIS Web', 'systm-one': 'SystmOne' } as const
export type RecordSystem = keyof typeof RECORD_SYSTEMS

/** What the codes of a system are called; case counts in both. */
export const CODE_SCHEMES: Readonly<Record<RecordSystem, 'Read v2' | 'CTV3'>> = {
  'emis-web': 'Read v2',
  'systm-one': 'CTV3',
}

export type ContactKind = ContactCode['contact']

export const CONTACT_WORDS: Readonly<Record<ContactKind, string>> = {
  monitoring: 'Anticoagulation monitoring in primary care',
  'home-visit': 'Home visit for anticoagulation monitoring',
  'self-monitoring': 'Self-monitoring of INR',
}

/** A visit as far as its codes go. */
export type CodedVisit = {
  readonly method: MeasuringMethod | null
  readonly place: 'clinic' | 'home' | null
}

/** What a visit was (S13): monitoring always, and at home, or with the patient's own meter, that as well. */
export const contactKinds = ({ method, place }: CodedVisit): readonly ContactKind[] => [
  'monitoring',
  ...(place === 'home' ? (['home-visit'] as const) : []),
  ...(method === 'own-meter' ? (['self-monitoring'] as const) : []),
]

/** The codes of a visit by a specification and a system, letter for letter; a kind that it has no code for has none. */
export function codesOf(
  visit: CodedVisit,
  { codes }: Pick<ServiceSpecification, 'codes'>,
  system: RecordSystem,
): readonly { readonly kind: ContactKind; readonly code: string }[] {
  return contactKinds(visit).flatMap((kind) => {
    const found = codes.find(({ contact }) => contact === kind)
    if (found === undefined) return []
    return [{ kind, code: system === 'emis-web' ? found.emisWeb : found.systmOne }]
  })
}

/**
 * Concepts of SNOMED CT that are sent. Only what is verified is: of a home visit and of self-monitoring no concept is (codes.json of
 * 22 November 2026). Source: SNOMED CT 268526009, Warfarin monitoring (regime/therapy). Status: verified.
 */
const SNOMED: Readonly<Partial<Record<ContactKind, string>>> = { monitoring: '268526009' }

/** The concept of a contact, where one is verified: of monitoring, and of warfarin alone. */
export const snomedOf = (kind: ContactKind, medicine: string | null): string =>
  medicine === 'warfarin' ? (SNOMED[kind] ?? '') : ''
