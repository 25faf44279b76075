import type { ControlFigures } from '#clinical/control-figures.ts'
import type { MethodFigure } from '#clinical/method-figures.ts'
import { Table } from '#web/parts/table.tsx'
import { methodKey } from '#workflow/counted-lists.ts'
import { peopleHref, type ReportOf } from './addresses.ts'
import {
  countInWords,
  EXCLUSION_WORDS,
  METHOD_WORDS,
  percentInWords,
  unitOf,
} from './figure-words.ts'

type Props = {
  readonly figures: ControlFigures
  readonly of: ReportOf
  /** Figures of one person have no mean of people beside them, and no list to open. */
  readonly isOfOne?: boolean
}

/** Every method under one set of exclusions: mean of patients and pooled side by side, with what they count. */
export function MethodTable({ figures, of, isOfOne = false }: Props) {
  const { exclusions, methods } = figures
  const mean = [
    { heading: 'Mean of patients', numeric: true },
    { heading: 'Patients', numeric: true },
  ]
  return (
    <Table
      caption={EXCLUSION_WORDS[exclusions.id]}
      captionSize="s"
      compact
      responsive
      firstCellIsHeader
      columns={[
        { heading: 'Method' },
        ...(isOfOne ? [] : mean),
        { heading: isOfOne ? 'In range' : 'Pooled', numeric: true },
        { heading: 'In range of counted', numeric: true },
        { heading: 'Below', numeric: true },
        { heading: 'Above', numeric: true },
      ]}
      rows={methods.map((figure) => ({
        key: figure.method,
        cells: [
          METHOD_WORDS[figure.method],
          ...(isOfOne ? [] : meanCells(figure, exclusions.id, of)),
          percentInWords(figure.pooled.percents.inRange),
          countedInWords(figure),
          percentInWords(figure.pooled.percents.below),
          percentInWords(figure.pooled.percents.above),
        ],
      }))}
    />
  )
}

function meanCells(
  { method, mean }: MethodFigure,
  id: ControlFigures['exclusions']['id'],
  of: ReportOf,
) {
  return [
    percentInWords(mean.percents.inRange),
    <a key="people" href={peopleHref(of, methodKey(id, method))}>
      {countInWords(mean.people.length)}
    </a>,
  ]
}

export const countedInWords = ({ method, pooled }: MethodFigure): string =>
  `${countInWords(pooled.inRange)} of ${countInWords(pooled.of)} ${unitOf(method)}`
