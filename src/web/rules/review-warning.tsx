import { clinicalDate } from '#base/day.ts'
import { WarningCallout } from '#web/parts/warning-callout.tsx'
import type { ReferenceDataDue } from '#workflow/reference-data-shown.ts'
import { REFERENCE_DATA } from './addresses.ts'

type Props = { readonly due: ReferenceDataDue }

/** What whoever answers for safety is warned of: lists that are to be compared with their source again. */
export function ReviewWarning({ due: { count, past, by } }: Props) {
  const lists = `${count} ${count === 1 ? 'list' : 'lists'} of reference data`
  return (
    <WarningCallout heading="Reference data to be reviewed" headingLevel={2}>
      <p>
        <a href={REFERENCE_DATA}>{lists}</a> to be compared with the source again,{' '}
        {count === 1 ? 'by' : 'the first by'} {clinicalDate(by)}
        {past > 0 && `; for ${past} of them the day has passed`}.
      </p>
      <p>
        A release of Evenkeel brings the lists and their days: ask for one in which they are
        reviewed. Until then compare what you act on with its source.
      </p>
    </WarningCallout>
  )
}
