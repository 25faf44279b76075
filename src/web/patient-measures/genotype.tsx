import { clinicalDate, londonDay } from '#base/day.ts'
import { CYP2C9_KNOWN, VKORC1_KNOWN } from '#kinetics/genotypes.ts'
import { FORECAST } from '#web/forecast/addresses.ts'
import { genotypeInWords } from '#web/forecast/forecast-words.ts'
import { Button } from '#web/parts/button.tsx'
import { Details } from '#web/parts/details.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { Table } from '#web/parts/table.tsx'
import { DayField, ListField, TextField, type TypedForm } from '#web/register/typed-form.tsx'
import type { PatientMeasurements } from '#workflow/patient-measurements.ts'
import type { MeasuresProps } from './measures.tsx'

type Report = PatientMeasurements['genotypeReports'][number]

/** What laboratories reported of the genes that say how much warfarin a person may need; only the forecast uses it. */
export function Genotypes(props: MeasuresProps) {
  const { page } = props
  const standing = page.genotypeReports.filter(({ takenBack }) => takenBack === null)
  const forms = page.mayRecordGenotype && (
    <>
      <Details summary="Add a laboratory’s report" open={isTyped(props, 'laboratory')}>
        <ReportForm {...props} />
      </Details>
      {standing.length > 0 && (
        <Details summary="Take back a wrong report" open={isTyped(props, 'genotypeReason')}>
          <TakeBackForm {...props} standing={standing} />
        </Details>
      )}
    </>
  )
  return (
    <section aria-labelledby="genotype">
      <h2 id="genotype">Genotype</h2>
      <p className="nhsuk-u-reading-width">
        {inWords(page, standing)} No dose follows from it: only the{' '}
        <a href={FORECAST}>forecast of the next INR</a> uses it.
      </p>
      {page.genotypeReports.length > 0 && <Reports reports={page.genotypeReports} />}
      {forms}
    </section>
  )
}

const isTyped = ({ typed, findings }: MeasuresProps, field: string): boolean =>
  findings.length > 0 && typed[field] !== undefined

function inWords({ genotype }: PatientMeasurements, standing: readonly Report[]): string {
  const { cyp2c9, vkorc1 } = genotype
  const differ =
    (cyp2c9 === 'not-known' && standing.some((one) => one.cyp2c9 !== 'not-known')) ||
    (vkorc1 === 'not-known' && standing.some((one) => one.vkorc1 !== 'not-known'))
  const words = genotypeInWords(genotype)
  if (differ) {
    return `Two reports differ, so what they differ in is not known until the wrong one is taken back: ${words}.`
  }
  return standing.length === 0 ? 'Not known.' : `${words}, as reported.`
}

const Reports = ({ reports }: { readonly reports: readonly Report[] }) => (
  <Table
    caption="Reports of laboratories, newest first"
    captionHidden
    compact
    responsive
    columns={[
      { heading: 'Date' },
      { heading: 'Report' },
      { heading: 'Entered by' },
      { heading: 'Note' },
    ]}
    rows={reports.map((one) => ({
      key: one.id,
      cells: [
        <span key="day" className="evk-unbroken">
          {clinicalDate(one.on)}
        </span>,
        `${genotypeInWords(one)} (${one.laboratory})`,
        `${one.recordedByName}, ${clinicalDate(londonDay(one.recordedAt))}`,
        one.takenBack === null
          ? ''
          : `Taken back by ${one.takenBack.byName}, ${clinicalDate(londonDay(one.takenBack.at))}: ${one.takenBack.reason}.`,
      ],
    }))}
  />
)

const formOf = ({ typed, findings }: MeasuresProps): TypedForm => ({ values: typed, findings })

const listed = (diplotypes: readonly string[]) => ({
  ...Object.fromEntries(diplotypes.map((diplotype) => [diplotype, diplotype])),
  another: 'Another result',
})

function ReportForm(props: MeasuresProps) {
  const { page, request } = props
  const form = formOf(props)
  return (
    <PostForm
      action={`/patients/${page.patient.id}/measurements/genotype`}
      csrf={request.csrf}
      requestKey={request.key}
    >
      <ListField
        form={form}
        name="cyp2c9"
        label="CYP2C9"
        words={listed(CYP2C9_KNOWN)}
        none="Not known"
      />
      <ListField
        form={form}
        name="vkorc1"
        label="VKORC1, -1639 G>A"
        hint="Also written rs9923231. Choose what the report names in these letters; do not translate other letters."
        words={listed(VKORC1_KNOWN)}
        none="Not known"
      />
      <DayField form={form} name="reportedOn" legend="Day of the report" />
      <TextField form={form} name="laboratory" label="Laboratory" />
      <Button variant="secondary">Add report</Button>
    </PostForm>
  )
}

function TakeBackForm(props: MeasuresProps & { readonly standing: readonly Report[] }) {
  const { page, request, standing } = props
  const form = formOf(props)
  const words = Object.fromEntries(
    standing.map((one) => [one.id, `${clinicalDate(one.on)}, ${genotypeInWords(one)}`]),
  )
  return (
    <PostForm
      action={`/patients/${page.patient.id}/measurements/genotype-taken-back`}
      csrf={request.csrf}
      requestKey={request.key}
    >
      <p>It stays here, marked, and counts for nothing any more.</p>
      <ListField form={form} name="reportId" label="Report" words={words} none="Choose" />
      <TextField form={form} name="genotypeReason" label="What is wrong with this report" />
      <Button variant="secondary">Take back report</Button>
    </PostForm>
  )
}
