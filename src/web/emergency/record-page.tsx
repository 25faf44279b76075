import { clinicalDate, day, londonClock } from '#base/day.ts'
import { mgNumber } from '#clinical/dose.ts'
import { formatInr } from '#clinical/inr.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { Table } from '#web/parts/table.tsx'
import { WarningCallout } from '#web/parts/warning-callout.tsx'
import { type EmergencyRecord, emergencyRecord } from '#workflow/emergency-record.ts'
import { courseInWords, warningsOf } from './record-words.ts'

type Summary = EmergencyRecord['summary']

/** GET /emergency/:look - what is shown, to the session that asked and while it lasts; nothing of it can be changed. */
export const emergencyRecordPage: PageHandler = async ({ house, caller, params }) => {
  const shown = await emergencyRecord(house, caller, params['look'] ?? '')
  if (shown.kind === 'refused') return refusalPage(shown)
  const { summary } = shown
  return {
    kind: 'page',
    title: 'Emergency look',
    place: 'none',
    main: (
      <>
        <Banner summary={summary} />
        <h1 className="nhsuk-heading-l">
          {summary.familyName.toUpperCase()}, {summary.givenName}
        </h1>
        <SummaryList
          rows={[
            { key: 'Born', value: clinicalDate(day(summary.dateOfBirth)) },
            { key: 'NHS number', value: spaced(summary.nhsNumber) },
            { key: 'Sex', value: summary.sex },
            { key: 'Whom to ring', value: <Ring summary={summary} /> },
            { key: 'Allergies', value: summary.allergies || 'Not recorded' },
            ...warningsOf(summary),
            { key: 'Relevant history', value: summary.relevantHistory || 'Nothing recorded' },
          ]}
        />
        <h2>Treatment</h2>
        {summary.courses.length === 0 && <p>No course of treatment is running.</p>}
        <ul className="nhsuk-list nhsuk-list--bullet">
          {summary.courses.map(courseInWords).map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
        <Results summary={summary} />
        <Doses summary={summary} />
        <h2>What is open</h2>
        {summary.alerts.length === 0 && <p>No alarm and no question is open.</p>}
        <ul className="nhsuk-list nhsuk-list--bullet">
          {summary.alerts.map((title) => (
            <li key={title}>{title}</li>
          ))}
        </ul>
      </>
    ),
  }
}

const Ring = ({ summary: { provider } }: { readonly summary: Summary }) => (
  <>
    {provider.name},{' '}
    <a href={`tel:${provider.telephone.replaceAll(' ', '')}`}>{provider.telephone}</a>
  </>
)

const Banner = ({ summary }: { readonly summary: Summary }) => (
  <div className="evk-emergency" role="alert">
    <WarningCallout
      heading={`Emergency look at a patient of ${summary.provider.name}`}
      headingLevel={2}
    >
      <p>
        <strong>Read only, until {londonClock(summary.untilAt)}.</strong> This look has been
        reported to {summary.provider.name} with your name and your reason, and is reviewed. Dose
        nobody from this page: ring {summary.provider.name} on {summary.provider.telephone}.
      </p>
    </WarningCallout>
  </div>
)

const spaced = (number: string): string =>
  `${number.slice(0, 3)} ${number.slice(3, 6)} ${number.slice(6)}`

const Results = ({ summary: { results } }: { readonly summary: Summary }) => (
  <>
    <h2>Last INRs</h2>
    {results.length === 0 ? (
      <p>None is recorded.</p>
    ) : (
      <Table
        caption="Last INRs"
        captionHidden
        compact
        columns={[{ heading: 'Day' }, { heading: 'INR', numeric: true }]}
        rows={results.map(({ id, sampledOn, comparator, tenths }) => ({
          key: id,
          cells: [clinicalDate(day(sampledOn)), formatInr({ comparator, tenths })],
        }))}
      />
    )}
  </>
)

const Doses = ({ summary: { doses } }: { readonly summary: Summary }) => (
  <>
    <h2>Last doses</h2>
    {doses.length === 0 ? (
      <p>None is recorded here.</p>
    ) : (
      <Table
        caption="Last doses"
        captionHidden
        compact
        responsive
        columns={[
          { heading: 'From' },
          { heading: 'What was said' },
          { heading: 'A week' },
          { heading: 'Next test' },
        ]}
        rows={doses.map(({ id, from, instructions, weeklyUg, nextTestOn }) => ({
          key: id,
          cells: [
            clinicalDate(day(from)),
            instructions,
            `${mgNumber(weeklyUg)} mg`,
            clinicalDate(day(nextTestOn)),
          ],
        }))}
      />
    )}
  </>
)
