// What people are taught about their anticoagulant, and whether anything is still to be taught (S18).

import type { Day } from '#base/day.ts'
import {
  type Findings,
  requiredChoice,
  type TypedFields,
  typedDay,
  typedNote,
} from './typed-fields.ts'

/** What is taught. Everything but the last two belongs to every patient's education. @see docs/evidence.md#education */
export const TOPICS = [
  'why',
  'inr',
  'doses',
  'missed',
  'bleeding',
  'interactions',
  'diet-alcohol',
  'procedures',
  'monitoring',
  'pregnancy',
  'self-testing',
] as const
export type Topic = (typeof TOPICS)[number]

export const TOPIC_WORDS: Readonly<Record<Topic, string>> = {
  why: 'Why it is taken, and for how long',
  inr: 'What the INR and the target mean',
  doses: 'How much, when, and which tablets',
  missed: 'What to do about a missed or double dose',
  bleeding: 'Signs of bleeding and of clots, and whom to call',
  interactions: 'Other medicines, bought and herbal ones too',
  'diet-alcohol': 'Diet and alcohol',
  procedures: 'Telling dentists and others before a procedure',
  monitoring: 'Tests, and what happens when one is missed',
  pregnancy: 'Pregnancy and contraception',
  'self-testing': 'Testing with an own meter',
}

/** What everybody who takes it, or sees to it, must know. */
export const ESSENTIAL_TOPICS: readonly Topic[] = TOPICS.filter(
  (topic) => topic !== 'pregnancy' && topic !== 'self-testing',
)

export const TAUGHT_WORDS = {
  patient: 'The patient',
  carer: 'A carer or relative',
  'support-staff': 'Support staff, for example of a care home',
} as const
export type Taught = keyof typeof TAUGHT_WORDS

export const BOOKLET_WORDS = {
  given: 'Given now',
  'has-one': 'Has one, seen',
  'not-given': 'Not given',
} as const
export type Booklet = keyof typeof BOOKLET_WORDS

export const UNDERSTOOD_WORDS = { yes: 'Yes', partly: 'Partly', no: 'No' } as const
export type Understood = keyof typeof UNDERSTOOD_WORDS

export type Lesson = {
  readonly taughtOn: Day
  readonly taught: Taught
  /** Who it was, when it was not the patient. */
  readonly taughtName: string
  readonly taughtBy: string
  readonly topics: readonly Topic[]
  readonly booklet: Booklet
  readonly understood: Understood
  readonly note: string
}

export type ReadLesson =
  | { readonly kind: 'lesson'; readonly lesson: Lesson }
  | { readonly kind: 'refused'; readonly findings: Findings }

/** @technical Limit of the form, in characters. */
const LONGEST_NAME = 100
/** @technical Limit of the form, in characters. */
const LONGEST_NOTE = 1000

/** The field of a topic: each is ticked by itself. */
export const topicField = (topic: Topic) => `topic-${topic}` as const

/** Reads what was taught; everything that is wrong with it is answered at once. */
export function readLesson(fields: TypedFields, today: Day): ReadLesson {
  const findings: Findings = []
  const taughtOn = readTaughtOn(fields, today, findings)
  const taught = requiredChoice(TAUGHT_WORDS, fields, 'taught', 'Choose who was taught.', findings)
  const taughtName = typedNote(fields, 'taughtName', LONGEST_NAME, findings)
  const taughtBy = typedNote(fields, 'taughtBy', LONGEST_NAME, findings)
  const topics = TOPICS.filter((topic) => fields[topicField(topic)] === 'yes')
  const booklet = requiredChoice(
    BOOKLET_WORDS,
    fields,
    'booklet',
    'Say whether there is a booklet.',
    findings,
  )
  const understood = requiredChoice(
    UNDERSTOOD_WORDS,
    fields,
    'understood',
    'Say whether it was understood.',
    findings,
  )
  const note = typedNote(fields, 'note', LONGEST_NOTE, findings)
  if (taught !== undefined && taught !== 'patient' && taughtName === '') {
    findings.push(at('taughtName', 'required', 'Write who was taught.'))
  }
  if (taughtBy === '') findings.push(at('taughtBy', 'required', 'Write who taught.'))
  if (topics.length === 0) findings.push(at('topics', 'required', 'Tick what was taught.'))
  if (understood !== undefined && understood !== 'yes' && note === '') {
    findings.push(at('note', 'required', 'Write what was not understood.'))
  }
  if (findings.length > 0 || !taughtOn || !taught || !booklet || !understood) {
    return { kind: 'refused', findings }
  }
  const lesson = { taughtOn, taught, taughtName, taughtBy, topics, booklet, understood, note }
  return { kind: 'lesson', lesson }
}

function readTaughtOn(fields: TypedFields, today: Day, findings: Findings): Day | undefined {
  const before = findings.length
  const on = typedDay(fields, 'taughtOn', findings)
  if (findings.length > before) return undefined
  if (on !== null && on <= today) return on
  const message = 'Enter the day on which it was taught: today or before.'
  findings.push(at('taughtOn', on === null ? 'required' : 'in-future', message))
  return undefined
}

/** What is still to be taught: topics that no lesson held, a booklet, or a last lesson that was not understood. */
export type EducationGap = {
  readonly topics: readonly Topic[]
  readonly booklet: boolean
  readonly understood: boolean
}

/** What is missing after these lessons, newest last; everything when there was none. */
export function educationGap(
  lessons: readonly Pick<Lesson, 'topics' | 'booklet' | 'understood'>[],
): EducationGap {
  const held = new Set(lessons.flatMap(({ topics }) => topics))
  return {
    topics: ESSENTIAL_TOPICS.filter((topic) => !held.has(topic)),
    booklet: lessons.every(({ booklet }) => booklet === 'not-given'),
    understood: lessons.at(-1)?.understood !== 'yes',
  }
}

/** Whether nothing is missing. */
export const isComplete = ({ topics, booklet, understood }: EducationGap): boolean =>
  topics.length === 0 && !booklet && !understood

/** What is missing, in words; empty when nothing is. */
export const gapInWords = ({ topics, booklet, understood }: EducationGap): string =>
  [
    ...(topics.length === 0
      ? []
      : [`not taught: ${topics.map((topic) => TOPIC_WORDS[topic]).join(', ')}`]),
    ...(booklet ? ['no booklet'] : []),
    ...(understood ? ['not yet understood'] : []),
  ].join('; ')

const at = (field: string, code: string, message: string) => ({ field, code, message })
