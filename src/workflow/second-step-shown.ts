import { findInstallation } from '#store/installation.ts'
import { outside } from '#store/outside.ts'
import { type SecondStepStanding, secondStepStanding } from '#store/second-steps.ts'
import { findStaff } from '#store/staff.ts'
import { inTransaction } from '#store/tx.ts'
import type { Caller, House } from './desk.ts'
import { demandsSecondStep } from './second-step-demanded.ts'

export type SecondStepShown = Omit<SecondStepStanding, 'resetBy'> & {
  readonly isDemanded: boolean
  /** Who reset it, where that person works here. */
  readonly resetByName: string | null
}

/** What a person is told of their own second step. */
export async function secondStepShown(
  house: House,
  { providerId, accountId }: Caller,
): Promise<SecondStepShown> {
  const [installation, { resetBy, ...standing }] = await Promise.all([
    findInstallation(outside(house.pool)),
    secondStepStanding(outside(house.pool), accountId),
  ])
  const isDemanded = demandsSecondStep(house, installation?.kind ?? null)
  const by =
    resetBy === null
      ? undefined
      : await inTransaction(house.pool, providerId, async (tx) => ({
          keep: false,
          answer: await findStaff(tx, resetBy),
        }))
  return { ...standing, isDemanded, resetByName: by?.name ?? null }
}
