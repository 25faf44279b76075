import { INDICATORS, LIST_WORDS } from '#clinical/npsa-definitions.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { providerIndicators } from '#workflow/provider-indicators.ts'
import { csvFile } from './csv-file.ts'
import { asAtInWords, countInWords, periodInWords } from './figure-words.ts'
import { leftOutInWords, shareInWords } from './indicators-page.tsx'

/** The safety indicators as a file for a spreadsheet: figures only, nobody is named (H36). */
export const indicatorsFile: PageHandler = async ({ house, caller, query }) => {
  const shown = await providerIndicators(house, caller, Object.fromEntries(query))
  if (shown.kind === 'refused') return refusalPage(shown)
  const rows = INDICATORS.map(({ id, list, number, title, counted }) => {
    const answer = shown.indicators[id]
    const share = answer.kind === 'figure' ? answer : answer.atLeast
    const figures =
      share === null
        ? ['', '', '']
        : [countInWords(share.count), countInWords(share.of), share.unit]
    return [
      LIST_WORDS[list],
      number,
      title,
      shareInWords(answer),
      answer.kind === 'not-known' && share !== null ? 'at least' : '',
      ...figures,
      counted,
      leftOutInWords(answer),
    ]
  })
  return csvFile('safety-indicators.csv', [
    ['period', periodInWords(shown.asked)],
    ['record', asAtInWords(shown.asked, shown.now)],
    ['for use within the service', 'small counts are not suppressed'],
    HEADINGS,
    ...rows,
  ])
}

const HEADINGS = [
  'list',
  'number',
  'indicator',
  'per cent',
  'known',
  'count',
  'out of',
  'unit',
  'how counted',
  'not counted',
]
