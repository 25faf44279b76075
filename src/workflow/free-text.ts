import { parseNhsNumber } from '#register/nhs-number.ts'
import type { FoundPatient } from '#store/patients.ts'
import type { Finding } from './outcome.ts'

/** Ten digits, in whatever groups people write them. */
const TEN_DIGITS = /(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)/g

/** The fields that hold words, and not ids or choices. */
const FREE_TEXT = /Note$|Reason$|^comment$|^reasonText$|^note$|^medicine\d?$/

/** So many characters of words are read by anybody; the longest are read by patterns too, which take longer the more there is. */
export const MOST_WORDS = 2000

/** Words about one patient must not hold another patient's NHS number: the record would be wrong twice (H01). */
export function freeTextFindings(
  fields: Readonly<Record<string, string | undefined>>,
  { details }: FoundPatient,
): readonly Finding[] {
  const own = details.nhs.kind === 'number' ? details.nhs.number : ''
  return Object.entries(fields).flatMap(([field, text = '']) => {
    if (!FREE_TEXT.test(field)) return []
    if (text.length > MOST_WORDS) return [{ field, code: 'too-long', message: TOO_LONG }]
    return holdsOtherNumber(text, own)
      ? [{ field, code: 'other-nhs-number', message: OTHER_PATIENT }]
      : []
  })
}

const TOO_LONG = `Use at most ${MOST_WORDS.toLocaleString('en-GB')} characters.`

const OTHER_PATIENT =
  "The text holds another patient's NHS number. Take it out, and check that the right record is open."

/** Whether text holds an NHS number that is not this one; with none of their own, any. */
export function holdsOtherNumber(text: string, own: string): boolean {
  return [...text.matchAll(TEN_DIGITS)].some(([digits]) => {
    const parsed = parseNhsNumber(digits.replaceAll('-', ''))
    return parsed.kind === 'nhs-number' && parsed.nhsNumber !== own
  })
}
