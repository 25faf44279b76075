import { createHash } from 'node:crypto'
import { type LeftOver, leftOver } from '#recall/clinic-closing.ts'
import { openAlarmsAmong } from '#store/clinic-endings.ts'
import type { Tx } from '#store/tx.ts'
import type { ClinicList, ClinicPlace } from './clinic-day.ts'

/** Somebody of a clinic for whom something is left to do before it is closed. */
export type LeftInClinic = ClinicPlace & {
  readonly left: LeftOver
  /** The alarm that is open, or the sample that is awaited. */
  readonly waitsFor: string | null
}

/** Who keeps this clinic open, and why (H17). */
export async function leftInClinic(
  tx: Tx,
  { people }: Pick<ClinicList, 'people'>,
): Promise<readonly LeftInClinic[]> {
  const open = await openAlarmsAmong(
    tx,
    people.map(({ patientId }) => patientId),
  )
  return people.flatMap((person) => {
    const theirs = open.filter((task) => task.patientId === person.patientId)
    const alarm = theirs.find(({ kind }) => kind !== 'venous-confirmation')
    const sample = theirs.find(({ kind }) => kind === 'venous-confirmation')
    const left = leftOver({
      step: person.step,
      hasOpenAlarm: alarm !== undefined,
      awaitsSample: sample !== undefined,
    })
    if (left === undefined) return []
    return [{ ...person, left, waitsFor: (alarm ?? sample)?.taskId ?? null }]
  })
}

/** What a page showed as left over, so that nobody is handed over whom it did not show. */
export function leftKey(people: readonly LeftInClinic[]): string {
  const lines = people.map(({ patientId, left }) => `${patientId} ${left}`).toSorted()
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16)
}
