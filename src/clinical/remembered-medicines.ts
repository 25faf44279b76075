// Interacting medicines whose effect lasts: remembered until it cannot move the INR any more (H21).
import { addDays, type Day } from '#base/day.ts'
import { nextRetest, type Retest } from './interaction-retests.ts'
import type { Effect } from './interactions.ts'
import { type MedicineChange, planOf } from './medicine-changes.ts'

/** A medicine of the table whose effect may still move the INR. */
export type RememberedMedicine = Pick<MedicineChange, 'name' | 'change' | 'on'> & {
  readonly effect: Effect
  readonly interaction: string
  /** The last day on which it is remembered. */
  readonly until: Day
  /** When a test is due because of it; null when its tests are done. */
  readonly test: Retest | null
}

export type SaidMedicine = MedicineChange & { readonly saidOn: Day }

/** What still acts of all that was said, each medicine as it was said last; the soonest test first. */
export function rememberedMedicines(
  said: readonly SaidMedicine[],
  today: Day,
): readonly RememberedMedicine[] {
  const newest = new Map<string, SaidMedicine>()
  for (const one of said) {
    if (one.interaction === null) continue
    const before = newest.get(one.name)
    if (before === undefined || dayOf(one) >= dayOf(before)) newest.set(one.name, one)
  }
  return [...newest.values()]
    .flatMap((one) => remembered(one, today))
    .sort((one, other) => ((one.test?.by ?? one.until) < (other.test?.by ?? other.until) ? -1 : 1))
}

const dayOf = ({ on, saidOn }: SaidMedicine): Day => (on === 'not-known' ? saidOn : on)

function remembered(said: SaidMedicine, today: Day): readonly RememberedMedicine[] {
  const { name, change, on, effect, interaction } = said
  if (interaction === null || effect === 'none') return []
  const plan = planOf(interaction, change)
  const until = addDays(dayOf(said), plan.lastsDays)
  if (until < today) return []
  const test = nextRetest(plan, dayOf(said), today) ?? null
  return [{ name, change, on, effect, interaction, until, test }]
}
