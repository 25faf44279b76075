import { clinicalDate } from '#base/day.ts'
import { formatMg } from '#clinical/dose.ts'
import { formatInr, formatTenths } from '#clinical/inr.ts'
import { formatNhsNumber } from '#register/nhs-number.ts'
import { displayName } from '#register/person-name.ts'
import { Table } from '#web/parts/table.tsx'
import type { SamplePatient } from '#workflow/import-sample.ts'

/** Ten patients as the register will show them, to be held against the other product. */
export function SampleTable({ sample }: { readonly sample: readonly SamplePatient[] }) {
  return (
    <Table
      caption="Ten patients of the file, as they will look"
      captionSize="m"
      compact
      responsive
      firstCellIsHeader
      columns={[
        { heading: 'Patient' },
        { heading: 'Born' },
        { heading: 'NHS number' },
        { heading: 'Treatment' },
        { heading: 'Target (range)' },
        { heading: 'Since, until' },
        { heading: 'Results', numeric: true },
        { heading: 'Last INR' },
        { heading: 'Dose then' },
        { heading: 'Next test' },
      ]}
      rows={sample.map((patient) => ({ key: String(patient.line), cells: cellsOf(patient) }))}
    />
  )
}

function cellsOf(sample: SamplePatient): readonly string[] {
  const { details, results, newest } = sample
  return [
    displayName(details),
    clinicalDate(details.dateOfBirth),
    details.nhs.kind === 'number' ? formatNhsNumber(details.nhs.number) : 'Not known',
    ...planCells(sample),
    results.toLocaleString('en-GB'),
    newest === null ? 'None' : `${formatInr(newest.inr)} on ${clinicalDate(newest.testedOn)}`,
    newest?.doseBeforeUg == null ? 'Not known' : `${formatMg(newest.doseBeforeUg)} a day`,
    newest?.nextTestOn == null ? 'Not known' : clinicalDate(newest.nextTestOn),
  ]
}

function planCells({ episode, indication }: SamplePatient): readonly string[] {
  if (episode === null) return ['The plan waits', '', '']
  const { target, startedOn, stopOn } = episode
  const range = `${formatTenths(target.lowTenths)} to ${formatTenths(target.highTenths)}`
  const until = stopOn === null ? 'no stop date' : clinicalDate(stopOn)
  return [
    `${episode.medicine}, ${indication ?? `"${episode.indicationText}", not yet mapped`}`,
    `${formatTenths(target.valueTenths)} (${range})`,
    `${clinicalDate(startedOn)}, ${until}`,
  ]
}
