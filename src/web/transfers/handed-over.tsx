import { clinicalDate, day } from '#base/day.ts'
import { formatMg, ug } from '#clinical/dose.ts'
import { formatTenths } from '#clinical/inr.ts'
import { patientFacts } from '#register/patient-words.ts'
import { METHOD_WORDS, planFacts } from '#register/plan-words.ts'
import type { HandedDose, TransferPackage } from '#register/transfer.ts'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { Table } from '#web/parts/table.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { WarningCallout } from '#web/parts/warning-callout.tsx'
import type { TransferShown } from '#workflow/transfers-shown.ts'

const STANDING = {
  met: <Tag colour="green">Met</Tag>,
  'not-met': <Tag colour="red">Not met</Tag>,
  judge: <Tag colour="yellow">For you to judge</Tag>,
} as const

/** What is missing, and the criteria of the service (S23); the sender sees how it is judged there by its own contract alone. */
export function Judged({ shown: { missing, judged, transfer, state } }: JudgedProps) {
  if (transfer.side === 'sends' || state.kind === 'over') return null
  return (
    <>
      {missing.length > 0 && (
        <WarningCallout heading="Missing before you can accept">
          <ul>
            {missing.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </WarningCallout>
      )}
      {judged.reference === null ? (
        <p>
          No contract of yours holds today, so that there are no criteria of a specification to
          judge by.
        </p>
      ) : (
        <Table
          caption={`Criteria for acceptance, contract ${judged.reference}`}
          captionSize="s"
          compact
          responsive
          columns={[{ heading: 'Criterion' }, { heading: 'Is it met' }]}
          rows={judged.criteria.map(({ id, says, standing }) => ({
            key: id,
            cells: [says, STANDING[standing]],
          }))}
        />
      )}
    </>
  )
}

type JudgedProps = { readonly shown: TransferShown }

/** What is looked at before anybody answers: warnings, the dose, the next test, and what it did. */
export function DoseAndResults({ handed }: { readonly handed: TransferPackage }) {
  const { nextTestOn, dose, results, warnings } = handed
  return (
    <section>
      <h2 className="nhsuk-heading-m">Dose and results</h2>
      {warnings.length > 0 && (
        <ul className="nhsuk-list nhsuk-list--bullet">
          {warnings.map((line) => (
            <li key={line}>
              <strong>{line}</strong>
            </li>
          ))}
        </ul>
      )}
      <SummaryList
        rows={[
          { key: 'Dose now', value: doseInWords(dose) },
          {
            key: 'Next test',
            value: nextTestOn === null ? 'not set' : clinicalDate(day(nextTestOn)),
          },
        ]}
      />
      <Table
        caption="Last results, the newest first"
        captionSize="s"
        compact
        responsive
        columns={[{ heading: 'Tested on' }, { heading: 'INR', numeric: true }, { heading: 'By' }]}
        rows={results.toReversed().map(({ on, comparator, tenths, method }, nth) => ({
          key: `${on} ${nth}`,
          cells: [
            clinicalDate(day(on)),
            `${comparator === '=' ? '' : comparator}${formatTenths(tenths)}`,
            METHOD_WORDS[method],
          ],
        }))}
      />
    </section>
  )
}

/** The rest of what goes along with a patient. */
export function HandedOver({ handed }: { readonly handed: TransferPackage }) {
  const { patient, plan } = handed
  return (
    <section>
      <h2 className="nhsuk-heading-m">What is handed over</h2>
      <h3 className="nhsuk-heading-s">Treatment plan</h3>
      <SummaryList rows={planFacts(plan).map(({ label, value }) => ({ key: label, value }))} />
      <h3 className="nhsuk-heading-s">Patient</h3>
      <SummaryList
        rows={patientFacts(patient).map(({ label, value }) => ({ key: label, value }))}
      />
    </section>
  )
}

function doseInWords(dose: HandedDose | null): string {
  if (dose === null) return 'not known'
  const omitted = dose.omitDays === 0 ? '' : `, ${dose.omitDays} days omitted at first`
  return `${formatMg(ug(dose.dailyUg))} a day on average${omitted}, since ${clinicalDate(day(dose.from))}`
}
