import { clinicalDate, type Day, weekday } from '#base/day.ts'
import { formatMg } from '#clinical/dose.ts'
import { formatInr } from '#clinical/inr.ts'
import { InsetText } from '#web/parts/inset-text.tsx'
import { Table } from '#web/parts/table.tsx'
import { Tag } from '#web/parts/tag.tsx'
import type { PatientPage, ShownInitiation } from '#workflow/patient-page.ts'

type Days = ShownInitiation['days']

/** The start of warfarin day by day: what was measured and given, and which test days are still to come. */
export function Initiation({ page }: { readonly page: PatientPage }) {
  const { course, patient, today } = page
  const initiation = course?.initiation
  if (course == null || initiation == null) return null
  return (
    <section aria-labelledby="initiation">
      <h2 id="initiation" className="nhsuk-heading-s">
        Starting warfarin: {initiation.table.name}
      </h2>
      {initiation.isStable && (
        <InsetText>
          <p>
            Two INRs in range, 7 days apart: the start is over.{' '}
            <a href={`/patients/${patient.id}/plan/${course.episode.id}/start`}>
              Go over to maintenance
            </a>
          </p>
        </InsetText>
      )}
      <Table
        compact
        columns={[
          { heading: 'Test' },
          { heading: 'INR', numeric: true },
          { heading: 'Dose from then' },
          { heading: 'By' },
        ]}
        rows={initiation.days.map((entry) => row(entry, today))}
        caption="Test days of the protocol"
        captionHidden
      />
      <p className="nhsuk-hint">{initiation.table.says}</p>
    </section>
  )
}

function row(entry: Days[number], today: Day) {
  const { day, on, visit } = entry
  return {
    key: on,
    cells: [
      `Day ${day}, ${dayInWords(on)}`,
      visit === null ? '' : formatInr(visit),
      visit === null ? '' : doseInWords(visit),
      <State key={on} entry={entry} today={today} />,
    ],
  }
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

const dayInWords = (on: Day): string => `${WEEKDAYS[weekday(on) - 1]} ${clinicalDate(on)}`

function doseInWords({ dailyUg, decidedOmitDays }: NonNullable<Days[number]['visit']>): string {
  if (dailyUg === null) return 'waits for a decision'
  const omitted = decidedOmitDays ?? 0
  const dose = `${formatMg(dailyUg)} a day`
  return omitted === 0
    ? dose
    : `none for ${omitted} ${omitted === 1 ? 'day' : 'days'}, then ${dose}`
}

type StateProps = { readonly entry: Days[number]; readonly today: Day }

/** What has become of a test day: done, due, missed, or still to come. */
function State({ entry: { on, visit, isFixed, isNext }, today }: StateProps) {
  if (visit !== null) return <>{visit.decidedByName ?? visit.enteredByName ?? ''}</>
  if (isNext && on === today) return <Tag colour="orange">Today</Tag>
  if (isNext && on < today) return <Tag colour="red">Overdue: a person doses</Tag>
  if (isNext) return <Tag colour="blue">Next test</Tag>
  if (on < today) return <>{isFixed ? 'not done' : ''}</>
  return <>planned</>
}
