import { clinicalDate, clinicalInstant, day } from '#base/day.ts'
import { Table } from '#web/parts/table.tsx'
import type { ShownProtocol } from '#workflow/protocols-shown.ts'

type Check = ShownProtocol['checks'][number]

const FOUND_WORDS: Readonly<Record<Check['found'], string>> = {
  agrees: 'Agrees with its source',
  differs: 'Differs from its source',
  withdrawn: 'Check withdrawn',
}

/** Every check of this site, the newest first; the newest counts. */
export function CheckHistory({
  version,
  checks,
}: { readonly version: string } & Pick<ShownProtocol, 'checks'>) {
  if (checks.length === 0) return <p>This site has not recorded a check.</p>
  return (
    <Table
      caption="Checks of this site, the newest first"
      captionHidden
      compact
      responsive
      columns={[
        { heading: 'Found' },
        { heading: 'Compared with' },
        { heading: 'On' },
        { heading: 'Words' },
        { heading: 'Recorded' },
      ]}
      rows={checks.map((check) => ({
        key: String(check.sequence),
        cells: cellsOf(check, version),
      }))}
    />
  )
}

const cellsOf = (check: Check, version: string) => [
  check.protocolVersion === version
    ? FOUND_WORDS[check.found]
    : `${FOUND_WORDS[check.found]}, in its earlier version ${check.protocolVersion}`,
  check.comparedWith === '' ? ' ' : check.comparedWith,
  clinicalDate(day(check.checkedOn)),
  check.says,
  `${check.byName}, ${clinicalInstant(check.at)}`,
]
