// What a reassessment of poor control asks, and what may come of it (S5). It has no end without an outcome.

import { addDays, clinicalDate, type Day } from '#base/day.ts'
import { forbiddenBy } from '#clinical/doac/contraindications.ts'
import type { FlagName } from '#clinical/fresh-extremes.ts'
import { indicationOf } from '#clinical/indications.ts'
import { KNOWN, type Known, type PatientFlags } from './patient-flags.ts'
import { type Findings, type TypedFields, typedDay, typedNote } from './typed-fields.ts'

/** What may lie behind poor control; each is asked, and nothing is assumed (H21). */
export const CAUSES = ['adherence', 'interactions', 'diet', 'alcohol', 'illness'] as const
export type Cause = (typeof CAUSES)[number]

export const CAUSE_ASKS: Readonly<Record<Cause, string>> = {
  adherence: 'Doses missed, taken twice or not as written',
  interactions: 'Other medicines started, stopped or taken (bought ones and herbal ones too)',
  diet: 'Change of diet or weight',
  alcohol: 'Alcohol',
  illness: 'Illness, diarrhoea, vomiting or admission',
}

export const OUTCOMES = ['improve', 'change-to-doac', 'continue'] as const
export type Outcome = (typeof OUTCOMES)[number]

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  improve: 'Improve control, with a plan',
  'change-to-doac': 'Change to a direct oral anticoagulant (DOAC)',
  continue: 'Continue as it is, with a reason',
}

/** Why treatment goes on as it is although control is poor. */
export const CONTINUE_REASONS = [
  'control-restored',
  'cause-is-over',
  'planned-interruption',
  'doac-unsuitable',
  'doac-declined',
  'other',
] as const
export type ContinueReason = (typeof CONTINUE_REASONS)[number]

export const CONTINUE_WORDS: Readonly<Record<ContinueReason, string>> = {
  'control-restored': 'Control is good again',
  'cause-is-over': 'The cause is found and over',
  'planned-interruption': 'A planned interruption made the low INRs',
  'doac-unsuitable': 'A DOAC is not suitable and nothing more can be done',
  'doac-declined': 'The patient was offered a DOAC and prefers warfarin',
  other: 'Another reason',
}

/** The longest until a plan is looked at again: the longest interval between INRs. @see docs/evidence.md#look-again */
export const LONGEST_LOOK_AGAIN_DAYS = 84
/** @technical Limit of the form, in characters. */
const LONGEST_NOTE = 1000

export type CauseAnswer = { readonly is: Known; readonly note: string }
export type Reassessed = {
  readonly causes: Readonly<Record<Cause, CauseAnswer>>
  readonly outcome: Outcome
  readonly reason: ContinueReason | null
  readonly note: string
  /** When the plan, or the change of medicine, is looked at again; null for an answer that closes. */
  readonly lookAgainOn: Day | null
}
export type ReadReassessment =
  | { readonly kind: 'reassessed'; readonly reassessed: Reassessed }
  | { readonly kind: 'refused'; readonly findings: Findings }

/** What an outcome is judged against. */
export type ReassessmentFacts = {
  readonly today: Day
  /** The flags as they are now. */
  readonly raised: readonly FlagName[]
  readonly flags: PatientFlags
  readonly indication: string | null
}

/** Reads the form; everything that is wrong with it is answered at once. */
export function readReassessment(fields: TypedFields, facts: ReassessmentFacts): ReadReassessment {
  const findings: Findings = []
  const causes = readCauses(fields, findings)
  const outcome = OUTCOMES.find((known) => known === fields['outcome'])
  if (outcome === undefined) {
    findings.push(
      at('outcome', 'required', 'Choose what comes of it. It cannot be closed without.'),
    )
    return { kind: 'refused', findings }
  }
  const rest = readOutcome(outcome, fields, facts, findings)
  if (findings.length > 0) return { kind: 'refused', findings }
  return { kind: 'reassessed', reassessed: { causes, outcome, ...rest } }
}

function readCauses(fields: TypedFields, findings: Findings): Reassessed['causes'] {
  const read = (cause: Cause): CauseAnswer => {
    const is = KNOWN.find((known) => known === fields[cause])
    const note = typedNote(fields, `${cause}Note`, LONGEST_NOTE, findings)
    if (is === undefined) {
      findings.push(at(cause, 'required', `${CAUSE_ASKS[cause]}: answer yes, no or not known.`))
    }
    if (is === 'yes' && note === '') {
      findings.push(at(`${cause}Note`, 'required', 'Write what was found.'))
    }
    return { is: is ?? 'not-known', note }
  }
  return {
    adherence: read('adherence'),
    interactions: read('interactions'),
    diet: read('diet'),
    alcohol: read('alcohol'),
    illness: read('illness'),
  }
}

