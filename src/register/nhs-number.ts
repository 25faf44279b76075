/** Ten digits with a right check digit. Made only by `parseNhsNumber`. */
export type NhsNumber = string & { readonly brand: 'NhsNumber' }

export type ParsedNhsNumber =
  | { readonly kind: 'nhs-number'; readonly nhsNumber: NhsNumber }
  | {
      readonly kind: 'confirm'
      readonly nhsNumber: NhsNumber
      readonly code: 'outside-issued-ranges'
      readonly message: string
    }
  | { readonly kind: 'refused'; readonly code: NhsNumberRefusal; readonly message: string }

export type NhsNumberRefusal = keyof typeof MESSAGES

const MESSAGES = {
  required: 'Enter the NHS number, or choose why there is no NHS number.',
  'not-text': 'The NHS number must be sent as text of 10 digits.',
  'too-long': 'The NHS number has 10 digits. Enter it as on a letter, like 943 476 5919.',
  'one-number-only': 'Enter one NHS number only.',
  'national-insurance-number':
    'This looks like a National Insurance number. Enter the NHS number: 10 digits, no letters.',
  'digits-only':
    'The NHS number has digits only. Enter 10 digits, with spaces or hyphens if you like.',
  'wrong-length': 'The NHS number must have 10 digits. Check that none is missing or typed twice.',
  'repeated-digit': 'This is not a real NHS number: all its digits are the same.',
  'check-digit':
    'This is not a valid NHS number. Check it against the letter or card, digit by digit.',
  'chi-number':
    'This looks like a Scottish CHI number. Enter the NHS number for England, or choose why there is none.',
  'health-and-care-number':
    'This looks like a Northern Ireland Health and Care number. Enter the NHS number for England, or choose why there is none.',
} as const

/** @technical Limit of the form, in characters. */
const LONGEST_TYPED = 40
const SEPARATORS = /[ -]/g
const DIGITS = /^[0-9]+$/
const TWO_NUMBERS = /[0-9]{10}[^0-9]+[0-9]{10}/
const NATIONAL_INSURANCE = /^[A-Za-z]{2}[0-9]{6}[A-Da-d]$/

/**
 * Answers whether what was typed or sent is one NHS number. Spaces and hyphens between digits are allowed; nothing
 * else is put right.
 * @see docs/evidence.md#nhs-number
 */
export function parseNhsNumber(typed: unknown): ParsedNhsNumber {
  if (typed === null || typed === undefined) return refused('required')
  if (typeof typed !== 'string') return refused('not-text')
  if (typed.length > LONGEST_TYPED) return refused('too-long')

  const digits = typed.trim().replace(SEPARATORS, '')
  const malformed = formOf(digits, typed)
  if (malformed !== undefined) return refused(malformed)

  return checkedNumber(digits)
}

function formOf(digits: string, typed: string): NhsNumberRefusal | undefined {
  if (digits === '') return 'required'
  if (TWO_NUMBERS.test(typed)) return 'one-number-only'
  if (NATIONAL_INSURANCE.test(digits)) return 'national-insurance-number'
  if (!DIGITS.test(digits) || typed.trim().startsWith('-')) return 'digits-only'
  if (digits.length !== 10) return 'wrong-length'
  return undefined
}

function checkedNumber(digits: string): ParsedNhsNumber {
  if (/^(\d)\1{9}$/.test(digits)) return refused('repeated-digit')
  if (checkDigit(digits) !== Number(digits[9])) return refused('check-digit')
  if (isChiNumber(digits)) return refused('chi-number')
  if (digits >= '3200000010' && digits <= '3999999999') return refused('health-and-care-number')

  const nhsNumber = digits as NhsNumber
  if (isIssued(digits)) return { kind: 'nhs-number', nhsNumber }
  return {
    kind: 'confirm',
    nhsNumber,
    code: 'outside-issued-ranges',
    message: `NHS number ${formatNhsNumber(nhsNumber)} is outside the ranges in use. Check it against the record and confirm it.`,
  }
}

/**
 * The check digit that the first nine digits call for (modulus 11, weights 10 to 2), or 10 when no number can
 * start with these nine.
 */
export function checkDigit(digits: string): number {
  let sum = 0
  for (let place = 0; place < 9; place += 1) sum += Number(digits[place]) * (10 - place)
  return (11 - (sum % 11)) % 11
}

/** A Scottish number starts with a date of birth: day, month, year. */
function isChiNumber(digits: string): boolean {
  const dayOfMonth = Number(digits.slice(0, 2))
  const month = Number(digits.slice(2, 4))
  return dayOfMonth >= 1 && dayOfMonth <= 31 && month >= 1 && month <= 12
}

/** England, Wales and Isle of Man: 4, 6 and 7; 943 is the published example, 999 is for tests. */
const ISSUED = ['4', '6', '7', '943', '999']

function isIssued(digits: string): boolean {
  return ISSUED.some((start) => digits.startsWith(start))
}

/** The number as people read it, 3-3-4: 943 476 5919. */
export function formatNhsNumber(nhsNumber: NhsNumber): string {
  return `${nhsNumber.slice(0, 3)} ${nhsNumber.slice(3, 6)} ${nhsNumber.slice(6)}`
}

function refused(code: NhsNumberRefusal): ParsedNhsNumber {
  return { kind: 'refused', code, message: MESSAGES[code] }
}
