// What a provider has to analyse and tell its commissioner of (S12, S28), by what it is.

/** Each kind of event in words for the page. */
export const EVENT_KINDS = {
  bleed: 'Bleeding',
  thrombosis: 'Clot: stroke, embolism or another thrombosis',
  admission: 'Admission to hospital',
  death: 'Death',
  'inr-above-8': 'INR above 8',
  'dosing-error': 'Dosing error',
  'not-managed': 'Patient not managed as the specification says',
} as const
export type EventKind = keyof typeof EVENT_KINDS

/** Whether it was caused by anticoagulation, as whoever records it sees it. */
export const RELATED_WORDS = {
  yes: 'Yes',
  possibly: 'Possibly',
  no: 'No',
  'not-known': 'Not known yet',
} as const
export type Related = keyof typeof RELATED_WORDS

/**
 * What makes a bleed major: Schulman and Kearon, J Thromb Haemost 2005;3:692-4 (ISTH, non-surgical patients). Status: verified.
 */
export const MAJOR_CRITERIA = {
  fatal: 'It was fatal',
  'critical-site':
    'In a critical site or organ: inside the skull, the spine, the eye, behind the peritoneum, a joint, around the heart, or in a muscle with compartment syndrome',
  'haemoglobin-fall': 'Haemoglobin fell by 20 g/L (2 g/dL) or more',
  transfused: 'Two or more units of whole blood or red cells were transfused',
} as const

/**
 * What makes a bleed that is not major clinically relevant: Kaatz et al., J Thromb Haemost 2015;13:2119-26 (ISTH). Status: verified.
 */
export const RELEVANT_CRITERIA = {
  intervention: 'A health professional had to treat it',
  'more-care': 'It led to hospital care, or to more care than before',
  'seen-face-to-face': 'It led to somebody being seen face to face',
} as const

export const BLEED_CRITERIA = { ...MAJOR_CRITERIA, ...RELEVANT_CRITERIA } as const
export type BleedCriterion = keyof typeof BLEED_CRITERIA

export const BLEED_CLASSES = {
  major: 'Major bleeding',
  'clinically-relevant': 'Clinically relevant bleeding, not major',
  minor: 'Minor bleeding',
} as const
export type BleedClass = keyof typeof BLEED_CLASSES

/** The class of a bleed by the criteria that it meets (ISTH); by none of them it is minor. */
export function bleedClass(met: readonly BleedCriterion[]): BleedClass {
  if (met.some((criterion) => criterion in MAJOR_CRITERIA)) return 'major'
  return met.some((criterion) => criterion in RELEVANT_CRITERIA) ? 'clinically-relevant' : 'minor'
}

/** What an event is called on a list. */
export const eventInWords = (kind: EventKind, severity: BleedClass | null): string =>
  severity === null ? EVENT_KINDS[kind] : BLEED_CLASSES[severity]
