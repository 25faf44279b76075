import type { CheckedReview } from '#workflow/check-doac-review.ts'
import type { Finding } from '#workflow/outcome.ts'
import type { PatientPage } from '#workflow/patient-page.ts'

/** What stands in the fields of a review, by their names. */
export type TypedReview = Readonly<Record<string, string | undefined>>

/** Where a review is: what was typed, what is wrong with it, and what the rules say to it. */
export type ReviewState = {
  readonly page: PatientPage
  readonly typed: TypedReview
  readonly findings: readonly Finding[]
  readonly checked: CheckedReview | null
  readonly csrf: string
  readonly key: string
}

/** A review starts with today as the day of the scales; no answer and no figure is filled in. */
export function typedAtStart({ today, draft }: PatientPage): TypedReview {
  const [year = '', month = '', dayOfMonth = ''] = today.split('-')
  const start = {
    'weightOn[day]': dayOfMonth,
    'weightOn[month]': month,
    'weightOn[year]': year,
  }
  if (draft === null) return start
  const kept = Object.entries(draft.form)
    .filter(([name]) => !NEVER_KEPT.includes(name))
    .map(([name, [text = '']]) => [name, text])
  return { ...start, ...Object.fromEntries(kept) }
}

/** Identity and a second entry are typed anew, and what was shown is shown anew. */
const NEVER_KEPT = [
  'identity',
  'weightAgain',
  'creatinineAgain',
  'shown',
  'version',
  'seenReview',
  'step',
]

/** A figure that is asked for again, and not an error. */
export const isQuestion = ({ code }: Finding): boolean => code === 'double-entry'

/** Two entries that differ are both cleared, so that neither leads the eye. */
export function typedAgain(typed: TypedReview, findings: readonly Finding[]): TypedReview {
  const differ = findings.filter(({ code }) => code === 'entries-differ').map(({ field }) => field)
  const cleared = differ.flatMap((field) => [field, field.replace('Again', '')])
  return Object.fromEntries(Object.entries(typed).filter(([name]) => !cleared.includes(name)))
}
