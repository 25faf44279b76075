// Interacting medicines whose effect lasts: remembered until it cannot move the INR any more (H21).
import { addDays, type Day, dayNumber } from '#base/day.ts'
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
  const newest = new Map<string, Acting>()
  for (const one of said.filter(isActing)) {
    const before = newest.get(one.name)
    if (before === undefined || dayOf(one) >= dayOf(before)) newest.set(one.name, one)
  }
  return [...newest.values()]
    .flatMap((one) => remembered(one, today))
    .sort((one, other) => dueDay(one) - dueDay(other))
}

const dueDay = ({ test, until }: RememberedMedicine): number => dayNumber(test?.by ?? until)

type Acting = SaidMedicine & { readonly interaction: string; readonly effect: Effect }

const isActing = (one: SaidMedicine): one is Acting =>
  one.interaction !== null && one.effect !== 'none'

const dayOf = ({ on, saidOn }: SaidMedicine): Day => (on === 'not-known' ? saidOn : on)

function remembered(said: Acting, today: Day): readonly RememberedMedicine[] {
  const { name, change, on, effect, interaction } = said
  const plan = planOf(interaction, change)
  const until = addDays(dayOf(said), plan.lastsDays)
  if (until < today) return []
  const test = nextRetest(plan, dayOf(said), today) ?? null
  return [{ name, change, on, effect, interaction, until, test }]
}
