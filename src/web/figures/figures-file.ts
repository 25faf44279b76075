import { CONTROL_BANDS } from '#assurance/published-figures.ts'
import { INDICATORS } from '#clinical/npsa-definitions.ts'
import { RETURN_LINES } from '#contract/specification.ts'
import { LINE_WORDS } from '#web/commissioner/board-words.tsx'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { csvFile } from '#web/reports/csv-file.ts'
import { commissionedFigures, type FiguresRow } from '#workflow/commissioned-figures.ts'
import { BAND_WORDS, costInWords, PLACE_WORDS, STAR_WORDS } from './published-words.ts'

/** GET /commissioner/figures/figures.csv: what is published of each provider for a month, as a file for a spreadsheet. */
export const figuresFile: PageHandler = async ({ house, caller, query }) => {
  const shown = await commissionedFigures(house, caller, { month: query.get('month'), page: null })
  if (shown.kind === 'refused') return refusalPage(shown)
  const { month, rows } = shown
  return csvFile(`figures-${month}.csv`, [
    ['note', STAR_WORDS],
    [
      'month',
      'provider',
      'ODS code',
      'people',
      ...CONTROL_BANDS.map((band) => `time in range ${BAND_WORDS[band]}`),
      '65 % or more together',
      'under 65 % together',
      'time in range not known',
      'time in range per cent',
      'against chance',
      ...RETURN_LINES.map((line) => LINE_WORDS[line]),
      'cost per person in range',
      ...INDICATORS.flatMap(({ id }) => [`${id} counted`, `${id} out of`]),
    ],
    ...rows.map((row) => [month, ...cellsOf(row)]),
  ])
}

function cellsOf(row: FiguresRow): readonly (string | number)[] {
  const { providerName, odsCode, figures, place, activity, claimedPence } = row
  const { people, bands, control, timeInRange, indicators } = figures
  return [
    providerName,
    odsCode,
    people,
    ...CONTROL_BANDS.map((band) => bands[band]),
    control.good,
    control.poor,
    control.notCounted,
    timeInRange ?? '',
    place === undefined ? '' : PLACE_WORDS[place],
    ...RETURN_LINES.map((line) => activity?.[line] ?? ''),
    costInWords(claimedPence, control.good),
    ...INDICATORS.flatMap(({ id }) => [indicators[id]?.part ?? '', indicators[id]?.whole ?? '']),
  ]
}
