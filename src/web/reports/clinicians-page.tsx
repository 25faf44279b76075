import type { PageHandler } from '#web/page.ts'
import { Table } from '#web/parts/table.tsx'
import {
  type ClinicianControl,
  type ClinicianFigures,
  clinicianControl,
} from '#workflow/clinician-control.ts'
import { clinicianKey } from '#workflow/counted-lists.ts'
import { CLINICIANS, CLINICIANS_FILE, peopleHref, type ReportOf, reportHref } from './addresses.ts'
import { countInWords, EXCLUSION_WORDS, METHOD_WORDS, percentInWords } from './figure-words.ts'
import { countedInWords } from './method-table.tsx'
import { reportPage } from './report-page.tsx'

/** How well people were controlled after the doses of each clinician. */
export const cliniciansPage: PageHandler = async (request) => {
  const { house, caller, query } = request
  const control = await clinicianControl(house, caller, Object.fromEntries(query))
  return reportPage(request, CLINICIANS, control, (shown) => <Clinicians control={shown} />)
}

function Clinicians({ control: { clinicians, asked } }: { readonly control: ClinicianControl }) {
  return (
    <>
      <p className="nhsuk-u-reading-width">
        The days from an INR to the next, and that next INR, belong to whoever decided the dose in
        between, or authorised it. {EXCLUSION_WORDS.nice}. People differ: few days, or people who
        are hard to control, say little about a clinician.
      </p>
      {clinicians.length === 0 ? (
        <p>Nothing is counted in this period.</p>
      ) : (
        <ByClinician clinicians={clinicians} of={asked} />
      )}
      <p className="evk-no-print">
        <a href={reportHref(CLINICIANS_FILE, asked)}>These figures as a CSV file</a> (figures only,
        no patient is named)
      </p>
    </>
  )
}

type Props = { readonly clinicians: readonly ClinicianFigures[]; readonly of: ReportOf }

function ByClinician({ clinicians, of }: Props) {
  return (
    <Table
      caption="In range, by who decided the doses"
      captionHidden
      compact
      responsive
      firstCellIsHeader
      columns={[
        { heading: 'Clinician' },
        { heading: 'Patients', numeric: true },
        { heading: `${METHOD_WORDS.continuous}: mean of patients`, numeric: true },
        { heading: 'Pooled', numeric: true },
        { heading: 'In range of counted', numeric: true },
        { heading: METHOD_WORDS.daily, numeric: true },
        { heading: METHOD_WORDS.tests, numeric: true },
        { heading: 'Tests counted', numeric: true },
      ]}
      rows={clinicians.map((clinician) => ({
        key: clinician.accountId ?? 'nobody',
        cells: cellsOf(clinician, of),
      }))}
    />
  )
}

/** Who decided, in words; nobody here is imported doses, and INRs on which no dose was decided. */
export const clinicianInWords = ({ name }: ClinicianFigures): string =>
  name ?? 'Nobody here: imported, or no dose decided'

function cellsOf(clinician: ClinicianFigures, of: ReportOf) {
  const [continuous, daily, tests] = clinician.methods
  if (continuous === undefined || daily === undefined || tests === undefined) return []
  const name = clinicianInWords(clinician)
  return [
    name,
    <a key="people" href={peopleHref(of, clinicianKey(clinician.accountId))}>
      {countInWords(continuous.mean.people.length)}
      <span className="nhsuk-u-visually-hidden"> dosed by {name}</span>
    </a>,
    percentInWords(continuous.mean.percents.inRange),
    percentInWords(continuous.pooled.percents.inRange),
    countedInWords(continuous),
    percentInWords(daily.pooled.percents.inRange),
    percentInWords(tests.pooled.percents.inRange),
    countedInWords(tests),
  ]
}
