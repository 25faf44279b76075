import { clinicalDate, type Day } from '#base/day.ts'
import { type Block, printTagged } from './tagged-document.ts'

/** One patient who is due, as a nurse without a computer needs to see them. */
export type PackLine = {
  readonly time: string
  readonly name: string
  readonly dateOfBirth: Day
  readonly nhsNumber: string
  readonly telephone: string
  readonly target: string
  readonly lastInr: string
  readonly lastDose: string
  readonly nextTestOn: Day | null
  readonly warnings: string
}

export type ClinicPack = {
  readonly providerName: string
  readonly forDay: Day
  readonly madeOn: string
  readonly madeAt: number
  readonly lines: readonly PackLine[]
}

const COLUMNS = [
  { heading: 'Time', width: 38 },
  { heading: 'Patient', width: 132 },
  { heading: 'Target', width: 58 },
  { heading: 'Last INR', width: 76 },
  { heading: 'Last dose', width: 92 },
  { heading: 'Due, warnings', width: 99 },
] as const

/** All patients due, last dose, next test: for a day without computers. */
export const printClinicPack = (pack: ClinicPack): Promise<Uint8Array> =>
  printTagged(
    {
      title: `Clinic pack for ${clinicalDate(pack.forDay)}`,
      author: pack.providerName,
      footer: `${pack.providerName}, clinic pack for ${clinicalDate(pack.forDay)}. As at ${pack.madeOn}. Confidential: shred after use.`,
      madeAt: pack.madeAt,
    },
    clinicPackBlocks(pack),
  )

/** What the pack says, in order; an empty clinic says so. */
export function clinicPackBlocks(pack: ClinicPack): readonly Block[] {
  const nobody: Block = {
    kind: 'paragraph',
    strong: true,
    text: 'Nobody is booked, due or overdue.',
  }
  const rows = pack.lines.map(packRow)
  return [
    { kind: 'heading', level: 1, text: `Clinic pack for ${clinicalDate(pack.forDay)}` },
    { kind: 'paragraph', text: HOW_TO_USE },
    rows.length === 0
      ? nobody
      : { kind: 'table', caption: 'Patients booked, due or overdue', columns: COLUMNS, rows },
  ]
}

const HOW_TO_USE =
  'For a day without computers: record each INR, dose and next test on paper and enter them when the system is back. Do not dose an INR below 1.5 or of 5.0 or more, with bleeding or with a new medicine from this sheet: ring a prescriber.'

const packRow = (line: PackLine): readonly string[] => [
  line.time,
  `${line.name}\nBorn ${clinicalDate(line.dateOfBirth)}\nNHS No. ${line.nhsNumber}\n${line.telephone}`,
  line.target,
  line.lastInr,
  line.lastDose,
  `${line.nextTestOn === null ? 'No test date' : clinicalDate(line.nextTestOn)}\n${line.warnings}`,
]
