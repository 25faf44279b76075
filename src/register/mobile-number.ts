/** @technical A mobile number of the United Kingdom after its country code or the 0 (Ofcom numbering plan). */
const UK_MOBILE = /^(?:\+44|\+440|0044|0)(7[1-9]\d{8})$/
/** @technical ITU-T E.164: a country code and at most 15 figures. */
const ABROAD = /^\+(?!44)[1-9]\d{7,14}$/

/** A typed mobile number as a network takes it (E.164), or that no text can be sent to it: a landline, an extension, a slip. */
export function asMobile(typed: string): string | 'no-mobile' {
  const figures = typed.replaceAll(/[\s()-]/g, '')
  const uk = UK_MOBILE.exec(figures)?.[1]
  if (uk !== undefined) return `+44${uk}`
  return ABROAD.test(figures) ? figures : 'no-mobile'
}
