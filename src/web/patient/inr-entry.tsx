import { clinicalDate, dayFromParts } from '#base/day.ts'
import { formatTenths, METER_RANGE, offeredInr, parseInr } from '#clinical/inr.ts'
import { Button } from '#web/parts/button.tsx'
import { Checkboxes } from '#web/parts/checkboxes.tsx'
import { DateInput } from '#web/parts/date-input.tsx'
import { Details } from '#web/parts/details.tsx'
import { Input } from '#web/parts/input.tsx'
import { Radios } from '#web/parts/radios.tsx'
import { SecondInr } from '#web/parts/second-inr.tsx'
import { Select } from '#web/parts/select.tsx'
import { type Conversation, errorOf, findingOf, isAsked } from './conversation-state.ts'
import { PlaceSeen, seenWhere } from './place-seen.tsx'
import { SecondResult } from './second-result.tsx'

/** Step 2: the INR with all that says where it comes from. */
export function InrEntry({ state }: { readonly state: Conversation }) {
  return (
    <>
      <div className="evk-row">
        <Inr state={state} />
        <Method state={state} />
      </div>
      <Offers state={state} />
      <ExactlyEight state={state} />
      <SecondResult state={state} />
      <div className="evk-row">
        <Short state={state} name="meter" label="Meter" />
        <Short state={state} name="stripLot" label="Strip lot" width={5} />
        <Short state={state} name="stripExpiry" label="Strips expire" />
      </div>
      <VenousSample state={state} />
      <SampleDate state={state} />
    </>
  )
}

/** The first entry is out of sight while the second is typed, but goes with it. */
function Inr({ state }: { readonly state: Conversation }) {
  const { typed } = state
  if (isAsked(state, 'double-entry')) {
    return (
      <>
        <input type="hidden" name="inr" value={typed.inr} />
        <SecondInr
          label="Type the INR once more, from the meter or the report"
          hint={findingOf(state, 'inrAgain')?.message}
          isFirst
        />
      </>
    )
  }
  return (
    <>
      {typed.inrAgain !== undefined && (
        <input type="hidden" name="inrAgain" value={typed.inrAgain} />
      )}
      <Input
        id="inr"
        name="inr"
        label="INR"
        width={4}
        inputMode="text"
        value={typed.inr}
        error={errorOf(state, 'inr')}
        autoComplete="off"
        attributes={{ 'data-no-draft': isAsked(state, 'entries-differ') || undefined }}
      />
    </>
  )
}

/** What can be recorded in the place of an INR that is none. */
function Offers({ state }: { readonly state: Conversation }) {
  const offer = findingOf(state, 'inr')?.code.split(':')[1]
  switch (offer) {
    case 'test-failed':
    case 'sample-unsuitable':
      return (
        <Button variant="secondary" small name="record" value={offer}>
          {offer === 'test-failed' ? 'Record: test failed' : 'Record: sample unsuitable'}
        </Button>
      )
    default:
      return offer === undefined ? null : <RecordAbove offer={offer} />
  }
}

function RecordAbove({ offer }: { readonly offer: string }) {
  const inr = offeredInr(offer)
  if (inr === undefined) return null
  return (
    <Button variant="secondary" small name="record" value={offer}>
      {`Record ${inr}`}
    </Button>
  )
}

/** Once answered it stays on the page, or saving would ask again for ever. */
function ExactlyEight({ state }: { readonly state: Conversation }) {
  if (!isAsked(state, 'exactly-8-or-above') && state.typed.exactlyEight === undefined) return null
  const top = topOf(state.typed.inr)
  return (
    <Radios
      id="exactlyEight"
      name="exactlyEight"
      legend={`Did the meter show exactly ${top}, or above ${top}?`}
      error={errorOf(state, 'exactlyEight')}
      value={state.typed.exactlyEight}
      inline
      small
      choices={[
        { value: 'exactly', text: `Exactly ${top}` },
        { value: 'above', text: `Above ${top}` },
      ]}
    />
  )
}

