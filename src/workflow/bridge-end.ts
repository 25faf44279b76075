import { type Day, day } from '#base/day.ts'
import {
  asksEarlyReason,
  BRIDGE_ENDING_SAYS,
  BRIDGE_ENDING_SOURCE,
  type BridgeEnd,
  bridgeEnd,
  EARLY_END_WORDS,
  type EarlyEnd,
} from '#register/bridge-ending.ts'
import { isBridge } from '#register/bridging.ts'
import type { EndReason } from '#register/phases.ts'
import { wordsOf } from '#register/typed-fields.ts'
import { isByInr } from '#register/washout.ts'
import { sampledSince } from '#store/bridges.ts'
import { episodesOf, type FoundEpisode } from '#store/episodes.ts'
import type { Desk } from './desk.ts'
import { type Refused, refused } from './outcome.ts'

const ACTIVE: readonly string[] = ['initiating', 'maintaining', 'suspended']

/** How heparin with this last day stands to the rule of a start; no rule for any other course, or before it is given. */
export async function bridgeEndOf(
  { tx }: Desk,
  { patientId, plan, phase }: Pick<FoundEpisode, 'patientId' | 'plan' | 'phase'>,
  lastOn: Day,
): Promise<BridgeEnd> {
  if (!isBridge(plan.medicine) || !ACTIVE.includes(phase)) return { kind: 'no-rule' }
  const courses = await episodesOf(tx, patientId)
  const warfarin = courses.find((one) => one.phase !== 'ended' && isByInr(one.plan.medicine))
  const found =
    warfarin === undefined ? [] : await sampledSince(tx, warfarin.id, plan.startedOn ?? LONG_AGO)
  const inrs = found.map(({ comparator, tenths, sampledOn, sampledAt }) => ({
    inr: { comparator, tenths },
    on: day(sampledOn),
    at: sampledAt,
  }))
  return bridgeEnd({ heparin: plan, warfarin: warfarin?.plan, lastOn, inrs })
}

const LONG_AGO = '1900-01-01'

export const EARLY_END_FIELDS = ['earlyReason'] as const

/** The coded reason for ending heparin before its rule allows it, where one is asked; empty where none is. */
export function readEarlyEnd(
  end: BridgeEnd,
  reason: EndReason,
  fields: { readonly earlyReason?: string; readonly note?: string },
): { readonly kind: 'early'; readonly code: EarlyEnd | null; readonly words: string } | Refused {
  if (end.kind !== 'too-early' || !asksEarlyReason(end, reason)) {
    return { kind: 'early', code: null, words: '' }
  }
  const code = EARLY_ENDS.find((known) => known === fields.earlyReason)
  if (code === undefined) {
    const message = `${BRIDGE_ENDING_SAYS} ${end.why.join(' ')} Choose why heparin ends earlier, or let it go on. Source: ${BRIDGE_ENDING_SOURCE}.`
    return refused(422, { field: 'earlyReason', code: 'bridge-too-early', message })
  }
  if (code === 'shown-elsewhere' && (fields.note ?? '').trim() === '') {
    const message = 'Write down which days or INRs, and where.'
    return refused(422, { field: 'note', code: 'required', message })
  }
  return { kind: 'early', code, words: `Heparin ends before its rule: ${EARLY_END_WORDS[code]}` }
}

const EARLY_ENDS = wordsOf(EARLY_END_WORDS)
