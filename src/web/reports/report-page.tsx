import type { ReactNode } from 'react'
import type { Role } from '#access/policy.ts'
import { londonDay } from '#base/day.ts'
import { exists } from '#web/door/navigation.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageReply, PageRequest } from '#web/page.ts'
import type { Refused } from '#workflow/outcome.ts'
import type { ReportPeriod } from '#workflow/report-period.ts'
import {
  ALERTS,
  CLINICIANS,
  INDICATORS_PAGE,
  NEAR_MISSES,
  OVERRIDES,
  REPORTS,
  reportHref,
} from './addresses.ts'
import { asAtInWords, periodInWords } from './figure-words.ts'
import { PeriodForm } from './period-form.tsx'

type Shown = { readonly kind: string; readonly asked: ReportPeriod; readonly now: number }

const PLACES = [
  { path: REPORTS, title: 'Control', act: 'see-control' },
  { path: CLINICIANS, title: 'Control by clinician', act: 'see-control' },
  { path: INDICATORS_PAGE, title: 'Safety indicators', act: 'see-control' },
  { path: OVERRIDES, title: 'Overrides', act: 'see-overrides' },
  { path: ALERTS, title: 'Alerts', act: 'see-alerts' },
  { path: NEAR_MISSES, title: 'Near misses', act: 'see-near-misses' },
] as const

type Usual<Report> = {
  /** What stands above the period, whatever days are asked for. */
  readonly lead?: (report: Report) => ReactNode
  /** Whether the report can be made of the record of an earlier day. */
  readonly withRecord?: boolean
}

/** One of the reports of the clinic: its period, the way to the others, and what it says. */
export function reportPage<Report extends Shown>(
  { house, query, visitor }: PageRequest,
  path: (typeof PLACES)[number]['path'],
  report: Report | Refused,
  body: (report: Report) => ReactNode,
  { lead, withRecord = true }: Usual<Report> = {},
): PageReply {
  const refused = isRefused(report) ? report : undefined
  if (refused !== undefined && refused.status !== 422) return refusalPage(refused)
  const shown = isRefused(report) ? undefined : report
  const title = PLACES.find((place) => place.path === path)?.title ?? 'Report'
  return {
    kind: 'page',
    status: refused?.status ?? 200,
    title,
    place: 'reports',
    errors: refused?.findings ?? [],
    main: (
      <>
        <h1>{title}</h1>
        <Reports here={path} asked={shown?.asked} role={visitor.role} />
        {shown !== undefined && lead?.(shown)}
        <PeriodForm
          path={path}
          today={londonDay(house.clock())}
          asked={shown?.asked}
          typed={Object.fromEntries(query)}
          findings={refused?.findings ?? []}
          withRecord={withRecord}
        />
        {shown !== undefined && (
          <>
            <h2>
              {periodInWords(shown.asked)}{' '}
              <span className="evk-today__as-at">{asAtInWords(shown.asked, shown.now)}</span>
            </h2>
            {body(shown)}
          </>
        )}
      </>
    ),
  }
}

const isRefused = (report: Shown | Refused): report is Refused => report.kind === 'refused'

type Here = {
  readonly here: string
  readonly asked: ReportPeriod | undefined
  readonly role: Role
}

/** The reports of whoever looks, of the same days. */
function Reports({ here, asked, role }: Here) {
  return (
    <nav aria-label="Reports">
      <ul className="evk-filters">
        {PLACES.filter(({ act }) => exists(act, role)).map(({ path, title }) => (
          <li key={path}>
            <a
              href={asked === undefined ? path : reportHref(path, asked)}
              aria-current={path === here ? 'page' : undefined}
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
