// Heparin beside another anticoagulant (bridging): how long it lasts, and beside what it never goes (H18).
import { addDays, clinicalDate, type Day } from '#base/day.ts'
import { isDoac } from '#clinical/doac/doac.ts'
import type { EpisodePlan, Medicine } from './episode.ts'
import type { FieldFinding } from './typed-fields.ts'

/** Days from its first day after which heparin goes beside another anticoagulant no longer. @see docs/evidence.md#bridge-most */
export const BRIDGE_MOST_DAYS = 28

/** The medicine that goes beside another one, and is never the one that is treated. */
export const isBridge = (medicine: string | null): boolean => medicine === 'heparin'

type Lasting = Pick<EpisodePlan, 'medicine' | 'startedOn' | 'duration'>

/** The last day that a bridging which began on this day may have. */
export const latestBridgeDay = (startedOn: Day): Day => addDays(startedOn, BRIDGE_MOST_DAYS)

/** What is wrong with how long heparin is planned: it ends on a day that is fixed, within the limit from its first day. */
export function againstLength({ medicine, startedOn, duration }: Lasting): readonly FieldFinding[] {
  if (!isBridge(medicine) || duration === null) return []
  if (duration.kind !== 'until') return [BRIDGE_ENDS]
  if (startedOn === null || duration.stopOn <= latestBridgeDay(startedOn)) return []
  const message = `Heparin goes beside another anticoagulant for ${BRIDGE_MOST_DAYS} days at most: enter a last day by ${clinicalDate(latestBridgeDay(startedOn))}. If that is not enough, ask haematology.`
  return [finding('stopOn', 'bridge-too-long', message)]
}

/** Heparin is active from its first day on and no earlier: a first day ahead would move its limit ahead. */
export function againstFirstDay(
  { medicine, startedOn }: Lasting,
  today: Day,
): readonly FieldFinding[] {
  if (!isBridge(medicine) || startedOn === null || startedOn <= today) return []
  const message = `The first day of heparin is ${clinicalDate(startedOn)}. Make it active on that day.`
  return [finding('startedOn', 'bridge-not-begun', message)]
}

/** The limit counts from the first day: while heparin is given that day is put right to an earlier one alone. */
export function againstLaterStart(before: Lasting, plan: Lasting): readonly FieldFinding[] {
  const { startedOn } = before
  if (!isBridge(before.medicine) || startedOn === null) return []
  if (plan.startedOn !== null && plan.startedOn <= startedOn) return []
  const message = `Heparin is given since ${clinicalDate(startedOn)}: its first day is not moved to a later one.`
  return [finding('startedOn', 'bridge-first-day', message)]
}

/** Whether the last day of heparin is later in this plan than in the one before it. */
export const isLengthened = (before: Lasting, plan: Lasting): boolean =>
  isBridge(plan.medicine) &&
  before.duration?.kind === 'until' &&
  plan.duration?.kind === 'until' &&
  plan.duration.stopOn > before.duration.stopOn

/** A plan of heparin is one from its beginning: it goes beside another course, which no other plan does. */
export function againstOtherKind(
  before: Medicine | null,
  medicine: Medicine | null,
): readonly FieldFinding[] {
  if (isBridge(before) === isBridge(medicine)) return []
  const message =
    'Heparin goes beside another anticoagulant and has a plan of its own. Write a new plan; end this one if it is not wanted.'
  return [finding('medicine', 'bridge-own-plan', message)]
}

/** Why this medicine does not go beside what the person takes or is about to take: heparin and a direct oral anticoagulant, or heparin twice. */
export function againstBeside(
  medicine: Medicine | null,
  others: readonly (string | null)[],
): readonly FieldFinding[] {
  if (isBridge(medicine)) {
    const doac = others.find(isDoac)
    if (doac !== undefined) return [besideDoac(doac)]
    return others.some(isBridge) ? [HEPARIN_TWICE] : []
  }
  return isDoac(medicine) && others.some(isBridge) ? [HEPARIN_OPEN] : []
}

/** That heparin is given beside another anticoagulant, for wherever this person is shown. */
export const bridgeInWords = (lastOn: Day, today: Day): string =>
  lastOn < today
    ? `Two anticoagulants: heparin was to stop by ${clinicalDate(lastOn)}`
    : `Two anticoagulants: heparin beside another one until ${clinicalDate(lastOn)} at the latest`

const finding = (field: string, code: string, message: string): FieldFinding => ({
  field,
  code,
  message,
})

const BRIDGE_ENDS = finding(
  'duration',
  'bridge-needs-end',
  'Heparin goes beside another anticoagulant until a day that is fixed: enter its last day.',
)

const besideDoac = (doac: string): FieldFinding =>
  finding(
    'medicine',
    'bridge-beside-doac',
    `This patient takes ${doac}, or is about to. Heparin does not go beside it. Around a procedure, write a plan around the procedure: ${doac} is stopped and taken again by its dates. To give heparin instead, end the course of ${doac} first.`,
  )

const HEPARIN_TWICE = finding(
  'medicine',
  'bridge-twice',
  'Heparin is planned or given for this patient already. Change that plan, or end it first.',
)

const HEPARIN_OPEN = finding(
  'medicine',
  'bridge-open',
  'Heparin is planned or given for this patient. A direct oral anticoagulant does not go beside it: end the course of heparin first.',
)
