import { clinicalDate, type Day, dayFromParts, parseDay } from '#base/day.ts'
import type { ClinicOffers, OfferedSlot } from './clinic-offers.ts'
import { type Refused, refused, refusedField } from './outcome.ts'
import type { TextFields } from './text-fields.ts'

export const NEXT_TEST_FIELDS = [
  'slot',
  'nextTestOn',
  'nextTestOn[day]',
  'nextTestOn[month]',
  'nextTestOn[year]',
] as const
export type NextTestFields = TextFields<(typeof NEXT_TEST_FIELDS)[number]>

/** Whether anything of a next test was chosen or typed. */
export const isTestChosen = (fields: NextTestFields): boolean =>
  NEXT_TEST_FIELDS.some((name) => (fields[name] ?? '') !== '')

/** What was chosen before treatment was paused or ended is not set, and not dropped without a word. */
export const noTestToSet = (fields: NextTestFields): Refused | undefined =>
  isTestChosen(fields) ? NO_TEST_NOW : undefined

const NO_TEST_NOW = refused(409, {
  field: '',
  code: 'no-test-now',
  message:
    'Treatment is paused or has ended since you opened this, so the next test that you chose is not set. Close the task again without one; after a pause the test is set when treatment goes on.',
})

/** When the next test is: in a slot of a clinic, at the appointment already made, or on a day without either. */
export type NextTestChoice =
  | { readonly kind: 'slot'; readonly on: Day; readonly slot: OfferedSlot }
  | { readonly kind: 'kept'; readonly on: Day; readonly atMinute: number }
  | { readonly kind: 'day'; readonly on: Day }

/** How a slot is named in a form. */
export const slotName = ({ patternId, on, atMinute }: OfferedSlot): string =>
  `${patternId}_${on}_${atMinute}`

/** The next test that was chosen from the offers, or typed as a day. */
export function chooseNextTest(
  fields: NextTestFields,
  offers: ClinicOffers,
  dueOn: Day | null,
): NextTestChoice | Refused {
  const typed = typedDay(fields)
  if (typed !== undefined) return typed
  if (fields.slot === 'none') return onDueDay(dueOn)
  if (fields.slot === 'kept' && offers.kept !== null) return { kind: 'kept', ...offers.kept }
  const slot = offers.slots.find((offered) => slotName(offered) === fields.slot)
  if (slot !== undefined) return { kind: 'slot', on: slot.on, slot }
  if (fields.slot === undefined || fields.slot === '') {
    return refusedField('slot', 'required', 'Choose the appointment of the next test.')
  }
  return slotTaken
}

/** A typed day stands in the place of every offer. */
function typedDay(fields: NextTestFields): NextTestChoice | Refused | undefined {
  const parts = [fields['nextTestOn[day]'], fields['nextTestOn[month]'], fields['nextTestOn[year]']]
  const isTyped = parts.some((part) => (part ?? '') !== '')
  if (fields.nextTestOn === undefined && !isTyped) return undefined
  const [dayText = '', month = '', year = ''] = parts
  const read =
    fields.nextTestOn === undefined
      ? dayFromParts(dayText, month, year)
      : parseDay(fields.nextTestOn)
  if (read.kind === 'day') return { kind: 'day', on: read.day }
  return refusedField('nextTestOn-day', read.code, read.message)
}

function onDueDay(dueOn: Day | null): NextTestChoice | Refused {
  if (dueOn !== null) return { kind: 'day', on: dueOn }
  return refusedField('nextTestOn-day', 'required', 'Enter the date of the next test.')
}

export const slotTaken = refused(409, {
  field: 'slot',
  code: 'slot-taken',
  message:
    'Somebody else has just taken that appointment. Nothing is saved and what you typed is still here: choose another.',
})

/** A test later than the rules advise (or on another day than a strict protocol sets) is a change with a reason. */
export function notAsAdvised(
  { on }: NextTestChoice,
  latestOn: Day,
  isStrict: boolean,
): Refused | undefined {
  if (isStrict && on !== latestOn) {
    const message = `The protocol tests on ${clinicalDate(latestOn)} and on no other day. For another day choose "Change", with the reason: a person then doses the next result.`
    return refusedField('nextTestOn-day', 'not-the-protocol-day', message)
  }
  if (on <= latestOn) return undefined
  const message = `The next test is due by ${clinicalDate(latestOn)}. For a later day choose "Change", with the reason.`
  return refusedField('nextTestOn-day', 'later-than-advised', message)
}
