import type { OverlapRule } from '#register/overlap.ts'
import type { ShownSwitch } from '#register/switch-plan.ts'
import { type FoundSwitchEvent, switchEventsOf, switchesOf } from '#store/switches.ts'
import type { Desk } from './desk.ts'
import { shownSwitch } from './switch-course.ts'

/** A change of medicine as the plan of the patient shows it, with what happened and what is still open. */
export type ShownChange = ShownSwitch & {
  readonly id: string
  readonly oldEpisodeId: string
  readonly newEpisodeId: string | null
  readonly rule: OverlapRule | null
  readonly events: readonly FoundSwitchEvent[]
}

/** Every change of medicine of a person, the newest first. */
export async function shownChanges(desk: Desk, patientId: string): Promise<readonly ShownChange[]> {
  const [found, events] = await Promise.all([
    switchesOf(desk.tx, patientId),
    switchEventsOf(desk.tx, patientId),
  ])
  return found.map((one) => {
    const { id, oldEpisodeId, newEpisodeId, details } = one
    const ofChange = events.filter(({ switchId }) => switchId === id)
    return {
      ...shownSwitch(one),
      id,
      oldEpisodeId,
      newEpisodeId,
      rule: details.rule,
      events: ofChange,
    }
  })
}
