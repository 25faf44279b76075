import { clinicalDate } from '#base/day.ts'
import { formatMg } from '#clinical/dose.ts'
import { INITIATION_TABLES } from '#clinical/initiation/tables.ts'
import { formatInr, formatTenths } from '#clinical/inr.ts'
import { protocolCard } from '#clinical/protocols.ts'
import type { Target } from '#clinical/target.ts'
import type { AdviseInput, DoseAdvice, Fired, NoChange } from '#clinical/warfarin/advice.ts'
import { changeInWords } from '#clinical/warfarin/interaction-alarm.ts'
import { adjustmentWords } from '#register/adjustment-words.ts'
import { PROTOCOL_WORDS } from '#register/plan-words.ts'
import { Details } from '#web/parts/details.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { protocolHref } from '#web/protocols/addresses.ts'
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
          ...protocolRows(inputs, advice),
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

/** By which protocol, with what the site and the plan set of it. */
function protocolRows({ adjustment }: AdviseInput, { protocol, noChange }: DoseAdvice) {
  const card = protocolCard(protocol)
  if (card === undefined) return []
  const name = <a href={protocolHref(card.id)}>{card.name}</a>
  return [
    { key: 'Protocol', value: name },
    ...(noChange === undefined
      ? []
      : [{ key: 'Dose stays for an INR of', value: stays(noChange) }]),
    { key: 'Set in the plan', value: adjustmentWords(adjustment) },
  ]
}

const BAND_WORDS: Readonly<Record<NoChange['band'], string>> = {
  'as-published': 'this site: the band as published',
  'never-wider-than-range': 'this site: never wider than the target range',
}

const stays = ({ low, high, band }: NoChange): string =>
  `${formatTenths(low)} to ${formatTenths(high)} (${BAND_WORDS[band]})`

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
  `${formatMg(Math.round(rawNg / 1000))} a day (${DOSED_BY_WORDS[protocol]})`

const DOSED_BY_WORDS: Readonly<Record<string, string>> = {
  ...PROTOCOL_WORDS,
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

/** The band of a suggestion that was made before the band was kept with it. */
const bandBefore = ({ valueTenths, lowTenths, highTenths }: Target, { protocol }: DoseAdvice) =>
  protocol === 'coventry'
    ? { low: Math.ceil((valueTenths * 8) / 10), high: Math.floor((valueTenths * 12) / 10) }
    : { low: lowTenths, high: highTenths }

/** The nearest INRs at which the band of the protocol changes: there the answer would be another. */
function otherwise({ target }: AdviseInput, advice: DoseAdvice): string {
  if (advice.initiation !== undefined) return INITIATION_OTHERWISE
  const { band } = advice
  const { low, high } = advice.noChange ?? bandBefore(target, advice)
  const range = `${formatTenths(low)} to ${formatTenths(high)}`
  switch (band) {
    case 'in-band':
      return `Below ${formatTenths(low)} the dose would go up, above ${formatTenths(high)} down. Bleeding, a new interacting medicine, pregnancy or a dose taken differently would have stopped the calculation.`
    case 'below':
    case 'above':
      return `From ${range} the dose would have stayed. Bleeding, a new interacting medicine, pregnancy or a dose taken differently would have stopped the calculation.`
  }
}
