import { exists } from '#web/door/navigation.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { ReviewWarning } from '#web/rules/review-warning.tsx'
import { serviceOverview } from '#workflow/service-overview.ts'
import { DiskNotice } from './disk-notice.tsx'
import { PARTS } from './service-parts.ts'

/** What there is to set up, for whoever may. */
export const servicePage: PageHandler = async ({ house, caller, visitor }) => {
  const overview = await serviceOverview(house, caller, {})
  if (overview.kind === 'refused') return refusalPage(overview)
  const open = PARTS.filter(({ act }) => exists(act, visitor.role))
  return {
    kind: 'page',
    title: 'Service',
    place: 'service',
    main: (
      <>
        <h1 className="nhsuk-heading-l">Service</h1>
        <DiskNotice disk={house.disk?.standing()} role={visitor.role} />
        <p>
          {overview.name}, ODS code {overview.odsCode}, telephone {overview.telephone}
        </p>
        {overview.referenceData !== null && <ReviewWarning due={overview.referenceData} />}
        <dl className="nhsuk-summary-list">
          {open.map(({ href, text, says }) => (
            <div key={href} className="nhsuk-summary-list__row">
              <dt className="nhsuk-summary-list__key">
                <a href={href}>{text}</a>
              </dt>
              <dd className="nhsuk-summary-list__value">{says}</dd>
            </div>
          ))}
        </dl>
      </>
    ),
  }
}
