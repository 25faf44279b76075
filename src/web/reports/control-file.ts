import { FLAGS } from '#clinical/clinic-on-day.ts'
import type { ControlFigures } from '#clinical/control-figures.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { FLAG_ANSWERS, LEFT_OUT, PLACES } from '#workflow/counted-lists.ts'
import { type ProviderControl, providerControl } from '#workflow/provider-control.ts'
import { csvFile } from './csv-file.ts'
import {
  ACCOUNT_PARTS,
  ACCOUNT_WORDS,
  asAtInWords,
  countInWords,
  EXCLUSION_WORDS,
  FLAG_ANSWER_WORDS,
  FLAG_WORDS,
  LEFT_OUT_WORDS,
  METHOD_WORDS,
  PLACE_WORDS,
  percentInWords,
  periodInWords,
  unitOf,
} from './figure-words.ts'

/** The figures of control as a file for a spreadsheet: figures only, nobody is named (H36). */
export const controlFile: PageHandler = async ({ house, caller, query }) => {
  const control = await providerControl(house, caller, Object.fromEntries(query))
  if (control.kind === 'refused') return refusalPage(control)
  return csvFile('control.csv', [
    ['period', periodInWords(control.asked)],
    ['record', asAtInWords(control.asked, control.now)],
    ['for use within the service', 'small counts are not suppressed'],
    ['section', 'figure', 'how', 'per cent', 'count', 'out of', 'unit'],
    ...methodRows(control.nice),
    ...methodRows(control.twoWeeks),
    ...leftOutRows(control.nice),
    ...leftOutRows(control.twoWeeks),
    ...dayRows(control),
  ])
}

type CsvRow = readonly string[]

function methodRows({ exclusions, methods }: ControlFigures): readonly CsvRow[] {
  const section = EXCLUSION_WORDS[exclusions.id]
  return methods.flatMap(({ method, pooled, mean }) => {
    const row = (how: string, percent: number | null, count: string, of: string, unit: string) => [
      section,
      METHOD_WORDS[method],
      how,
      percentInWords(percent),
      count,
      of,
      unit,
    ]
    const part = (how: string, of: 'inRange' | 'below' | 'above') =>
      row(
        how,
        pooled.percents[of],
        countInWords(pooled[of]),
        countInWords(pooled.of),
        unitOf(method),
      )
    return [
      row(
        'in range, mean of patients',
        mean.percents.inRange,
        '',
        countInWords(mean.people.length),
        'people',
      ),
      part('in range, pooled', 'inRange'),
      part('below, pooled', 'below'),
      part('above, pooled', 'above'),
    ]
  })
}

function leftOutRows({ exclusions, account, leftOut }: ControlFigures): readonly CsvRow[] {
  const section = `Left out: ${EXCLUSION_WORDS[exclusions.id]}`
  return [
    ...ACCOUNT_PARTS.map((part) => [
      section,
      ACCOUNT_WORDS[part],
      'days',
      '',
      countInWords(account[part]),
      countInWords(account.treated),
      'days',
    ]),
    ...LEFT_OUT.map((part) => [
      section,
      LEFT_OUT_WORDS[part],
      'people of whom nothing is counted',
      '',
      countInWords(leftOut[part].length),
      '',
      'people',
    ]),
  ]
}

function dayRows({ prevalence, flags, onTreatment }: ProviderControl): readonly CsvRow[] {
  const row = (section: string, figure: string, how: string, count: number) => [
    section,
    figure,
    how,
    '',
    countInWords(count),
    countInWords(onTreatment),
    'people',
  ]
  return [
    ...PLACES.map((place) =>
      row('Last INR on the last day', PLACE_WORDS[place], '', prevalence[place].length),
    ),
    ...FLAGS.flatMap((flag) =>
      FLAG_ANSWERS.map((answer) =>
        row(
          'Poor control by NICE',
          FLAG_WORDS[flag],
          FLAG_ANSWER_WORDS[answer],
          flags[flag][answer].length,
        ),
      ),
    ),
  ]
}
