import { clinicalDate, clinicalInstant, day } from '#base/day.ts'
import { formatInr } from '#clinical/inr.ts'
import { formatNhsNumber } from '#register/nhs-number.ts'
import { InsetText } from '#web/parts/inset-text.tsx'
import { Table } from '#web/parts/table.tsx'
import type { SentShown } from '#workflow/bring-in-results.ts'
import type { BroughtIn } from '#workflow/keep-read.ts'
import { columnsHref } from './addresses.ts'
import { namingWords } from './column-words.ts'

type Props = { readonly file: BroughtIn; readonly results: SentShown }

/** What was in the file, so that an INR under a name that is not known here is missed at once. */
export function FileHeld(props: Props) {
  const { sentIds, known, others } = props.file
  const inrs = sentIds.length === 1 ? '1 INR' : `${sentIds.length} INRs`
  return (
    <>
      <InsetText>
        <p>
          The file has {inrs}
          {known > 0 && `, of which ${known} brought in before`}.
        </p>
        {others.length > 0 && (
          <p>
            Not taken, because it is no INR by its name and code: {named(others)}. Enter an INR
            among them by hand.
          </p>
        )}
      </InsetText>
      <NamedBy {...props} />
      <EachOfFile {...props} />
    </>
  )
}

/** Through whose naming of the columns it was read: shown each time, so that one that is wrong is noticed. */
function NamedBy({ file: { header }, results: { named } }: Props) {
  const naming = named.find((one) => one.header === header)
  if (naming === undefined) return null
  return (
    <InsetText>
      <p>
        Its columns were read as {naming.namedByName} named them on{' '}
        {clinicalInstant(naming.namedAt)}: {namingWords(naming)}.{' '}
        <a href={columnsHref({ header: naming.header })}>Change what the columns are</a>
      </p>
    </InsetText>
  )
}

/** Each result of the file in its order, with what has become of it. */
function EachOfFile({ file, results: { inHand, lately } }: Props) {
  const known = [...inHand, ...lately]
  const rows = file.sentIds.flatMap((id) => known.find((one) => one.id === id) ?? [])
  return (
    <Table
      caption="In this file"
      compact
      responsive
      columns={[
        { heading: 'Place' },
        { heading: 'INR' },
        { heading: 'NHS number' },
        { heading: 'What became of it' },
      ]}
      rows={rows.map(({ id, step, says, entry }) => ({
        key: id,
        cells: [entry.place, shownOf(entry), whoseOf(entry), stateOf(step, says, entry.faults)],
      }))}
    />
  )
}

type Told = Pick<SentShown['inHand'][number]['entry'], 'sent' | 'control'>

/** The INR; of a control what the meter showed of it. */
export function shownOf({ sent, control }: Told): string {
  if (control !== undefined) return `Control ${control.measured || control.shown}`
  return sent?.inr ? formatInr(sent.inr) : 'not read'
}

function whoseOf({ sent, control }: Told): string {
  if (control !== undefined) return `of the meter ${control.serial}`
  return sent === null ? 'not read' : formatNhsNumber(sent.person.nhsNumber)
}

export function sampledOf({ sent, control }: Told): string {
  const on = control === undefined ? sent?.sampledOn : control.doneOn
  return on == null ? 'not read' : clinicalDate(day(on))
}

function stateOf(
  step: SentShown['inHand'][number]['step'],
  says: string | null,
  faults: readonly { readonly message: string }[],
): string {
  if (faults.length > 0) return `Held: ${faults.map(({ message }) => message).join(' ')}`
  return step === 'held' ? `Held: ${says}` : (says ?? 'Not yet taken in')
}

/** Each name once, with how often. */
function named(others: readonly string[]): string {
  const names = [...new Set(others)]
  const often = (name: string) => others.filter((other) => other === name).length
  return names.map((name) => (often(name) > 1 ? `${name} (${often(name)})` : name)).join(', ')
}
