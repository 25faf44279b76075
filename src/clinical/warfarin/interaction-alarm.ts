// The alarm of a named medicine that acts on warfarin: what it does, what to do, and when to test (H21).
import { clinicalDate, type Day, daysBetween } from '#base/day.ts'
import { interactionOf } from '#clinical/interaction-names.ts'
import { type Retest, retestClass } from '#clinical/interaction-retests.ts'
import type { Effect } from '#clinical/interactions.ts'
import type { MedicineChange } from '#clinical/medicine-changes.ts'
import type { RememberedMedicine } from '#clinical/remembered-medicines.ts'
import type { Alarm, Fired } from './advice.ts'
import { ALARMS } from './alarm-actions.ts'

/** A change of a medicine that is in the table. */
type Acting = MedicineChange & { readonly effect: Effect }

/** Those of the medicines that act on warfarin, or may. */
export const actingMedicines = (medicines: readonly MedicineChange[]): readonly Acting[] =>
  medicines.filter((change): change is Acting => change.effect !== 'none')

/**
 * The alarm for one or more such medicines; its test is the soonest of their published intervals. Two anticoagulants at
 * once are for a prescriber, now.
 */
export function interactionAlarm(medicines: readonly Acting[], today: Day): Alarm {
  const isDouble = medicines.some(({ effect }) => effect === 'anticoagulant')
  const base = ALARMS[isDouble ? 'second-anticoagulant' : 'interacting-medicine']
  const soonest = Math.min(...medicines.map(({ testBy }) => daysBetween(today, testBy)))
  const decide = isDouble ? base.action : 'Decide the dose yourself.'
  return {
    ...base,
    title: medicines.map(changeInWords).join('; '),
    action: [...medicines.map(adviceOn), decide].join(' '),
    source: [...new Set(medicines.flatMap(sourcesOf))].join('; '),
    retestWithinDays: Math.max(1, soonest),
  }
}

const EFFECT_WORDS: Readonly<Record<Effect, string>> = {
  raises: 'raises the INR',
  lowers: 'lowers the INR',
  bleeding: 'bleeding likelier at the same INR',
  unclear: 'effect on warfarin not known for certain',
  anticoagulant: 'a second anticoagulant',
}

/** `Clarithromycin started 20-Nov-2026 (raises the INR)`. */
export function changeInWords({
  name,
  change,
  on,
  effect,
}: Pick<MedicineChange, 'name' | 'change' | 'on'> & {
  readonly effect: MedicineChange['effect']
}): string {
  const when = on === 'not-known' ? 'on a day not known' : clinicalDate(on)
  const acts = effect === 'none' ? 'not in the table of interactions' : EFFECT_WORDS[effect]
  return `${name} ${change} ${when} (${acts})`
}

function adviceOn({ name, interaction, testFrom, testBy }: Acting): string {
  const row = interactionOf(interaction)
  const said = row === undefined ? '' : `${row.advice} ${retestClass(row.retest).onset} `
  return `${name}: ${said}Test ${spanInWords(testFrom, testBy)}.`
}

/** `from 24-Nov-2026 to 27-Nov-2026`, or `on` a single day. */
export const spanInWords = (from: Day, by: Day): string =>
  from === by ? `on ${clinicalDate(by)}` : `from ${clinicalDate(from)} to ${clinicalDate(by)}`

function sourcesOf({ interaction }: Acting): readonly string[] {
  const row = interactionOf(interaction)
  if (row === undefined) return []
  const retest = retestClass(row.retest)
  return [graded(row), graded(retest)]
}

const graded = ({ source, grade }: { readonly source: string; readonly grade: string }): string =>
  grade === 'none' ? source : `${source}, source grade ${grade}`

/** Why an earlier medicine limits the next test, in words and with the source of its interval. */
export function rememberedRule(medicine: RememberedMedicine, { from, by }: Retest): Fired {
  const retest = retestClass(interactionOf(medicine.interaction)?.retest ?? 'other')
  return {
    rule: `interaction-lasts:${medicine.name}`,
    says: `${changeInWords(medicine)}: its effect may last until ${clinicalDate(medicine.until)}. Test ${spanInWords(from, by)}.`,
    source: graded(retest),
    status: retest.status,
  }
}
