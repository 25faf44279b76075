import { londonClock } from '#base/day.ts'
import { formatInr } from '#clinical/inr.ts'
import { type Form, fieldsOf } from '#web/page.ts'
import type { CHANGE_FIELDS } from '#workflow/changed-dose.ts'
import type { NextTestFields } from '#workflow/next-test-choice.ts'
import type { Finding } from '#workflow/outcome.ts'
import type { PatientPage } from '#workflow/patient-page.ts'
import { ANSWER_FIELDS } from '#workflow/question-answers.ts'
import { SECOND_ENTRY, secondEntryOf } from '#workflow/second-entry.ts'
import type { Suggested } from '#workflow/suggest-dose.ts'
import type { VisitFields } from '#workflow/visit-form.ts'
import { ASKED_STEP } from './pressed-step.ts'

type FieldName =
  | keyof VisitFields
  | keyof NextTestFields
  | (typeof CHANGE_FIELDS)[number]
  | 'note'
  | 'step'

/** What stands in the fields of the visit, by their names. */
export type Typed = { readonly [name in FieldName]?: string }

export const STEPS = ['suggest', 'accept', 'change', 'refer', 'alarm'] as const
export type Step = (typeof STEPS)[number]

/** Where a conversation is: what was typed, what is wrong with it, and what the rules suggest. */
export type Conversation = {
  readonly page: PatientPage
  readonly typed: Typed
  readonly findings: readonly Finding[]
  readonly suggested: Suggested | null
  /** What the person last asked for: a suggestion, or one of the ways to save. */
  readonly step: Step
  readonly csrf: string
  readonly key: string
}

/**
 * What a visit starts with: the result that came as a file and waits, with its time where that was sent and its meter, else today and the plan's
 * method; the meter and strips last used; no answer is filled in.
 */
export function typedAtStart(page: PatientPage): Typed {
  const { today, course, lastDevice, draft } = page
  const arrived = course?.arrived ?? null
  const device = arrived?.device ?? lastDevice
  const [year = '', month = '', day = ''] = (arrived?.sampledOn ?? today).split('-')
  const start = {
    'sampledOn[day]': day,
    'sampledOn[month]': month,
    'sampledOn[year]': year,
    ...(arrived !== null && { inr: formatInr(arrived) }),
    ...(arrived?.sampledAt && { sampledTime: londonClock(arrived.sampledAt) }),
    method: arrived === null ? (course?.episode.plan.method ?? '') : arrived.method,
    place: placeAtStart(page),
    meter: device?.meter ?? '',
    stripLot: device?.stripLot ?? '',
    stripExpiry: expiryTyped(device?.stripExpiresOn),
  }
  if (draft === null) return start
  return { ...start, ...keptOf(draft.form) }
}

/**
 * At home for whoever is booked for that today; else at the clinic, where its own meter is to measure. A sample for a laboratory and a
 * patient's own meter are seen nowhere in particular until somebody says so.
 */
function placeAtStart({ today, course, nextAppointment }: PatientPage): string {
  if (nextAppointment?.onDate === today && nextAppointment.isAtHome) return 'home'
  return course?.episode.plan.method === 'provider-meter' ? 'clinic' : ''
}

/** As it is typed: 31/03/2027; empty when nobody has said it. */
const expiryTyped = (on: string | null | undefined): string =>
  on ? on.split('-').toReversed().join('/') : ''

/** Identity and a second entry are typed anew: keeping them would defeat them. */
const NEVER_KEPT: readonly string[] = [
  'identity',
  ...SECOND_ENTRY,
  'token',
  'step',
  ASKED_STEP,
  ...ANSWER_FIELDS,
]

function keptOf(form: NonNullable<PatientPage['draft']>['form']): Typed {
  const kept = Object.entries(form).filter(([name]) => !NEVER_KEPT.includes(name))
  return Object.fromEntries(kept.map(([name, [text = '']]) => [name, text]))
}

/** Two entries that differ are both cleared, so that neither leads the eye (D1.24); a second one stays as one text. */
export function typedAgain(form: Form, findings: readonly Finding[]): Typed {
  const typed: Typed = fieldsOf(form)
  const differ = findings.some(({ code }) => code === 'entries-differ')
  const rest = Object.fromEntries(
    Object.entries(typed).filter(([name]) => !SECOND_ENTRY.some((one) => one === name)),
  )
  const inrAgain = secondEntryOf(typed)
  if (!differ) return inrAgain === undefined ? rest : { ...rest, inrAgain }
  const { inr: _first, ...others } = rest
  return others
}

export const findingOf = (
  { findings }: Pick<Conversation, 'findings'>,
  field: string,
): Finding | undefined => findings.find((finding) => finding.field === field)

/** The error of a field in words, unless the page asks again instead. */
export function errorOf(
  conversation: Pick<Conversation, 'findings'>,
  field: string,
): string | undefined {
  return findingOf(conversation, field)?.message
}

export const isAsked = ({ findings }: Pick<Conversation, 'findings'>, code: string): boolean =>
  findings.some((finding) => finding.code === code)
