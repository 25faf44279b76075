import { clinicalDate } from '#base/day.ts'
import { RETURN_LINES } from '#contract/specification.ts'
import { PROVIDER_KIND_WORDS } from '#web/contract/specification-words.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { csvFile } from '#web/reports/csv-file.ts'
import { board } from '#workflow/board.ts'
import { dueInWords, LINE_WORDS, STANDING_WORDS } from './board-words.tsx'

/** GET /commissioner/board.csv: the board of a month as a file for a spreadsheet. A provider without a return has no figures, not noughts. */
export const boardFile: PageHandler = async ({ house, caller, query }) => {
  const shown = await board(house, caller, { month: query.get('month') })
  if (shown.kind === 'refused') return refusalPage(shown)
  const { month, rows } = shown
  return csvFile(`returns-${month}.csv`, [
    [
      'month',
      'provider',
      'ODS code',
      'kind',
      'contract',
      'return',
      'due',
      'received',
      'version',
      'signed by',
      ...RETURN_LINES.map((line) => LINE_WORDS[line]),
    ],
    ...rows.map(({ contract, standing, versions: [newest] }) => [
      month,
      contract.providerName,
      contract.odsCode,
      PROVIDER_KIND_WORDS[contract.providerKind],
      contract.reference,
      STANDING_WORDS[standing.kind],
      dueInWords(standing),
      'on' in standing ? clinicalDate(standing.on) : '',
      newest === undefined ? '' : `${newest.version}`,
      newest?.signedName ?? '',
      ...RETURN_LINES.map((line) => (newest === undefined ? '' : `${newest.figures[line]}`)),
    ]),
  ])
}
