import { inRangeOfAll, type PointPrevalence } from '#clinical/clinic-on-day.ts'
import { percentHundredths } from '#clinical/method-figures.ts'
import type { PageHandler } from '#web/page.ts'
import { type ProviderControl, providerControl } from '#workflow/provider-control.ts'
import { CONTROL_FILE, REPORTS, reportHref } from './addresses.ts'
import { countInWords, percentInWords } from './figure-words.ts'
import { LeftOutTable } from './left-out-table.tsx'
import { MethodTable } from './method-table.tsx'
import { FlagTable, PrevalenceTable } from './on-the-day-tables.tsx'
import { reportPage } from './report-page.tsx'
import { ShareBars } from './share-bars.tsx'

/** How well the people of this clinic are controlled in a period. */
export const controlPage: PageHandler = async (request) => {
  const { house, caller, query } = request
  const control = await providerControl(house, caller, Object.fromEntries(query))
  return reportPage(request, REPORTS, control, (shown) => <Figures control={shown} />)
}

function Figures({ control }: { readonly control: ProviderControl }) {
  const { asked, nice, twoWeeks, onTreatment, unconfirmed, prevalence, flags } = control
  return (
    <>
      <p className="nhsuk-u-reading-width">
        {countInWords(onTreatment)} people were on treatment monitored by INR on the last day
        {unconfirmed > 0 &&
          `, ${countInWords(unconfirmed)} of them on an imported plan that nobody has confirmed`}
        . {lastInrInWords(prevalence)}
      </p>
      <ShareBars figures={nice} />
      <MethodTable figures={nice} of={asked} />
      <MethodTable figures={twoWeeks} of={asked} />
      <LeftOutTable figures={nice} of={asked} />
      <LeftOutTable figures={twoWeeks} of={asked} />
      <FlagTable flags={flags} of={asked} />
      <PrevalenceTable prevalence={prevalence} of={asked} onTreatment={onTreatment} />
      <p className="evk-no-print">
        <a href={reportHref(CONTROL_FILE, asked)}>These figures as a CSV file</a> (figures only,
        nobody is named)
      </p>
    </>
  )
}

function lastInrInWords(prevalence: PointPrevalence): string {
  const share = inRangeOfAll(prevalence)
  if (share === 'not-known') return 'No INR of anybody is known.'
  const { inRange, of } = share
  return `The last INR of ${countInWords(inRange)} of ${countInWords(of)} was in range: ${percentInWords(percentHundredths(inRange, of))}.`
}
