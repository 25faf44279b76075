import { addDays, type Day, londonDay } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import type { EpisodePlan } from '#register/episode.ts'
import { typedPlan } from '#register/plan-typed.ts'
import { inTransaction } from '#store/tx.ts'
import { type UnverifiedPlan, unverifiedPlans } from '#store/unverified-plans.ts'
import { confirmEpisode } from './confirm-episode.ts'
import type { Caller, House } from './desk.ts'
import { newId } from './new-id.ts'
import type { Refused } from './outcome.ts'

/** So many imported plans of the demonstration are left for whoever tries it: those past their stop date first. */
export const LEFT_TO_CONFIRM = 12

/** A long-term plan of the demonstration is looked at again in a year. @see docs/evidence.md#longest-review */
const REVIEW_AFTER_DAYS = 365

/**
 * Confirms the imported plans of the demonstration by the product's own act, one after the other, as the pharmacist
 * who has each letter before them would; all but a dozen. A plan that the act refuses stays for a person.
 */
export async function confirmImportedPlans(house: House, pharmacist: Caller): Promise<void> {
  const today = londonDay(house.clock())
  const plans = await inTransaction(house.pool, pharmacist.providerId, async (tx) => ({
    keep: false,
    answer: await unverifiedPlans(tx),
  }))
  const isPastStop = ({ plan: { duration } }: UnverifiedPlan) =>
    duration?.kind === 'until' && duration.stopOn < today
  const leftFirst = plans.toSorted(
    (one, other) => Number(isPastStop(other)) - Number(isPastStop(one)),
  )
  for (const plan of leftFirst.slice(LEFT_TO_CONFIRM)) await confirm(house, pharmacist, plan, today)
}

async function confirm(house: House, pharmacist: Caller, imported: UnverifiedPlan, today: Day) {
  let asked = confirmation(imported, today)
  for (const _attempt of ANSWERS) {
    const outcome = await confirmEpisode.run(house, pharmacist, newId(house.clock()), asked)
    if (outcome.kind !== 'refused') return
    asked = { ...asked, ...answerTo(outcome) }
  }
}

/** What a refusal may ask for in turn: a reason for what is unusual, and the phase of somebody just started. */
const ANSWERS = ['as typed', 'with a reason', 'as just started'] as const

function answerTo({ findings }: Refused): Readonly<Record<string, string>> {
  const warnings = findings.filter(({ field }) => field === 'warningReason')
  const isNew = findings.some(({ code }) => code === 'not-stable')
  return {
    ...(warnings.length > 0 && {
      warningsSeen: warnings
        .map(({ code }) => code)
        .sort()
        .join(','),
      warningReason: 'clinic-letter',
    }),
    ...(isNew && { phase: 'initiating' }),
  }
}

function confirmation(
  { episodeId, version, plan, lastDoseUg }: UnverifiedPlan,
  today: Day,
): Readonly<Record<string, string>> {
  return {
    ...typedPlan(confirmedPlan(plan, lastDoseUg, today)),
    ...valveAnswers(plan),
    episodeId,
    version: String(version),
    phase: 'maintaining',
    ...(plan.medicine === 'warfarin' && { sameEachDay: 'yes' }),
  }
}

/** What the letters of the made-up patients say: long term is reviewed in a year, and the dose is the recorded one. */
const confirmedPlan = (plan: EpisodePlan, lastDoseUg: number | null, today: Day): EpisodePlan => ({
  ...plan,
  duration: plan.duration ?? { kind: 'long-term', reviewOn: addDays(today, REVIEW_AFTER_DAYS) },
  clinicalReason:
    plan.clinicalReason === ''
      ? 'As in the letter of the clinic that started it.'
      : plan.clinicalReason,
  managementPlan:
    plan.managementPlan === ''
      ? 'INR at the practice, dose by the protocol of the site.'
      : plan.managementPlan,
  relevantFindings: plan.relevantFindings === '' ? 'None recorded.' : plan.relevantFindings,
  protocol: plan.protocol ?? 'coventry',
  dailyUg: lastDoseUg === null ? null : ug(lastDoseUg),
})

/** What the same letters say of valve and antiphospholipid syndrome: as the indication has it, and else none. */
function valveAnswers({ indication }: EpisodePlan): Readonly<Record<string, string>> {
  const antiphospholipid = indication === 'antiphospholipid-thrombosis' ? 'yes' : 'no'
  const position = VALVE_POSITIONS[indication ?? '']
  if (position === undefined) return { mechanicalValve: 'no', antiphospholipid }
  const valve = { mechanicalValve: 'yes', valvePosition: position, valveMake: 'St Jude Medical' }
  return { ...valve, antiphospholipid }
}

const VALVE_POSITIONS: Readonly<Record<string, string>> = {
  'mechanical-aortic-valve': 'aortic',
  'mechanical-mitral-valve': 'mitral',
}
