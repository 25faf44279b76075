import { addDays, clinicalDate } from '#base/day.ts'
import { formatMg } from '#clinical/dose.ts'
import { tabletsInShort } from '#clinical/tablets.ts'
import type { DoseAdvice } from '#clinical/warfarin/advice.ts'
import { Button, ButtonGroup } from '#web/parts/button.tsx'
import { dateDose } from '#workflow/dose-order.ts'
import { ChangeDose } from './change-dose.tsx'
import type { Conversation } from './conversation-state.ts'
import { Interruption } from './interruption.tsx'
import { LowInrNote } from './low-inr-note.tsx'
import { NextTest } from './next-test.tsx'
import { Refer } from './refer.tsx'
import { SecondOpinion } from './second-opinion.tsx'
import { Why } from './why.tsx'

type Props = {
  readonly state: Conversation
  readonly suggested: NonNullable<Conversation['suggested']>
  readonly advice: DoseAdvice
}

/** The suggested dose beside the facts, with its reasons; accept, change or refer. */
export function Suggestion({ state, suggested, advice }: Props) {
  const { may } = state.page
  const { inputs } = suggested.suggestion
  const isAsking = state.findings.some(({ code }) => code.startsWith('confirm:'))
  return (
    <>
      <div className="evk-suggestion" id="suggestion">
        <p className="evk-suggestion__dose">{suggestionInWords(advice)}</p>
        <p>
          {changeInWords(advice, inputs.currentDailyUg)} {tablets(advice, inputs.tabletSet)}
        </p>
        <p>{nextTestInWords(advice)}</p>
        {advice.initiation !== undefined && <p>{advice.fired[0]?.says}</p>}
        {advice.notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
        <LowInrNote inputs={inputs} />
      </div>
      <NextTest state={state} offers={suggested.offers} dueOn={advice.nextTest.latestOn} />
      <Why suggestion={suggested.suggestion} advice={advice} />
      <SecondOpinion suggested={suggested} />
      {isAsking && <Interruption findings={state.findings} step={state.step} typed={state.typed} />}
      {may.accept && !isAsking && (
        <ButtonGroup>
          <Button name="step" value="accept" attributes={{ autoFocus: isCalm(state) }}>
            Accept and save
          </Button>
        </ButtonGroup>
      )}
      {!may.accept && (
        <p>Your recorded competence does not let you accept a dose. Refer this result.</p>
      )}
      {may.change && (
        <ChangeDose state={state} weeks={suggested.otherWeeks} tabletSet={inputs.tabletSet} />
      )}
      <Refer state={state} />
    </>
  )
}

/** A protocol of dates has one day for the next test, every other rule a latest day. */
function nextTestInWords({ nextTest: { latestOn }, initiation }: DoseAdvice): string {
  const on = clinicalDate(latestOn)
  return initiation === undefined ? `Next test by ${on}` : `Next test on ${on}, and no other day`
}

const isCalm = ({ findings, step }: Conversation): boolean =>
  findings.length === 0 && step !== 'change'

/** `5 mg a day from tonight`, with the days without a dose first. */
export function suggestionInWords({ roundedUg, weeklyUg, pattern, omitDays }: DoseAdvice): string {
  const dose =
    pattern === 'constant'
      ? `${formatMg(roundedUg)} a day`
      : `${formatMg(weeklyUg)} a week, on named days`
  if (omitDays === 0) return `${dose} from tonight`
  return `Omit ${omitDays} ${omitDays === 1 ? 'dose' : 'doses'}, then ${dose}`
}

function changeInWords(
  { changePercentHundredths: change, initiation }: DoseAdvice,
  current: number | 'not-known',
): string {
  if (change === 0) return initiation?.day === 1 ? '(the first dose)' : 'No change of dose.'
  const sign = change > 0 ? '+' : '-'
  const size = Math.abs(change)
  const percent = `${Math.trunc(size / 100)}.${Math.trunc((size % 100) / 10)}`
  const was = current === 'not-known' ? '' : `was ${formatMg(current)}, `
  return `(${was}${sign}${percent} % a week)`
}

/** The tablets of the first days on which a dose is taken; patterns show each dose. */
function tablets(advice: DoseAdvice, set: Parameters<typeof dateDose>[1]): string {
  const from = advice.nextTest.latestOn
  const dated = dateDose({ dose: { kind: 'daily', dailyUg: advice.roundedUg }, omitDays: 0 }, set, {
    from,
    nextTest: addDays(from, 7),
    graceDays: 0,
  })
  if (dated.kind === 'refused') return ''
  const doses = new Map(dated.schedule.runs.map((run) => [run.ug, run]))
  return [...doses.values()]
    .map((run) => `${doses.size > 1 ? `${formatMg(run.ug)} ` : ''}= ${tabletsInShort(run.tablets)}`)
    .join('; ')
}
