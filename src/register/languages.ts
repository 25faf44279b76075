// The language in which somebody reads, by its code of BCP 47 (IETF), so that a leaflet can be chosen by it (H15).

/** Languages of the register; `mis` is the code for a language without one of its own, here: not on this list. */
export const LANGUAGE_WORDS = {
  'not-known': 'Not known',
  en: 'English',
  cy: 'Welsh',
  ar: 'Arabic',
  bn: 'Bengali',
  'zh-Hans': 'Chinese, simplified',
  'zh-Hant': 'Chinese, traditional',
  fa: 'Farsi',
  fr: 'French',
  gu: 'Gujarati',
  hi: 'Hindi',
  ckb: 'Kurdish (Sorani)',
  lt: 'Lithuanian',
  ne: 'Nepali',
  ps: 'Pashto',
  pl: 'Polish',
  pt: 'Portuguese',
  pa: 'Punjabi',
  ro: 'Romanian',
  so: 'Somali',
  es: 'Spanish',
  ta: 'Tamil',
  tr: 'Turkish',
  uk: 'Ukrainian',
  ur: 'Urdu',
  vi: 'Vietnamese',
  mis: 'Another language',
} as const
export type Language = keyof typeof LANGUAGE_WORDS

/** The language of a leaflet: one that is known and on the list. */
export type LeafletLanguage = Exclude<Language, 'not-known' | 'mis'>

const { 'not-known': _notKnown, mis: _another, ...READ } = LANGUAGE_WORDS

/** The languages in which a leaflet may be written. */
export const LEAFLET_LANGUAGE_WORDS: Readonly<Record<LeafletLanguage, string>> = READ
