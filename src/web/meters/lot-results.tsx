import { clinicalDate, day } from '#base/day.ts'
import { formatInr } from '#clinical/inr.ts'
import { displayName } from '#register/person-name.ts'
import { Table } from '#web/parts/table.tsx'
import { NamedPatient } from '#web/patient-contacts/named-patient.tsx'
import type { TestedWithLot } from '#workflow/tested-with-lot.ts'

type Props = { readonly caption: string; readonly results: TestedWithLot['results'] }

/** Who was measured with a lot or a meter, the newest first. */
export function LotResults({ caption, results }: Props) {
  return (
    <Table
      caption={caption}
      captionHidden
      compact
      responsive
      firstCellIsHeader
      columns={[
        { heading: 'Who' },
        { heading: 'Sample' },
        { heading: 'INR', numeric: true },
        { heading: 'Meter' },
        { heading: 'Strips expire' },
      ]}
      rows={results.map((result, nth) => ({
        key: `${nth} ${result.patientId}`,
        cells: cellsOf(result),
      }))}
    />
  )
}

function cellsOf(result: TestedWithLot['results'][number]) {
  const { patientId, dateOfBirth, sampledOn, meter, method, stripExpiresOn } = result
  return [
    <NamedPatient
      key="who"
      patientId={patientId}
      name={displayName(result)}
      dateOfBirth={dateOfBirth}
    />,
    clinicalDate(day(sampledOn)),
    formatInr(result),
    method === 'own-meter' ? `${meter} (the patient's own)` : meter,
    stripExpiresOn === null ? 'not known' : clinicalDate(day(stripExpiresOn)),
  ]
}
