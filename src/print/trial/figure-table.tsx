import type { ReactNode } from 'react'
import { FIGURE_WORDS, SHARE_WORDS } from '#simulation/figure-words.ts'
import type { ArmReport } from '#simulation/report.ts'
import { SHARES } from '#simulation/shares.ts'
import { FIGURES, type Figure } from '#simulation/tallies.ts'
import { differenceWords, meanWords, shareWords, wholeWords } from './number-words.ts'
import { type FigureRow, ScrollTable } from './scroll-table.tsx'

type Props = { readonly caption: string; readonly arms: readonly ArmReport[] }

/** Every figure of each arm, and below it the difference from the first arm in the same people. */
export function FigureTable({ caption, arms }: Props) {
  const row = (
    key: string,
    heading: string,
    content: (arm: ArmReport) => ReactNode,
  ): FigureRow => ({
    key,
    heading,
    cells: arms.map((arm) => ({ key: arm.arm, content: content(arm) })),
  })
  return (
    <ScrollTable
      caption={caption}
      headings={['Figure', ...arms.map(({ words }) => words)]}
      rows={[
        row('people', 'People', ({ means }) => wholeWords(means.tests?.people ?? 0)),
        ...FIGURES.map((figure) =>
          row(figure, `${FIGURE_WORDS[figure].words}, ${FIGURE_WORDS[figure].unit}`, (arm) => (
            <MeanAndDifference figure={figure} arm={arm} />
          )),
        ),
        ...SHARES.map((share) =>
          row(share, `${SHARE_WORDS[share]}, %`, ({ shares }) => shareWords(shares[share])),
        ),
      ]}
    />
  )
}

function MeanAndDifference({ figure, arm }: { readonly figure: Figure; readonly arm: ArmReport }) {
  return (
    <>
      {meanWords(figure, arm.means[figure])}
      {arm.differences !== null && <span>{differenceWords(figure, arm.differences[figure])}</span>}
    </>
  )
}
