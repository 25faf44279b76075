import { type Day, patientDate } from '#base/day.ts'
import { type Block, printTagged } from './tagged-document.ts'
import { type Whose, whoseWords } from './whose.ts'

/** A letter that a medicine is stopped, as it was written. */
export type StopLetter = {
  readonly provider: { readonly name: string; readonly telephone: string }
  readonly patient: Whose
  readonly to: string
  readonly paragraphs: readonly string[]
  readonly madeOn: Day
  readonly madeBy: string
  readonly madeAt: number
}

/** The letter as a tagged PDF. */
export function printStopLetter(letter: StopLetter): Promise<Uint8Array> {
  const { provider, patient, madeOn, madeBy, madeAt } = letter
  const about = {
    title: TITLE,
    whose: whoseWords(patient),
    author: provider.name,
    footer: `Written ${patientDate(madeOn)} by ${madeBy}.`,
    madeAt,
  }
  return printTagged(about, stopLetterBlocks(letter))
}

const TITLE = 'An anticoagulant is stopped'

/** What the letter says, in order. */
export function stopLetterBlocks({ to, patient, paragraphs }: StopLetter): readonly Block[] {
  const [first = '', ...rest] = paragraphs
  return [
    { kind: 'paragraph', text: to },
    { kind: 'heading', level: 1, text: TITLE },
    { kind: 'paragraph', strong: true, text: whoseWords(patient) },
    { kind: 'paragraph', strong: true, size: 12, text: first },
    ...rest.map((text): Block => ({ kind: 'paragraph', text })),
  ]
}
