import { type Inr, type InrLimits, parseInr } from '#clinical/inr.ts'
import type { Method } from '#clinical/warfarin/advice.ts'
import { type EntryCheck, entriesAgree, entryChecks } from '#clinical/warfarin/entry-checks.ts'
import type { Device } from '#store/results.ts'
import type { Finding } from './outcome.ts'
import { type SecondEntry, secondEntryOf } from './second-entry.ts'
import type { TextFields } from './text-fields.ts'
import type { VisitCase } from './visit-case.ts'
import { limitsOf } from './visit-method.ts'

type InrFields = TextFields<'inr' | 'exactlyEight'> & SecondEntry

export type InrRead =
  | { readonly kind: 'inr'; readonly inr: Inr }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] }

/** Codes that the page answers with another question and not with an error. */
export const ASKED_AGAIN = ['double-entry', 'exactly-8-or-above'] as const

/** The INR of a visit after every forced step: typed twice when alarming, `8.0` from a meter explained. */
export function readEnteredInr(
  fields: InrFields,
  method: Method,
  device: Device | null,
  known: VisitCase,
): InrRead {
  const limits = limitsOf(method, device)
  const parsed = parseInr(fields.inr, limits)
  if (parsed.kind === 'refused') {
    const offer = parsed.offer === undefined ? '' : `:${parsed.offer}`
    return refuse('inr', `${parsed.code}${offer}`, parsed.message)
  }
  const { inr } = parsed
  const checks = entryChecks(
    {
      inr,
      method,
      limits,
      enteredBy: 'person',
      target: known.plan.target,
      lastInr: lastInrOf(known),
    },
    known.rules,
  )
  return secondEntry(fields, limits, inr, checks) ?? topOfMeter(fields, inr, checks)
}

function lastInrOf({ history }: VisitCase): Inr | 'none' {
  const last = history.at(-1)
  return last === undefined ? 'none' : { comparator: last.comparator, tenths: last.tenths }
}

/** Asks for the blind second entry, or refuses two entries that differ; nothing when they agree. */
function secondEntry(
  fields: InrFields,
  limits: InrLimits,
  first: Inr,
  checks: readonly EntryCheck[],
): InrRead | undefined {
  const check = checks.find(({ code }) => code === 'double-entry')
  if (check === undefined) return undefined
  const again = secondEntryOf(fields)
  if (again === undefined) return refuse('inrAgain', 'double-entry', check.message)
  const second = parseInr(again, limits)
  if (second.kind === 'inr' && entriesAgree(first, second.inr)) return undefined
  const message = 'The two entries are not the same. Look at the result and type it twice again.'
  return refuse('inr', 'entries-differ', message)
}

function topOfMeter(fields: InrFields, inr: Inr, checks: readonly EntryCheck[]): InrRead {
  const check = checks.find(({ code }) => code === 'exactly-8-or-above')
  if (check === undefined || fields.exactlyEight === 'exactly') return { kind: 'inr', inr }
  if (fields.exactlyEight === 'above') {
    return { kind: 'inr', inr: { comparator: '>', tenths: inr.tenths } }
  }
  return refuse('exactlyEight', 'exactly-8-or-above', check.message)
}

const refuse = (field: string, code: string, message: string): InrRead => ({
  kind: 'refused',
  findings: [{ field, code, message }],
})
