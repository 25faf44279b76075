import { clinicalDate } from '#base/day.ts'
import { formatMg } from '#clinical/dose.ts'
import { INITIATION_TABLES } from '#clinical/initiation/tables.ts'
import { formatInr, formatTenths } from '#clinical/inr.ts'
import type { AdviseInput, DoseAdvice, Fired } from '#clinical/warfarin/advice.ts'
import { changeInWords } from '#clinical/warfarin/interaction-alarm.ts'
import { Details } from '#web/parts/details.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import type { Suggested } from '#workflow/suggest-dose.ts'
import { EVIDENCE_WORDS } from './evidence-words.ts'
import { InitiationRows, initiationFacts } from './initiation-why.tsx'

type Suggestion = Suggested['suggestion']
type Props = { readonly suggestion: Suggestion; readonly advice: DoseAdvice }

/** Why this dose, opened in place. */
export const Why = (props: Props) => (
  <Details summary="Why" attributes={{ 'data-open-in-print': true }}>
    <Reasons {...props} />
  </Details>
)

/** What went in, each rule that took part with its source, and each step of the figure. */
export function Reasons({ suggestion, advice }: Props) {
  const { inputs } = suggestion
  return (
    <>
      <SummaryList
        rows={[
          ...inputRows(inputs),
          ...initiationFacts(inputs),
          ...(advice.initiation === undefined ? stepRows(advice) : []),
        ]}
      />
      <InitiationRows inputs={inputs} />
      <h3>Rules that took part</h3>
      <Rules fired={advice.fired} />
      <h3>The next test</h3>
      <Rules fired={advice.nextTest.because} />
      <h3>What would have changed the answer</h3>
      <p>{otherwise(inputs, advice)}</p>
      <p className="nhsuk-hint">Rule set {suggestion.ruleSetHash.slice(0, 12)}</p>
    </>
  )
}

function inputRows(inputs: AdviseInput) {
  const { inr, sampledOn, target, currentDailyUg, previous } = inputs
  const before = previous
    .slice(0, 4)
    .map((result) => `${formatInr(result.inr)} (${clinicalDate(result.on)})`)
  return [
    { key: 'INR', value: `${formatInr(inr)} on ${clinicalDate(sampledOn)}` },
    { key: 'Before', value: before.length === 0 ? 'no results' : before.join(', ') },
    {
      key: 'Target',
      value: `${formatTenths(target.valueTenths)} (${formatTenths(target.lowTenths)} to ${formatTenths(target.highTenths)})`,
    },
    {
      key: 'Dose in force',
      value: currentDailyUg === 'not-known' ? 'not known' : `${formatMg(currentDailyUg)} a day`,
    },
    { key: 'Medicines', value: medicinesIn(inputs) },
  ]
}

/** What was said today, and what earlier visits said that still acts. */
function medicinesIn({ answers: { medicines = [] }, remembered = [] }: AdviseInput): string {
  const said = [...medicines, ...remembered].map(changeInWords)
  return said.length === 0 ? 'no change that acts now' : said.join('; ')
}

/** Raw, limited and rounded: the three figures, so that none of them hides another. */
const stepRows = (advice: DoseAdvice) => [
  { key: 'Calculated', value: calculated(advice) },
  { key: 'Limited to', value: `${formatMg(advice.clampedUg)} a day` },
  {
    key: 'Rounded to tablets',
    value: `${formatMg(advice.roundedUg)} a day, ${formatMg(advice.weeklyUg)} a week`,
  },
]

/** To the microgram, without zeros that could be misread (H14). */
const calculated = ({ rawNg, protocol }: DoseAdvice): string =>
  `${formatMg(Math.round(rawNg / 1000))} a day (${PROTOCOL_WORDS[protocol]})`

const PROTOCOL_WORDS: Readonly<Record<string, string>> = {
  coventry: 'Coventry',
  're-ly': 'RE-LY step table',
  ...Object.fromEntries(Object.values(INITIATION_TABLES).map(({ id, name }) => [id, name])),
}

function Rules({ fired }: { readonly fired: readonly Fired[] }) {
  return (
    <ul className="nhsuk-list nhsuk-list--bullet">
      {fired.map(({ rule, says, source, status }) => (
        <li key={rule}>
          {says}{' '}
          <span className="nhsuk-hint">
            ({source}; {EVIDENCE_WORDS[status]})
          </span>
        </li>
      ))}
    </ul>
  )
}

const INITIATION_OTHERWISE =
  'Another row of the table, another day, a missed dose, a dose that is not of the protocol, bleeding, a new interacting medicine or pregnancy.'

/** The nearest INRs at which the band of the protocol changes: there the answer would be another. */
function otherwise({ target }: AdviseInput, advice: DoseAdvice): string {
  if (advice.initiation !== undefined) return INITIATION_OTHERWISE
  const { band, protocol } = advice
  const [low, high] =
    protocol === 'coventry'
      ? [Math.ceil((target.valueTenths * 8) / 10), Math.floor((target.valueTenths * 12) / 10)]
      : [target.lowTenths, target.highTenths]
  const range = `${formatTenths(low)} to ${formatTenths(high)}`
  switch (band) {
    case 'in-band':
      return `Below ${formatTenths(low)} the dose would go up, above ${formatTenths(high)} down. Bleeding, a new interacting medicine, pregnancy or a dose taken differently would have stopped the calculation.`
    case 'below':
    case 'above':
      return `From ${range} the dose would have stayed. Bleeding, a new interacting medicine, pregnancy or a dose taken differently would have stopped the calculation.`
  }
}
