import { canonicalJson } from '#base/canonical.ts'
import { addDays, type Day, londonDay } from '#base/day.ts'
import {
  alertFigures,
  isToBeReviewed,
  type LastReview,
  redesignPeriod,
} from '#clinical/alerts/alert-figures.ts'
import { ALERT_REVIEW_DAYS } from '#clinical/alerts/alert-review.ts'
import { escalateAlertReviews, lastAlertReviews, openAlertReview } from '#store/alert-reviews.ts'
import { alertsShown } from '#store/alerts-shown.ts'
import { addAuditLine } from '#store/audit.ts'
import { isNightDone, noteNightDone } from '#store/control-night.ts'
import type { Tx } from '#store/tx.ts'
import { atEachProvider } from './at-each-provider.ts'
import type { House } from './desk.ts'
import { newId } from './new-id.ts'
import { instantsOf } from './report-period.ts'

const JOB = 'alerts-gone-past'

/**
 * Brings every alert that nearly everybody went past in the last days to the clinical safety officer, and escalates what
 * nobody closed in time, once a day at each provider (H33). Doing it again opens nothing twice.
 */
export const reviewAlertsNightly = (house: House): Promise<void> =>
  atEachProvider(house, reviewAlerts)

/** Answers how many rows it changed: the note that the day is done is one. */
async function reviewAlerts(tx: Tx, now: number): Promise<number> {
  const today = londonDay(now)
  if (await isNightDone(tx, JOB, today)) return 0
  const at = new Date(now).toISOString()
  await noteNightDone(tx, JOB, today, at)
  const opened = await openReviews(tx, today, now)
  const late = await escalateAlertReviews(tx, today, at)
  if (opened.length + late.length > 0) {
    const escalated = late.map(({ id }) => id)
    await addAuditLine(tx, canonicalJson({ act: JOB, at, noted: { opened, escalated } }))
  }
  return 1
}

async function openReviews(tx: Tx, today: Day, now: number): Promise<readonly string[]> {
  const period = redesignPeriod(today)
  const figures = alertFigures(await alertsShown(tx, instantsOf(period)))
  const last = await lastAlertReviews(tx)
  const opened: string[] = []
  for (const { kind, code, asked, gonePast, actedOn } of figures) {
    const before = last.find((one) => one.kind === kind && one.code === code)
    if (!isToBeReviewed({ gonePast, actedOn }, before && lastOf(before), period)) continue
    const review = {
      id: newId(now),
      kind,
      code,
      asked,
      gonePast,
      actedOn,
      fromOn: period.from,
      untilOn: period.until,
      openedAt: new Date(now).toISOString(),
      dueOn: addDays(today, ALERT_REVIEW_DAYS),
    }
    if (await openAlertReview(tx, review)) opened.push(review.id)
  }
  return opened
}

const lastOf = ({ closedAt }: { readonly closedAt: number | null }): LastReview =>
  closedAt === null ? { state: 'open' } : { state: 'closed', on: londonDay(closedAt) }
