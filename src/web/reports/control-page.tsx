import { londonDay } from '#base/day.ts'
import { inRangeOfAll, type PointPrevalence } from '#clinical/clinic-on-day.ts'
import { percentHundredths } from '#clinical/method-figures.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { type ProviderControl, providerControl } from '#workflow/provider-control.ts'
import { CONTROL_FILE, OVERRIDES, REPORTS, reportHref } from './addresses.ts'
import { asAtInWords, countInWords, percentInWords, periodInWords } from './figure-words.ts'
import { LeftOutTable } from './left-out-table.tsx'
import { MethodTable } from './method-table.tsx'
import { FlagTable, PrevalenceTable } from './on-the-day-tables.tsx'
import { PeriodForm } from './period-form.tsx'
import { ShareBars } from './share-bars.tsx'

/** How well the people of this clinic are controlled in a period. */
export const controlPage: PageHandler = async ({ house, caller, query }) => {
  const typed = Object.fromEntries(query)
  const control = await providerControl(house, caller, typed)
  if (control.kind === 'refused' && control.status !== 422) return refusalPage(control)
  const refused = control.kind === 'refused' ? control : undefined
  return {
    kind: 'page',
    status: refused?.status ?? 200,
    title: 'Control',
    place: 'reports',
    errors: refused?.findings ?? [],
    main: (
      <>
        <h1>Control</h1>
        <p className="evk-no-print">
          <a href={OVERRIDES}>Overrides: doses other than the suggested ones, and what followed</a>
        </p>
        <PeriodForm
          path={REPORTS}
          today={londonDay(house.clock())}
          asked={control.kind === 'refused' ? undefined : control.asked}
          typed={typed}
          findings={refused?.findings ?? []}
        />
        {control.kind === 'provider-control' && <Figures control={control} />}
      </>
    ),
  }
}

function Figures({ control }: { readonly control: ProviderControl }) {
  const { asked, nice, twoWeeks, onTreatment, unconfirmed, prevalence, flags, now } = control
  return (
    <>
      <h2>
        {periodInWords(asked)} <span className="evk-today__as-at">{asAtInWords(asked, now)}</span>
      </h2>
      <p>
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
