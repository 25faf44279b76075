import type { AlikeAlerts } from '#clinical/alerts/alert-answers.ts'
import {
  type AlertBudget,
  type AlertFigures,
  alertBudget,
  alertFigures,
  redesignPeriod,
} from '#clinical/alerts/alert-figures.ts'
import { type GoneBecause, goneBecause } from '#clinical/alerts/gone-because.ts'
import type { Period } from '#clinical/period.ts'
import { MAINTENANCE_PROTOCOLS } from '#clinical/warfarin/rule-set.ts'
import type { TypedFields } from '#register/typed-fields.ts'
import { allAlertReviews, type FoundAlertReview } from '#store/alert-reviews.ts'
import { alertsShown, routineDoses } from '#store/alerts-shown.ts'
import type { Tx } from '#store/tx.ts'
import { instantsOf, type ReportPeriod, readReportPeriod } from './report-period.ts'
import { view } from './view.ts'

/** The budget and each alert of the days in which alerts are judged. */
type Now = {
  readonly period: Period
  readonly budget: AlertBudget
  readonly figures: readonly AlertFigures[]
  /** Why the questions among them were gone past. */
  readonly because: readonly GoneBecause[]
}

export type AlertReport = {
  readonly kind: 'alerts'
  readonly asked: ReportPeriod
  readonly now: number
  readonly lately: Now
  readonly byMonth: readonly { readonly month: string; readonly budget: AlertBudget }[]
  readonly reviews: readonly FoundAlertReview[]
}

/** How often alerts were shown and gone past, whether they keep to their budget, and what was done about the worst. */
export const alertReport = view<TypedFields, AlertReport>('see-alerts', async (desk, typed) => {
  const asked = readReportPeriod(typed, desk)
  if (asked.kind === 'refused') return asked
  const { tx, today, now } = desk
  const period = redesignPeriod(today)
  const lately = await alertsOf(tx, period)
  const whole = await alertsOf(tx, asked.period)
  return {
    kind: 'alerts',
    asked,
    now,
    lately: {
      period,
      budget: alertBudget(
        lately.alike,
        lately.routine.reduce((sum, { count }) => sum + count, 0),
      ),
      figures: alertFigures(lately.alike),
      because: goneBecause(lately.alike),
    },
    byMonth: monthsOf(whole),
    reviews: await allAlertReviews(tx),
  }
})

type Alerts = {
  readonly alike: readonly AlikeAlerts[]
  readonly routine: readonly { readonly month: string; readonly count: number }[]
}

async function alertsOf(tx: Tx, period: Period): Promise<Alerts> {
  const span = instantsOf(period)
  const [alike, routine] = await Promise.all([
    alertsShown(tx, span),
    routineDoses(tx, span, MAINTENANCE_PROTOCOLS),
  ])
  return { alike, routine }
}

/** Every month in which a dose was decided or an alert shown, in order. */
function monthsOf({ alike, routine }: Alerts) {
  const months = [...new Set([...alike, ...routine].map(({ month }) => month))].sort()
  return months.map((month) => ({
    month,
    budget: alertBudget(
      alike.filter((one) => one.month === month),
      routine.find((one) => one.month === month)?.count ?? 0,
    ),
  }))
}
