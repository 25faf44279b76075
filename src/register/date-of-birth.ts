import { ageOn, type Day, parseDay } from '#base/day.ts'

export type ParsedDateOfBirth =
  | { readonly kind: 'date-of-birth'; readonly dateOfBirth: Day }
  | {
      readonly kind: 'confirm'
      readonly dateOfBirth: Day
      readonly code: 'default-looking'
      readonly message: string
    }
  | { readonly kind: 'refused'; readonly code: DateOfBirthRefusal; readonly message: string }

export type DateOfBirthRefusal =
  | 'required'
  | 'partial-date'
  | 'not-a-date'
  | 'in-future'
  | 'under-18'
  | 'over-120'

/** This service is for adults; a child follows the paediatric pathway. @see docs/evidence.md#adult-service */
export const YOUNGEST_AGE = 18

/** Nobody in the United Kingdom has lived longer; an older date is a mistake. @see docs/evidence.md#oldest-age */
export const OLDEST_AGE = 120

/** Dates that other systems fill in when they have none. */
const DEFAULT_LOOKING: readonly string[] = ['1900-01-01', '1901-01-01', '1911-11-11']

const PARTIAL = /^\d{4}(-\d{2})?$/

/** Reads a date of birth (YYYY-MM-DD) and answers whether this person can be on an adult register today. */
export function parseDateOfBirth(typed: unknown, today: Day): ParsedDateOfBirth {
  if (typeof typed === 'string' && PARTIAL.test(typed.trim())) {
    return refused('partial-date', 'Enter the full date of birth: day, month and year.')
  }
  const parsed = parseDay(typed)
  if (parsed.kind === 'day') return checkDateOfBirth(parsed.day, today)
  return parsed.code === 'required'
    ? refused('required', 'Enter the date of birth.')
    : refused('not-a-date', `The date of birth is not a date. ${parsed.message}`)
}

/** Whether a day can be the date of birth of a patient of this service. */
export function checkDateOfBirth(dateOfBirth: Day, today: Day): ParsedDateOfBirth {
  if (dateOfBirth > today) {
    return refused('in-future', 'The date of birth is in the future. Enter a date in the past.')
  }
  const age = ageOn(dateOfBirth, today)
  if (age < YOUNGEST_AGE) {
    return refused(
      'under-18',
      `This service is for people aged ${YOUNGEST_AGE} and over. Refer a child to the paediatric anticoagulation service.`,
    )
  }
  if (age > OLDEST_AGE) {
    return refused('over-120', `The date of birth makes this person ${age}. Check the year.`)
  }
  if (!DEFAULT_LOOKING.includes(dateOfBirth)) return { kind: 'date-of-birth', dateOfBirth }
  return {
    kind: 'confirm',
    dateOfBirth,
    code: 'default-looking',
    message: 'Other systems fill in this date when they have none. Ask the patient and confirm it.',
  }
}

function refused(code: DateOfBirthRefusal, message: string): ParsedDateOfBirth {
  return { kind: 'refused', code, message }
}
