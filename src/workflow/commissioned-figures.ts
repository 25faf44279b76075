import { type Shown, shownCount, shownSum } from '#assurance/disclosure.ts'
import {
  countTakenFor,
  type FigureTotals,
  pointOf,
  shareOfAll,
  totalsOf,
} from '#assurance/figure-totals.ts'
import { type FunnelPlace, funnelPlace } from '#assurance/funnel.ts'
import type { PublishedMonth } from '#assurance/published-figures.ts'
import type { Day } from '#base/day.ts'
import { type CalendarMonth, isMonth, monthOf, monthsLater } from '#contract/calendar-month.ts'
import { quarterOf } from '#contract/quarter.ts'
import { RETURN_LINES, type ReturnLine } from '#contract/specification.ts'
import {
  ACTIVITY_QUERY,
  COST_QUERY,
  claimedOf,
  FIGURES_QUERY,
  figuresOf,
  newestPublished,
  ownPublished,
  type ProviderFigures,
  returnedOf,
} from '#store/published-figures.ts'
import type { Tx } from '#store/tx.ts'
import { commissionerView } from './commissioner-view.ts'
import type { Refused } from './outcome.ts'
import { pageOf } from './page-of.ts'
import { view } from './view.ts'

export type Activity = Readonly<Record<ReturnLine, Shown>>

export type FiguresRow = ProviderFigures & {
  /** People with good control of all whose control is known; none where either is hidden. */
  readonly point: { readonly good: number; readonly people: number } | undefined
  readonly place: FunnelPlace | undefined
  /** Of the newest return of the month; none where nothing was returned. */
  readonly activity: Activity | undefined
  /** What was claimed for the quarter; none where nothing was. */
  readonly claimedPence: number | undefined
}

export type CommissionedFigures = {
  readonly kind: 'commissioned-figures'
  readonly commissionerName: string
  readonly month: CalendarMonth
  /** Whether figures of any month are published. */
  readonly isAnyPublished: boolean
  readonly rows: readonly FiguresRow[]
  /** The rows of this page: those furthest from the others first. */
  readonly listed: readonly FiguresRow[]
  readonly page: number
  readonly pages: number
  /** The share of all around which the limits are drawn. */
  readonly share: number | undefined
  readonly totals: FigureTotals & {
    readonly activity: Readonly<Record<ReturnLine, number>>
    readonly claimedPence: number
    /** People with good control at the providers that claimed. */
    readonly goodOfClaimed: number
  }
  readonly queries: {
    readonly figures: string
    readonly activity: string
    readonly cost: string
  }
}

/** What is published of every provider of a commissioner for a month. */
export const commissionedFigures = commissionerView<
  { readonly month: string | null; readonly page: string | null },
  CommissionedFigures
>('see-figures', async ({ tx, today, commissioner }, asked) => {
  const { month, found, isAnyPublished } = await asOf(tx, asked.month, today)
  const activity = activityOf(await returnedOf(tx, month))
  const claimed = await claimedOf(tx, quarterOf(month))
  const share = shareOfAll(found.map(({ figures }) => figures))
  const rows = found.map((each) => rowOf(each, share, activity, claimed))
  const { first, page, pages } = pageOf(asked.page, rows.length, ON_A_PAGE)
  return {
    kind: 'commissioned-figures',
    commissionerName: commissioner.name,
    month,
    isAnyPublished,
    rows,
    listed: rows.toSorted(furthestFirst).slice(first, first + ON_A_PAGE),
    ...{ page, pages },
    share,
    totals: allOf(rows),
    queries: { figures: FIGURES_QUERY, activity: ACTIVITY_QUERY, cost: COST_QUERY },
  }
})

/** @technical What a page of a browser bears. */
const ON_A_PAGE = 50

/** The month that is asked for; else the last that has ended, or the newest of which anything is published. */
async function asOf(tx: Tx, asked: string | null, today: Day) {
  const month = isAskable(asked) ? asked : monthsLater(monthOf(today), -1)
  const found = await figuresOf(tx, month)
  if (found.length > 0) return { month, found, isAnyPublished: true }
  const newest = await newestPublished(tx)
  if (newest === undefined || isAskable(asked)) {
    return { month, found, isAnyPublished: newest !== undefined }
  }
  return { month: newest, found: await figuresOf(tx, newest), isAnyPublished: true }
}

const ORDER: Readonly<Record<FunnelPlace, number>> = {
  'far-below': 0,
  'far-above': 1,
  below: 2,
  above: 3,
  within: 4,
}

const furthestFirst = (one: FiguresRow, other: FiguresRow): number =>
  ORDER[one.place ?? 'within'] - ORDER[other.place ?? 'within']

/** @technical A month of the years in which people can mean one. */
const isAskable = (month: string | null): month is CalendarMonth =>
  isMonth(month) && month > '1999-12' && month < '2100-01'

function rowOf(
  provider: ProviderFigures,
  share: number | undefined,
  activity: ReadonlyMap<string, Activity>,
  claimed: ReadonlyMap<string, number>,
): FiguresRow {
  const point = pointOf(provider.figures)
  return {
    ...provider,
    point,
    place: point && share !== undefined ? funnelPlace(point.good, point.people, share) : undefined,
    activity: activity.get(provider.providerId),
    claimedPence: claimed.get(provider.providerId),
  }
}

/** Each line of a provider's returns, of all its contracts together. */
function activityOf(returned: Awaited<ReturnType<typeof returnedOf>>) {
  const byProvider = Map.groupBy(returned, ({ providerId }) => providerId)
  return new Map(
    [...byProvider].map(([providerId, returns]) => {
      const of = (line: ReturnLine) =>
        returns.reduce((sum, { figures }) => sum + (figures[line] ?? 0), 0)
      return [providerId, byLine((line) => shownCount(of(line)))] as const
    }),
  )
}

const byLine = <T>(of: (line: ReturnLine) => T): Readonly<Record<ReturnLine, T>> =>
  Object.fromEntries(RETURN_LINES.map((line) => [line, of(line)])) as Record<ReturnLine, T>

function allOf(rows: readonly FiguresRow[]): CommissionedFigures['totals'] {
  const claimed = rows.filter(({ claimedPence }) => claimedPence !== undefined)
  return {
    ...totalsOf(rows.map(({ figures }) => figures)),
    activity: byLine((line) =>
      shownSum(rows.map(({ activity }) => (activity ? countTakenFor(activity[line]) : 0))),
    ),
    claimedPence: claimed.reduce((sum, { claimedPence = 0 }) => sum + claimedPence, 0),
    goodOfClaimed: totalsOf(claimed.map(({ figures }) => figures)).good,
  }
}

export type OwnFigures = {
  readonly kind: 'own-figures'
  /** The newest first. */
  readonly months: readonly { readonly month: CalendarMonth; readonly figures: PublishedMonth }[]
}

/** What is published of this provider: what its commissioner sees of it, month by month. */
export const ownFigures = view<object, OwnFigures>(
  'see-control',
  async ({ tx }): Promise<OwnFigures | Refused> => ({
    kind: 'own-figures',
    months: await ownPublished(tx),
  }),
)