type Rest = Pick<Reassessed, 'reason' | 'note' | 'lookAgainOn'>

function readOutcome(
  outcome: Outcome,
  fields: TypedFields,
  facts: ReassessmentFacts,
  findings: Findings,
): Rest {
  switch (outcome) {
    case 'improve': {
      const note = typedNote(fields, 'planNote', LONGEST_NOTE, findings)
      if (note === '') findings.push(at('planNote', 'required', 'Write the plan.'))
      return { reason: null, note, lookAgainOn: dayAhead('lookAgainOn', fields, facts, findings) }
    }
    case 'change-to-doac': {
      findings.push(...doacStops(facts))
      const note = typedNote(fields, 'changeNote', LONGEST_NOTE, findings)
      return { reason: null, note, lookAgainOn: dayAhead('changeBy', fields, facts, findings) }
    }
    case 'continue':
      return { ...readReason(fields, facts, findings), lookAgainOn: null }
  }
}

/** A day after today and not too far ahead; without it a plan would be nobody's. */
function dayAhead(
  field: 'lookAgainOn' | 'changeBy',
  fields: TypedFields,
  { today }: ReassessmentFacts,
  findings: Findings,
): Day | null {
  const before = findings.length
  const on = typedDay(fields, field, findings)
  if (findings.length > before) return null
  const latest = addDays(today, LONGEST_LOOK_AGAIN_DAYS)
  if (on !== null && on > today && on <= latest) return on
  const message = `Enter a day after today and not after ${clinicalDate(latest)}.`
  findings.push(at(field, on === null ? 'required' : 'date-range', message))
  return null
}

function readReason(
  fields: TypedFields,
  { raised }: ReassessmentFacts,
  findings: Findings,
): Pick<Reassessed, 'reason' | 'note'> {
  const reason = CONTINUE_REASONS.find((known) => known === fields['reason'])
  const note = typedNote(fields, 'continueNote', LONGEST_NOTE, findings)
  if (reason === undefined) {
    findings.push(at('reason', 'required', 'Choose why treatment goes on as it is.'))
  }
  if (reason === 'other' && note === '') {
    findings.push(at('continueNote', 'required', 'Write the reason.'))
  }
  if (reason === 'control-restored' && raised.length > 0) {
    findings.push(at('reason', 'still-poor', 'Control is still poor today. Choose another reason.'))
  }
  return { reason: reason ?? null, note }
}

/**
 * Why this patient may not change to a DOAC: what forbids every one of them (H19), from the patient's record or from the
 * indication itself. What is not known is asked again by the change, which prescribes nothing without it.
 */
export function doacStops({ flags, indication }: Pick<ReassessmentFacts, 'flags' | 'indication'>) {
  const hasValve = flags.mechanicalValve.kind === 'valve' || isForValve(indication)
  const stops = forbiddenBy({
    mechanicalValve: hasValve ? 'yes' : 'not-known',
    mitralStenosis: flags.mitralStenosis,
    antiphospholipid: indication === ANTIPHOSPHOLIPID ? 'yes' : flags.antiphospholipid,
  })
  return stops.map(({ says }) => at('outcome', 'doac-never', `${says} Choose another outcome.`))
}

const ANTIPHOSPHOLIPID = 'antiphospholipid-thrombosis'
const isForValve = (indication: string | null): boolean =>
  indication !== null && indicationOf(indication)?.target.kind === 'valve-grid'

const at = (field: string, code: string, message: string) => ({ field, code, message })

/** What was recorded, in one sentence for a list of outcomes. */
export const causesFound = (causes: Reassessed['causes']): string => {
  const found = CAUSES.filter((cause) => causes[cause].is === 'yes')
  const unknown = CAUSES.filter((cause) => causes[cause].is === 'not-known')
  return [
    ...found.map((cause) => `${CAUSE_ASKS[cause]}: ${causes[cause].note}`),
    ...(unknown.length > 0 ? [`Not known: ${unknown.join(', ')}`] : []),
    ...(found.length + unknown.length === 0 ? ['No cause was found'] : []),
  ].join('. ')
}
