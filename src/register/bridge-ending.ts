// Heparin beside warfarin at the start of treatment for a venous thrombosis: when it may end (H18, H08).
import { clinicalDate, type Day, daysBetween } from '#base/day.ts'
import { formatInr, formatTenths, type Inr } from '#clinical/inr.ts'
import { BRIDGE_MOST_DAYS } from './bridging.ts'
import type { EpisodePlan } from './episode.ts'
import type { EndReason } from './phases.ts'
import { isByInr } from './washout.ts'

/** Days of heparin, the first and the last counted, before it ends at a start. @see docs/evidence.md#bridge-ending */
export const BRIDGE_LEAST_DAYS = 5
/** The INR in tenths that warfarin has then reached. @see docs/evidence.md#bridge-ending */
export const BRIDGE_INR_TENTHS = 20
/** For so many hours. @see docs/evidence.md#bridge-ending */
export const BRIDGE_INR_HOURS = 24
/** Where the hour of a sample is not known: days that are apart by those hours at any hour. @see docs/evidence.md#bridge-ending */
export const BRIDGE_INR_DAYS = 2

/** The rule in words, as its page says it. */
export const BRIDGE_ENDING_SAYS = `At the start of treatment for a venous thrombosis heparin goes on for at least ${BRIDGE_LEAST_DAYS} days, and until the INR has been ${formatTenths(BRIDGE_INR_TENTHS)} or above for at least ${BRIDGE_INR_HOURS} hours, whichever is longer.`
export const BRIDGE_ENDING_SOURCE = 'BCSH guideline on oral anticoagulation, Keeling 2011'

/** Why heparin ends earlier than the rule says, coded. */
export const EARLY_END_WORDS = {
  'bleeding-risk': 'Bleeding, or the risk of it',
  'platelets-fell': 'Platelets fell',
  'shown-elsewhere': 'Days or INRs elsewhere: they are in the words below',
  'specialist-advice': 'Advice of a specialist',
  'not-a-start': 'Not given for a new venous thrombosis',
} as const
export type EarlyEnd = keyof typeof EARLY_END_WORDS

/** @see docs/evidence.md#bridge-ending: where a thrombosis may be arterial, it is asked all the same. */
const VENOUS: readonly (string | null)[] = [
  'deep-vein-thrombosis',
  'calf-vein-thrombosis',
  'pulmonary-embolism',
  'recurrent-vte',
  'recurrent-vte-on-anticoagulation',
  'antiphospholipid-thrombosis',
]

type Plan = Pick<EpisodePlan, 'medicine' | 'indication' | 'startedOn'>

/**
 * Whether heparin belongs to the start of warfarin for a venous thrombosis, by what the two plans say: warfarin is not
 * begun yet, or began no longer before heparin than a bridging may last. Around a procedure it began long before.
 */
export function isStartOfTreatment(heparin: Plan, warfarin: Plan | undefined): boolean {
  if (warfarin === undefined || !isByInr(warfarin.medicine)) return false
  if (!VENOUS.includes(heparin.indication) && !VENOUS.includes(warfarin.indication)) return false
  if (heparin.startedOn === null || warfarin.startedOn === null) return true
  return daysBetween(warfarin.startedOn, heparin.startedOn) <= BRIDGE_MOST_DAYS
}

/** One final INR of warfarin; `at` is the instant of its sample in milliseconds, null where only the day is known. */
export type BridgeInr = { readonly inr: Inr; readonly on: Day; readonly at: number | null }

export type BridgeEnd =
  | { readonly kind: 'no-rule' }
  | { readonly kind: 'met' }
  | { readonly kind: 'too-early'; readonly why: readonly string[] }

/** Whether heparin with this last day ends by the rule; where it does not, what is missing. */
export function bridgeEnd(asked: {
  readonly heparin: Plan
  readonly warfarin: Plan | undefined
  readonly lastOn: Day
  /** The final INRs of warfarin, oldest first. */
  readonly inrs: readonly BridgeInr[]
}): BridgeEnd {
  const { heparin, warfarin, lastOn, inrs } = asked
  if (!isStartOfTreatment(heparin, warfarin)) return { kind: 'no-rule' }
  const { startedOn } = heparin
  const counted = inrs.filter(({ on }) => (startedOn === null || on >= startedOn) && on <= lastOn)
  const why = [...againstDays(startedOn, lastOn), ...againstInrs(counted)]
  return why.length === 0 ? { kind: 'met' } : { kind: 'too-early', why }
}

function againstDays(startedOn: Day | null, lastOn: Day): readonly string[] {
  if (startedOn === null) return ['The first day of heparin is not known.']
  const days = daysBetween(startedOn, lastOn) + 1
  if (days >= BRIDGE_LEAST_DAYS) return []
  return [
    `From ${clinicalDate(startedOn)} to ${clinicalDate(lastOn)} heparin is given on ${days === 1 ? '1 day' : `${days} days`}; at least ${BRIDGE_LEAST_DAYS} are asked.`,
  ]
}

const reaches = ({ inr }: BridgeInr): boolean =>
  inr.comparator !== '<' && inr.tenths >= BRIDGE_INR_TENTHS

/** @technical Milliseconds of an hour. */
const HOUR_MS = 3_600_000

const isLongEnough = (from: BridgeInr, to: BridgeInr): boolean =>
  from.at !== null && to.at !== null
    ? to.at - from.at >= BRIDGE_INR_HOURS * HOUR_MS
    : daysBetween(from.on, to.on) >= BRIDGE_INR_DAYS

/** Two INRs that reach it so far apart, with none below between them or after. */
function againstInrs(inrs: readonly BridgeInr[]): readonly string[] {
  const lastBelow = inrs.findLastIndex((one) => !reaches(one))
  const run = inrs.slice(lastBelow + 1)
  const [first, last] = [run[0], run.at(-1)]
  if (first !== undefined && last !== undefined && isLongEnough(first, last)) return []
  const seen = inrs.map(({ inr, on }) => `${formatInr(inr)} on ${clinicalDate(on)}`).join(', ')
  const asked = `Asked are two INRs of ${formatTenths(BRIDGE_INR_TENTHS)} or above, ${BRIDGE_INR_HOURS} hours apart, with none below between them or after.`
  return [`${asked} On record since heparin began: ${seen === '' ? 'none' : seen}.`]
}

/** Ends that say by themselves why the rule is not kept, or that end the course here and not the treatment. */
const SAYS_WHY: readonly EndReason[] = [
  'adverse-event',
  'died',
  'transferred-out',
  'entered-in-error',
]

/** Whether a reason of its own is asked for ending heparin now. */
export const asksEarlyReason = (end: BridgeEnd, reason: EndReason | undefined): boolean =>
  end.kind === 'too-early' && (reason === undefined || !SAYS_WHY.includes(reason))
