import { formatTenths } from '#clinical/inr.ts'
import type { CurveDose, CurvePoint } from '#clinical/warfarin/protocol-curve.ts'
import { Details } from '#web/parts/details.tsx'
import { Table } from '#web/parts/table.tsx'

type Props = { readonly points: readonly CurvePoint[] }

/** Everything that the graph shows, in figures: INRs with the same answer share a line. */
export const CurveTable = ({ points }: Props) => (
  <Details summary="The graph as a table">
    <Table
      caption="Change of the weekly dose by INR"
      captionHidden
      compact
      firstCellIsHeader
      columns={[
        { heading: 'INR' },
        { heading: 'After results in range', numeric: true },
        { heading: 'Second running on that side', numeric: true },
      ]}
      rows={linesOf(points).map(({ from, to, first, again }) => ({
        key: String(from),
        cells: [
          from === to ? formatTenths(from) : `${formatTenths(from)} to ${formatTenths(to)}`,
          first,
          again,
        ],
      }))}
    />
  </Details>
)

type Line = { from: number; to: number; first: string; again: string }

function linesOf(points: readonly CurvePoint[]): readonly Line[] {
  const lines: Line[] = []
  for (const { inrTenths, first, again } of points) {
    const line = { from: inrTenths, to: inrTenths, first: words(first), again: words(again) }
    const last = lines.at(-1)
    if (last?.first === line.first && last.again === line.again) last.to = inrTenths
    else lines.push(line)
  }
  return lines
}

function words(dose: CurveDose | 'no-dose'): string {
  if (dose === 'no-dose') return 'a person decides'
  const { raw, limited, omitDays } = dose
  const change = limited === raw ? percent(raw) : `${percent(limited)} (by itself ${percent(raw)})`
  return omitDays === 0 ? change : `${omitDays} dose left out, then ${change}`
}

const percent = (hundredths: number): string =>
  hundredths === 0
    ? 'no change'
    : `${hundredths > 0 ? '+' : '-'}${(Math.abs(hundredths) / 100).toFixed(1)} %`