/** What was typed, at the end of what the meter measures, in the words of the question about it. */
function topOf(typed: string | undefined): string {
  const read = parseInr(typed, METER_RANGE)
  return formatTenths(read.kind === 'inr' ? read.inr.tenths : METER_RANGE.highestTenths)
}

const METHODS = [
  { value: '', text: 'Choose' },
  { value: 'provider-meter', text: 'Our meter' },
  { value: 'laboratory', text: 'Laboratory' },
  { value: 'own-meter', text: "Patient's meter" },
]

function Method({ state }: { readonly state: Conversation }) {
  return (
    <Select
      id="method"
      name="method"
      label="Measured by"
      options={METHODS}
      value={state.typed.method}
      error={errorOf(state, 'method')}
    />
  )
}

type ShortProps = {
  readonly state: Conversation
  readonly name: 'meter' | 'stripLot' | 'stripExpiry'
  readonly label: string
  readonly width?: 5 | 10
}

function Short({ state, name, label, width = 10 }: ShortProps) {
  return (
    <Input
      id={name}
      name={name}
      label={label}
      width={width}
      value={state.typed[name]}
      error={errorOf(state, name)}
      autoComplete="off"
    />
  )
}

/** Asked only of a high result on strips that are known to read high. */
function VenousSample({ state }: { readonly state: Conversation }) {
  if (!isAsked(state, 'advisory-lot') && state.typed.venousTaken === undefined) return null
  return (
    <Checkboxes
      id="venousTaken"
      name="venousTaken"
      small
      error={errorOf(state, 'venousTaken')}
      values={state.typed.venousTaken === 'yes' ? ['yes'] : []}
      choices={[{ value: 'yes', text: 'A venous sample is taken and on its way' }]}
    />
  )
}

/** As the clinic writes it; a date that is none stands as it was typed. */
function sampleDate(day = '', month = '', year = ''): string {
  const read = dayFromParts(day, month, year)
  return read.kind === 'day' ? clinicalDate(read.day) : `${day} ${month} ${year}`
}

/** Which one is meant of the hour that comes twice when the clocks go back. */
export const SAMPLED_HOURS = { first: 'The first (BST)', second: 'The second (GMT)' } as const

const DATE_FIELDS = ['sampledOn-day', 'sampledTime', 'sampledHour', 'sampledAt', 'place']

/** The sample is of today, and where the patient was seen is as it stands in the summary, unless somebody says otherwise, here. */
function SampleDate({ state }: { readonly state: Conversation }) {
  const { typed } = state
  const isWrong = DATE_FIELDS.some((field) => findingOf(state, field) !== undefined)
  const day = typed['sampledOn[day]']
  const month = typed['sampledOn[month]']
  const year = typed['sampledOn[year]']
  return (
    <Details
      summary={`Sample of ${sampleDate(day, month, year)}, ${seenWhere(typed.place)}. Change.`}
      open={isWrong}
    >
      <PlaceSeen value={typed.place} error={errorOf(state, 'place')} />
      <DateInput
        id="sampledOn"
        name="sampledOn"
        legend="Date of the sample"
        values={{ day, month, year }}
        error={errorOf(state, 'sampledOn-day')}
      />
      <Input
        id="sampledTime"
        name="sampledTime"
        label="Time, if known"
        hint="Like 09:40. Without it the sample counts as old as its day."
        width={5}
        value={typed.sampledTime}
        error={errorOf(state, 'sampledTime')}
      />
      {(isAsked(state, 'happens-twice') || typed.sampledHour !== undefined) && (
        <Radios
          id="sampledHour"
          name="sampledHour"
          legend="Which of the two?"
          error={errorOf(state, 'sampledHour')}
          value={typed.sampledHour}
          inline
          small
          choices={Object.entries(SAMPLED_HOURS).map(([value, text]) => ({ value, text }))}
        />
      )}
    </Details>
  )
}
