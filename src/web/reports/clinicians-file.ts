import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { clinicianControl } from '#workflow/clinician-control.ts'
import { clinicianInWords } from './clinicians-page.tsx'
import { csvFile } from './csv-file.ts'
import {
  asAtInWords,
  countInWords,
  EXCLUSION_WORDS,
  METHOD_WORDS,
  percentInWords,
  periodInWords,
  unitOf,
} from './figure-words.ts'

/** Control by clinician as a file for a spreadsheet: no patient is named (H36). */
export const cliniciansFile: PageHandler = async ({ house, caller, query }) => {
  const control = await clinicianControl(house, caller, Object.fromEntries(query))
  if (control.kind === 'refused') return refusalPage(control)
  const rows = control.clinicians.flatMap((clinician) =>
    clinician.methods.map(({ method, mean, pooled }) => [
      clinicianInWords(clinician),
      METHOD_WORDS[method],
      percentInWords(mean.percents.inRange),
      countInWords(mean.people.length),
      percentInWords(pooled.percents.inRange),
      countInWords(pooled.inRange),
      countInWords(pooled.of),
      unitOf(method),
    ]),
  )
  return csvFile('control-by-clinician.csv', [
    ['period', periodInWords(control.asked)],
    ['record', asAtInWords(control.asked, control.now)],
    ['left out', EXCLUSION_WORDS.nice],
    ['for use within the service', 'small counts are not suppressed'],
    HEADINGS,
    ...rows,
  ])
}

const HEADINGS = [
  'clinician',
  'method',
  'mean of patients',
  'patients',
  'pooled',
  'in range',
  'out of',
  'unit',
]
