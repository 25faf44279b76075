import { formatMg, mgNumber, parseDose, type Ug, ug } from '#clinical/dose.ts'
import type { TabletSet } from '#clinical/tablets.ts'
import { nearestWeeks, type WeekAlternative, weekOf } from '#clinical/week-plan.ts'
import { Button } from '#web/parts/button.tsx'
import type { Finding } from '#workflow/outcome.ts'
import type { Typed } from './conversation-state.ts'

type Props = {
  readonly weeks: readonly WeekAlternative[]
  readonly tabletSet: TabletSet
  /** What the differences are from: "than suggested". */
  readonly than: string
}

/** Weeks that the tablets make, each with its difference and a button that fills it in; nothing is saved by it. */
export const WeekChoices = ({ weeks, tabletSet, than }: Props) => (
  <ul className="nhsuk-list evk-weeks">
    {weeks.map((week) => (
      <li key={week.weeklyUg}>
        <span>
          <strong>{weekInWords(week.weeklyUg, tabletSet)}</strong>
          {`: ${differenceInWords(week.differenceUg)} ${than}`}
        </span>
        <Button variant="secondary" small name="use" value={`${week.weeklyUg}`}>
          Use<span className="nhsuk-u-visually-hidden"> {formatMg(week.weeklyUg)} a week</span>
        </Button>
      </li>
    ))}
  </ul>
)

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** `4 mg every day`, `4 mg on Wed, Fri, Sun and 3 mg on the other days`: the fewer days by name. */
function weekInWords(weeklyUg: Ug, set: TabletSet): string {
  const week = weekOf(weeklyUg, set)
  if (week === undefined) return `${formatMg(weeklyUg)} a week`
  if (week.pattern === 'constant') return `${formatMg(week.lowUg)} every day`
  const isHigh = (nth: number) => week.highDays.includes(nth + 1)
  const mostAreHigh = week.highDays.length > DAYS.length / 2
  const named = DAYS.filter((_, nth) => isHigh(nth) !== mostAreHigh).join(', ')
  const [few, many] = mostAreHigh ? [week.lowUg, week.highUg] : [week.highUg, week.lowUg]
  return `${formatMg(few)} on ${named} and ${formatMg(many)} on the other days`
}

function differenceInWords(differenceUg: number): string {
  if (differenceUg === 0) return 'exactly as much'
  return `${formatMg(Math.abs(differenceUg))} a week ${differenceUg > 0 ? 'more' : 'less'}`
}

/** The nearest weeks to a daily dose that was typed and cannot be made of these tablets. */
export function weeksForTyped(
  typed: Typed,
  findings: readonly Finding[],
  set: TabletSet,
): readonly WeekAlternative[] {
  const cannot = findings.some(
    ({ field, code }) => field === 'dailyDose' && code === 'cannot-be-made',
  )
  const dose = parseDose(typed.dailyDose)
  return cannot && dose.kind === 'dose' ? nearestWeeks(dose.ug, set) : []
}

/** The fields of a dose of one's own for a week that was chosen; undefined when the tablets do not make it. */
export function typedForWeek(chosen: string, set: TabletSet): Typed | undefined {
  const week = /^\d{4,6}$/.test(chosen) ? weekOf(ug(Number(chosen)), set) : undefined
  if (week === undefined) return undefined
  if (week.pattern === 'constant') return { dailyDose: mgNumber(week.lowUg), weekDoses: '' }
  const doses = DAYS.map((_, nth) =>
    mgNumber(week.highDays.includes(nth + 1) ? week.highUg : week.lowUg),
  )
  return { dailyDose: '', weekDoses: doses.join(' ') }
}
