import {
  BAND_FROM,
  CONTROL_BANDS,
  type ControlBand,
  type MonthCounted,
  published,
} from '#assurance/published-figures.ts'
import { type Day, londonDay } from '#base/day.ts'
import { continuousFigure, continuousTallies } from '#clinical/control-figures.ts'
import { coursesOn } from '#clinical/figure-course.ts'
import { hundredths } from '#clinical/method-figures.ts'
import { INDICATORS } from '#clinical/npsa-definitions.ts'
import { npsaIndicators } from '#clinical/npsa-indicators.ts'
import { NICE, type Period } from '#clinical/period.ts'
import { isBelowPercent, type Tally } from '#clinical/ttr-tally.ts'
import { type CalendarMonth, lastDay, monthOf, monthsLater } from '#contract/calendar-month.ts'
import { noteNightDone } from '#store/control-night.ts'
import { addPublished, monthsToPublish } from '#store/published-figures.ts'
import { inTransaction, type Tx } from '#store/tx.ts'
import type { House } from './desk.ts'
import { eachNight, type Night } from './each-night.ts'
import { type ProviderIndicators, readIndicatorHistory } from './indicator-history.ts'
import { monthsUpTo } from './report-period.ts'

const JOB = 'published-figures'
/** Time in range and indicators are those of a year, of which the month is the last. @technical As the reports show first. */
const MONTHS = 12

/**
 * Publishes once what each month that has ended says to whoever commissions it, of the last year of months; a page of four hundred
 * providers then reads four hundred rows, and none of them a person.
 */
export async function publishFiguresNightly(house: House, stop?: AbortSignal): Promise<void> {
  await eachNight(house, JOB, (night) => publishAtProvider(house, night), stop)
}

async function publishAtProvider(
  house: House,
  { providerId, today, inSlices }: Night,
): Promise<void> {
  const latest = monthsLater(monthOf(today), -1)
  const earliest = monthsLater(latest, 1 - MONTHS)
  await inSlices(() =>
    inTransaction(house.pool, providerId, async (tx) => {
      const [month] = await monthsToPublish(tx, earliest, latest)
      const now = house.clock()
      const at = new Date(now).toISOString()
      if (month === undefined) await noteNightDone(tx, JOB, today, at)
      else await addPublished(tx, month, published(await counted(tx, month, now)), at)
      return { keep: true, answer: month }
    }),
  )
}

async function counted(tx: Tx, month: CalendarMonth, now: number): Promise<MonthCounted> {
  const until = lastDay(month)
  const period = monthsUpTo(until, MONTHS)
  const asked = { kind: 'period', period, asAt: now, recordedBy: null } as const
  const history = await readIndicatorHistory({ tx, today: londonDay(now) }, asked)
  return { ...controlOf(history, period, until), indicators: indicatorsOf(history, period) }
}

/** Everybody on treatment on the last day, by how much of the year they were in range. */
function controlOf(history: ProviderIndicators, period: Period, until: Day) {
  const tallies = continuousTallies(history, period, NICE)
  const bands: Record<ControlBand, number> = { '80-100': 0, '65-79': 0, '50-64': 0, '0-49': 0 }
  let notCounted = 0
  for (const { patient } of coursesOn(history.courses, until)) {
    const tally = tallies.get(patient)
    if (tally === undefined || tally.days === 0) notCounted += 1
    else bands[bandOf(tally)] += 1
  }
  const { inRange, of } = continuousFigure(history, period, NICE)
  return { bands, notCounted, timeInRange: hundredths(inRange, of) }
}

const bandOf = (tally: Tally): ControlBand =>
  CONTROL_BANDS.find((band) => band === '0-49' || !isBelowPercent(tally, BAND_FROM[band])) ?? '0-49'

/** Those that count people or tests: days in range are published as a share. */
function indicatorsOf(history: ProviderIndicators, period: Period): MonthCounted['indicators'] {
  const answers = npsaIndicators(history, period)
  return INDICATORS.flatMap(({ id }) => {
    const answer = answers[id]
    if (answer.kind !== 'figure' || typeof answer.count !== 'number') return []
    return [{ id, count: answer.count, of: answer.of, people: answer.people.length }]
  })
}
