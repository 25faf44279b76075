import { clinicalDate, type Day, weekday } from '#base/day.ts'
import { DateInput } from '#web/parts/date-input.tsx'
import { Details } from '#web/parts/details.tsx'
import { Select } from '#web/parts/select.tsx'
import { type ClinicOffers, formatMinute } from '#workflow/clinic-offers.ts'
import { slotName } from '#workflow/next-test-choice.ts'
import { type Conversation, errorOf, findingOf } from './conversation-state.ts'

type Props = {
  readonly state: Pick<Conversation, 'typed' | 'findings'>
  /** Sets the ids apart when a page has two of these. */
  readonly idPrefix?: string
  readonly offers: ClinicOffers
  readonly dueOn: Day | null
  /** What the appointment is for. */
  readonly what?: 'test' | 'review'
}

/** Enough to choose from; the nearest to the day that the test is due come first. */
const SLOTS_SHOWN = 40

/** The appointment of the next test: the one already made, or the slot offered; or a day without either. */
export function NextTest({ state, offers, dueOn, idPrefix = '', what = 'test' }: Props) {
  const { typed } = state
  const slots = offers.slots.slice(0, SLOTS_SHOWN)
  const options = [
    ...(offers.kept === null
      ? []
      : [{ value: 'kept', text: `${when(offers.kept.on, offers.kept.atMinute)}, already booked` }]),
    ...slots.map((slot) => ({
      value: slotName(slot),
      text: `${when(slot.on, slot.atMinute)}, ${slot.clinic}`,
    })),
    ...(dueOn === null
      ? []
      : [{ value: 'none', text: `No appointment now: due ${clinicalDate(dueOn)}` }]),
  ]
  const chosen = options.some(({ value }) => value === typed.slot) ? typed.slot : undefined
  return (
    <>
      <Select
        id={`${idPrefix}slot`}
        name="slot"
        label={`Appointment of the next ${what}`}
        hint={offers.none ?? undefined}
        options={options}
        value={chosen ?? options[0]?.value}
        error={errorOf(state, 'slot')}
      />
      <Details summary="Another day" open={findingOf(state, 'nextTestOn-day') !== undefined}>
        <DateInput
          id={`${idPrefix}nextTestOn`}
          name="nextTestOn"
          legend={`Date of the next ${what}, without an appointment`}
          values={{
            day: typed['nextTestOn[day]'],
            month: typed['nextTestOn[month]'],
            year: typed['nextTestOn[year]'],
          }}
          error={errorOf(state, 'nextTestOn-day')}
        />
      </Details>
    </>
  )
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

const when = (on: Day, atMinute: number): string =>
  `${WEEKDAYS[weekday(on) - 1]} ${clinicalDate(on)} ${formatMinute(atMinute)}`
