import { clinicalDate, londonDay } from '#base/day.ts'
import { formatMg } from '#clinical/dose.ts'
import { InsetText } from '#web/parts/inset-text.tsx'
import { WarningCallout } from '#web/parts/warning-callout.tsx'
import type { PaperEntry } from '#workflow/from-paper.ts'
import type { PatientPage } from '#workflow/patient-page.ts'
import { paperEntryHref } from './addresses.ts'

/** What the patient was told while Evenkeel was away, until a dose is decided here again (H29). */
export function ToldOnPaper({ page: { course } }: { readonly page: PatientPage }) {
  const entry = course?.paper
  if (entry === undefined || entry === null) return null
  if (entry.outcome === 'stands') {
    return (
      <InsetText>
        <p>
          {wordsOf(entry)} It stands, and is what the patient takes now. <Open entry={entry} />
        </p>
      </InsetText>
    )
  }
  return (
    <WarningCallout
      heading={
        entry.outcome === null ? 'Told on paper, not checked' : 'Told on paper, does not stand'
      }
    >
      <p>
        {wordsOf(entry)} Ask what the patient takes. <Open entry={entry} />
      </p>
    </WarningCallout>
  )
}

const wordsOf = ({ sampledAt, dailyUg, decidedByName }: PaperEntry): string =>
  `On ${clinicalDate(londonDay(sampledAt))} ${formatMg(dailyUg)} a day was told on paper, as ${decidedByName} decided.`

const Open = ({ entry: { patientId, id, sheet } }: { readonly entry: PaperEntry }) => (
  <a href={paperEntryHref(patientId, id)}>Paper entry {sheet}</a>
)
