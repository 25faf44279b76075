import { clinicalDate, londonClock, londonDay } from '#base/day.ts'
import { formatInr } from '#clinical/inr.ts'
import { displayName } from '#register/person-name.ts'
import { NEAR_MISS_MINUTES } from '#register/wrong-patient.ts'
import type { PageHandler } from '#web/page.ts'
import { Table } from '#web/parts/table.tsx'
import { NamedPatient } from '#web/patient-contacts/named-patient.tsx'
import { type NearMissReport, nearMissReport } from '#workflow/near-misses.ts'
import { NEAR_MISSES } from './addresses.ts'
import { reportPage } from './report-page.tsx'

/** GET /reports/near-misses - results that may have been on the wrong patient until somebody noticed at once. */
export const nearMissesPage: PageHandler = async (request) => {
  const { house, caller, query } = request
  const report = await nearMissReport(house, caller, Object.fromEntries(query))
  return reportPage(request, NEAR_MISSES, report, Misses, { withRecord: false })
}

function Misses({ misses }: NearMissReport) {
  return (
    <>
      <p className="nhsuk-u-reading-width">
        An INR that was made void within {NEAR_MISS_MINUTES} minutes of its entry, and within{' '}
        {NEAR_MISS_MINUTES} minutes after that the same member of staff saved a visit of another
        patient. Not every one is a mistake of the patient: look first at those with the same INR on
        both. Ask how it came about: similar names, two windows, an interruption.
      </p>
      {misses.length === 0 ? <p>None in these days.</p> : <MissTable misses={misses} />}
    </>
  )
}

type NearMiss = NearMissReport['misses'][number]

function MissTable({ misses }: Pick<NearMissReport, 'misses'>) {
  return (
    <Table
      caption={misses.length === 1 ? '1 near miss' : `${misses.length} near misses, newest first`}
      captionSize="s"
      compact
      responsive
      columns={[
        { heading: 'Made void' },
        { heading: 'First recorded on' },
        { heading: 'Then recorded on' },
        { heading: 'INR' },
        { heading: 'Dose on the first' },
        { heading: 'By' },
      ]}
      rows={misses.map((miss) => ({ key: miss.resultId, cells: cellsOf(miss) }))}
    />
  )
}

function cellsOf(miss: NearMiss) {
  const { voidedAt, wasDosed, byName, patient, other, otherComparator, otherTenths } = miss
  const [first, then] = [
    formatInr(miss),
    formatInr({ comparator: otherComparator, tenths: otherTenths }),
  ]
  return [
    `${clinicalDate(londonDay(voidedAt))}, ${londonClock(voidedAt)}`,
    <Who key="first" person={patient} />,
    <Who key="then" person={other} />,
    first === then ? `${first} on both` : `${first}, then ${then}`,
    wasDosed ? 'Decided' : 'None',
    byName,
  ]
}

const Who = ({ person }: { readonly person: NearMiss['patient'] }) => (
  <NamedPatient patientId={person.id} name={displayName(person)} dateOfBirth={person.dateOfBirth} />
)
