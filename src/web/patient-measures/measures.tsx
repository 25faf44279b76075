import { clinicalDate, day, londonDay } from '#base/day.ts'
import { formatMeasurement, MEASURES } from '#clinical/measurement.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageAnswer, type PageHandler, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { Input } from '#web/parts/input.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { Select } from '#web/parts/select.tsx'
import { Table } from '#web/parts/table.tsx'
import { bannerOf } from '#web/patient/banner.tsx'
import { patientIn } from '#web/register/address.ts'
import { linkedFindings } from '#web/register/typed-form.tsx'
import type { Finding } from '#workflow/outcome.ts'
import { type PatientMeasurements, patientMeasurements } from '#workflow/patient-measurements.ts'
import { withdrawMeasurement } from '#workflow/withdraw-measurement.ts'
import { Genotypes } from './genotype.tsx'

type Measured = PatientMeasurements['measurements'][number]

/** GET /patients/:patientId/measurements - everything measured, and a form to take a wrong one back. */
export const measuresPage: PageHandler = (request) => measuresShown(request, {}, 200, [])

/** POST /patients/:patientId/measurements */
export const withdrawPosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const { measurementId = '', reason = '' } = fieldsOf(form)
  const typed = { measurementId, reason }
  const patientId = patientIn(params)
  const outcome = await withdrawMeasurement.run(
    house,
    { ...caller, entersFor: patientId },
    key,
    typed,
  )
  if (outcome.kind === 'done') {
    return { kind: 'redirect', to: `/patients/${patientId}/measurements` }
  }
  if (outcome.status === 403) return refusalPage(outcome)
  return measuresShown(request, typed, outcome.status, outcome.findings)
}

type Typed = Readonly<Record<string, string | undefined>>

/** The page of measurements, with a form of it as it was typed and what is wrong with it. */
export async function measuresShown(
  request: PageRequest,
  typed: Typed,
  status: number,
  findings: readonly Finding[],
): Promise<PageAnswer> {
  const { house, caller, params } = request
  const page = await patientMeasurements(house, caller, { patientId: patientIn(params) })
  if (page.kind === 'refused') return refusalPage(page)
  const home = `/patients/${page.patient.id}`
  return {
    kind: 'page',
    status,
    title: 'Measurements',
    place: 'register',
    banner: bannerOf(page.patient, page.today, home),
    errors: linkedFindings(findings, ['reportedOn']),
    main: (
      <>
        <BackLink href={home} />
        <h1>Measurements</h1>
        <Measurements page={page} />
        <Withdraw page={page} request={request} typed={typed} findings={findings} />
        <Genotypes page={page} request={request} typed={typed} findings={findings} />
      </>
    ),
  }
}

function Measurements({ page: { measurements } }: { readonly page: PatientMeasurements }) {
  if (measurements.length === 0) return <p>Nothing is recorded but INRs.</p>
  return (
    <Table
      caption="What was measured besides the INR, newest first"
      captionHidden
      compact
      responsive
      columns={[
        { heading: 'Date' },
        { heading: 'Measurement' },
        { heading: 'Entered by' },
        { heading: 'Note' },
      ]}
      rows={measurements.map((one) => ({
        key: one.id,
        cells: [
          <Day key="day">{clinicalDate(day(one.measuredOn))}</Day>,
          inWords(one),
          `${one.recordedByName}, ${clinicalDate(londonDay(one.recordedAt))}`,
          noteOf(one),
        ],
      }))}
    />
  )
}

const Day = ({ children }: { readonly children: string }) => (
  <span className="evk-unbroken">{children}</span>
)

const inWords = (one: Measured): string =>
  `${MEASURES[one.kind].name} ${formatMeasurement(one.kind, one)}`

/** How it was taken back, and what had been judged by it until then. */
function noteOf({ takenBack, judgedReviews }: Measured): string {
  const reviews = judgedReviews === 1 ? '1 review' : `${judgedReviews} reviews`
  if (takenBack === null)
    return judgedReviews === 0 ? '' : `The dose of ${reviews} was judged by it.`
  const { reason, byName, at } = takenBack
  const judged = judgedReviews === 0 ? '' : ` The dose of ${reviews} was judged by it: check again.`
  return `Taken back by ${byName}, ${clinicalDate(londonDay(at))}: ${reason}.${judged}`
}

export type MeasuresProps = {
  readonly page: PatientMeasurements
  readonly request: PageRequest
  readonly typed: Typed
  readonly findings: readonly Finding[]
}

function Withdraw({ page, request, typed, findings }: MeasuresProps) {
  const standing = page.measurements.filter(({ takenBack }) => takenBack === null)
  if (!page.mayWithdraw || standing.length === 0) return null
  return (
    <section aria-labelledby="take-back">
      <h2 id="take-back">Take back a wrong measurement</h2>
      <p>It stays here, marked, and counts for nothing any more.</p>
      <PostForm
        action={`/patients/${page.patient.id}/measurements`}
        csrf={request.csrf}
        requestKey={request.key}
      >
        <Select
          id="measurementId"
          name="measurementId"
          label="Measurement"
          options={[
            { value: '', text: 'Choose' },
            ...standing.map((one) => ({
              value: one.id,
              text: `${clinicalDate(day(one.measuredOn))}, ${inWords(one)}`,
            })),
          ]}
          value={typed['measurementId']}
          error={errorOf(findings, 'measurementId')}
        />
        <Input
          id="reason"
          name="reason"
          label="What is wrong with it"
          value={typed['reason']}
          error={errorOf(findings, 'reason') ?? errorOf(findings, 'note')}
        />
        <Button variant="secondary">Take it back</Button>
      </PostForm>
    </section>
  )
}
