import type { RuleDifference } from '#clinical/warfarin/rule-set-form.ts'
import { Table } from '#web/parts/table.tsx'

type Props = { readonly caption: string; readonly rows: readonly RuleDifference[] }

/** Each rule that differs between two sets, in words. */
export const DifferenceTable = ({ caption, rows }: Props) => (
  <Table
    caption={caption}
    captionSize="s"
    compact
    responsive
    columns={[{ heading: 'Rule' }, { heading: 'Before' }, { heading: 'Proposed' }]}
    rows={rows.map(({ path, label, before, after }) => ({
      key: path,
      cells: [label, before, <strong key="after">{after}</strong>],
    }))}
  />
)
