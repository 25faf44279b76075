import type { Difference } from '#register/patient-words.ts'
import { Table } from '#web/parts/table.tsx'
import { WarningCallout } from '#web/parts/warning-callout.tsx'

type Props = {
  readonly changed: readonly Difference[]
  /** The form as the person typed it, by field. */
  readonly typed: Readonly<Record<string, string | undefined>>
}

/** What somebody else changed while a person was typing, beside what the person typed (H25). */
export function ChangedMeanwhile({ changed, typed }: Props) {
  if (changed.length === 0) return null
  return (
    <WarningCallout heading="Changed by somebody else meanwhile" headingLevel={2}>
      <Table
        columns={[
          { heading: 'What' },
          { heading: 'When you opened it' },
          { heading: 'In the record now' },
          { heading: 'You typed' },
        ]}
        rows={changed.map(({ field, label, before, after }) => ({
          key: field,
          cells: [label, before, after, typedIn(typed, field)],
        }))}
        responsive
        compact
      />
      <p>Nothing that you typed is lost. Saving again puts your text in place of theirs.</p>
    </WarningCallout>
  )
}

function typedIn(typed: Props['typed'], field: string): string {
  const boxes = ['day', 'month', 'year'].map((box) => typed[`${field}[${box}]`] ?? '')
  const text = typed[field] ?? boxes.filter((box) => box !== '').join('/')
  return text === '' ? 'Nothing' : text
}
