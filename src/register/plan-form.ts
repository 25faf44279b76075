import type { Day } from '#base/day.ts'
import { parseDose, type Ug } from '#clinical/dose.ts'
import { indicationOf } from '#clinical/indications.ts'
import { STRENGTHS, type TabletSet } from '#clinical/tablets.ts'
import { parseTarget, type Target } from '#clinical/target.ts'
import {
  type Adjustment,
  isAsPublished,
  SENSITIVITIES,
  TOLERANCES,
} from '#clinical/warfarin/adjustment.ts'
import { againstLength } from './bridging.ts'
import { readDoacPlan } from './doac-plan.ts'
import {
  type Duration,
  type EpisodePlan,
  HOW_STARTED,
  MEASURING_METHODS,
  MEDICINES,
  PROTOCOLS,
} from './episode.ts'
import {
  type FieldFinding,
  type Findings,
  type TypedFields,
  typedDay,
  typedNote,
  typedText,
} from './typed-fields.ts'

export type ParsedPlan =
  | { readonly kind: 'plan'; readonly plan: EpisodePlan }
  | { readonly kind: 'refused'; readonly findings: readonly FieldFinding[] }

/** @technical Limit of the form, in characters. */
const LONGEST_LINE = 200
/** @technical Limit of the form, in characters. */
const LONGEST_NOTE = 4000

/**
 * Reads the form of a treatment plan. An empty answer stays null, to be filled before the plan can become active;
 * what is typed must be right. No answer is filled in from another one.
 */
export function parsePlan(fields: TypedFields): ParsedPlan {
  const findings: Findings = []
  const choice = <Word extends string>(field: string, words: readonly Word[]) =>
    chosen(fields, field, words, findings)

  const medicine = choice('medicine', MEDICINES)
  const doac = readDoacPlan(fields, medicine, findings)
  const plan: EpisodePlan = {
    medicine,
    indication: readIndication(fields, findings),
    indicationText: typedNote(fields, 'indicationText', LONGEST_LINE, findings),
    clinicalReason: typedNote(fields, 'clinicalReason', LONGEST_NOTE, findings),
    target: readTarget(fields, findings),
    startedOn: typedDay(fields, 'startedOn', findings),
    duration: readDuration(fields, findings),
    protocol: choice('protocol', PROTOCOLS),
    ...readAdjustment(fields, findings),
    tabletSet: readTablets(fields),
    method: choice('method', MEASURING_METHODS),
    howStarted: choice('howStarted', HOW_STARTED),
    managementPlan: typedNote(fields, 'managementPlan', LONGEST_NOTE, findings),
    relevantFindings: typedNote(fields, 'relevantFindings', LONGEST_NOTE, findings),
    dailyUg: readDailyDose(fields, findings),
    ...(doac !== null && { doac }),
  }
  checkStop(plan.startedOn, plan.duration, findings)
  findings.push(...againstLength(plan))
  return findings.length > 0 ? { kind: 'refused', findings } : { kind: 'plan', plan }
}

function chosen<Word extends string>(
  fields: TypedFields,
  field: string,
  words: readonly Word[],
  findings: Findings,
): Word | null {
  const typed = typedText(fields, field)
  if (typed === '') return null
  const word = words.find((candidate) => candidate === typed)
  if (word === undefined) {
    findings.push({ field, code: 'not-a-choice', message: 'Choose one of the answers offered.' })
  }
  return word ?? null
}

function readIndication(fields: TypedFields, findings: Findings): string | null {
  const typed = typedText(fields, 'indication')
  if (typed === '') return null
  if (indicationOf(typed) !== undefined) return typed
  findings.push({
    field: 'indication',
    code: 'not-a-choice',
    message: 'Choose the indication from the list.',
  })
  return null
}

const TARGET_FIELDS = ['target', 'rangeLow', 'rangeHigh'] as const

function readTarget(fields: TypedFields, findings: Findings): Target | null {
  if (TARGET_FIELDS.every((field) => typedText(fields, field) === '')) return null
  const parsed = parseTarget({
    target: typedText(fields, 'target'),
    rangeLow: typedText(fields, 'rangeLow'),
    rangeHigh: typedText(fields, 'rangeHigh'),
  })
  if (parsed.kind === 'target') return parsed.target
  findings.push({ field: parsed.field, code: parsed.code, message: parsed.message })
  return null
}

function readDuration(fields: TypedFields, findings: Findings): Duration | null {
  switch (chosen(fields, 'duration', ['until', 'long-term'] as const, findings)) {
    case 'until': {
      const stopOn = dayNeeded(
        fields,
        'stopOn',
        'Enter the day on which treatment stops.',
        findings,
      )
      return stopOn && { kind: 'until', stopOn }
    }
    case 'long-term': {
      const reviewOn = dayNeeded(
        fields,
        'reviewOn',
        'Enter the day on which long-term treatment is reviewed, within 12 months.',
        findings,
      )
      return reviewOn && { kind: 'long-term', reviewOn }
    }
    case null:
      return null
  }
}

function dayNeeded(
  fields: TypedFields,
  field: string,
  message: string,
  findings: Findings,
): Day | null {
  const wrongBefore = findings.length
  const on = typedDay(fields, field, findings)
  if (on === null && findings.length === wrongBefore) {
    findings.push({ field, code: 'required', message })
  }
  return on
}

function checkStop(startedOn: Day | null, duration: Duration | null, findings: Findings): void {
  if (startedOn === null || duration?.kind !== 'until' || duration.stopOn > startedOn) return
  findings.push({
    field: 'stopOn',
    code: 'stop-before-start',
    message: 'Treatment stops before it starts. Check both dates.',
  })
}

const SENSITIVITY_TYPED = SENSITIVITIES.map(String)

/** How the plan differs from its protocol; nothing when it does not, so that older plans read the same. */
function readAdjustment(
  fields: TypedFields,
  findings: Findings,
): { readonly adjustment?: Adjustment } {
  const side = (field: string) => chosen(fields, field, TOLERANCES, findings) ?? 'as-published'
  const low = side('toleranceLow')
  const high = side('toleranceHigh')
  const typed = chosen(fields, 'sensitivity', SENSITIVITY_TYPED, findings)
  const sensitivityPercent = SENSITIVITIES.find((percent) => String(percent) === typed) ?? 100
  const adjustment = { low, high, sensitivityPercent }
  return isAsPublished(adjustment) ? {} : { adjustment }
}

/** The strengths ticked (`tablet-500` and so on) and whether tablets may be halved. */
function readTablets(fields: TypedFields): TabletSet | null {
  const strengths = STRENGTHS.filter((strength) => typedText(fields, `tablet-${strength}`) !== '')
  if (strengths.length === 0) return null
  return { strengths, halves: typedText(fields, 'halves') === 'yes' }
}

function readDailyDose(fields: TypedFields, findings: Findings): Ug | null {
  const typed = typedText(fields, 'dailyMg')
  if (typed === '') return null
  const parsed = parseDose(typed)
  if (parsed.kind === 'dose') return parsed.ug
  findings.push({ field: 'dailyMg', code: parsed.code, message: parsed.message })
  return null
}
