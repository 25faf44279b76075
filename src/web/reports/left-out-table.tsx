import type { ControlFigures } from '#clinical/control-figures.ts'
import { percentHundredths } from '#clinical/method-figures.ts'
import { Details } from '#web/parts/details.tsx'
import { Table } from '#web/parts/table.tsx'
import { LEFT_OUT, leftOutKey } from '#workflow/counted-lists.ts'
import { peopleHref, type ReportOf } from './addresses.ts'
import {
  ACCOUNT_PARTS,
  ACCOUNT_WORDS,
  ALWAYS_LEFT_OUT,
  countInWords,
  EXCLUSION_WORDS,
  LEFT_OUT_WORDS,
  percentInWords,
} from './figure-words.ts'

type Props = {
  readonly figures: ControlFigures
  readonly of: ReportOf
  readonly isOfOne?: boolean
}

/** Where every day of treatment went, and who is left out: nothing is dropped without a name. */
export function LeftOutTable({ figures, of, isOfOne = false }: Props) {
  const { account, exclusions, testsNotKnown } = figures
  return (
    <Details summary={`What is left out: ${EXCLUSION_WORDS[exclusions.id].split(':')[0]}`}>
      <p>{ALWAYS_LEFT_OUT}</p>
      <Table
        caption="Days of treatment in the period"
        captionSize="s"
        compact
        columns={[
          { heading: 'Days' },
          { heading: 'How many', numeric: true },
          { heading: 'Share', numeric: true },
        ]}
        rows={[
          ...ACCOUNT_PARTS.map((part) => ({
            key: part,
            cells: [
              ACCOUNT_WORDS[part],
              countInWords(account[part]),
              percentInWords(percentHundredths(account[part], account.treated)),
            ],
          })),
          { key: 'all', cells: ['All days of treatment', countInWords(account.treated), ''] },
        ]}
      />
      {testsNotKnown > 0 && (
        <p>
          {countInWords(testsNotKnown)} tests are not counted: the INR was not measured, and may or
          may not have been in range.
        </p>
      )}
      {!isOfOne && <PeopleLeftOut figures={figures} of={of} />}
    </Details>
  )
}

function PeopleLeftOut({ figures: { exclusions, leftOut }, of }: Omit<Props, 'isOfOne'>) {
  return (
    <Table
      caption="People on treatment of whom nothing is counted"
      captionSize="s"
      compact
      columns={[{ heading: 'Why' }, { heading: 'People', numeric: true }]}
      rows={LEFT_OUT.map((part) => ({
        key: part,
        cells: [
          LEFT_OUT_WORDS[part],
          <a key="people" href={peopleHref(of, leftOutKey(exclusions.id, part))}>
            {countInWords(leftOut[part].length)}
          </a>,
        ],
      }))}
    />
  )
}
