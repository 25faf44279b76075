import { findAccount } from '#store/accounts.ts'
import { outside } from '#store/outside.ts'
import { findSecondStep } from '#store/second-steps.ts'
import type { Caller, House } from './desk.ts'
import type { PasskeySite } from './passkey-site.ts'
import { askForPasskey } from './show-passkey.ts'

/** What a person can show as the second step, for a page that asks for it. */
export type SecondStepAsked = {
  readonly hasSecondStep: boolean
  readonly hasApp: boolean
  /** What the browser is to ask one of their passkeys, as JSON; undefined where they have none, or none works at this address. */
  readonly passkey: string | undefined
}

export async function secondStepAsked(
  house: House,
  caller: Caller,
  site: PasskeySite | undefined,
): Promise<SecondStepAsked> {
  const [account, app, passkey] = await Promise.all([
    findAccount(outside(house.pool), caller.accountId),
    findSecondStep(outside(house.pool), caller.accountId),
    site && askForPasskey(house, site, { purpose: 'show', caller }),
  ])
  const hasSecondStep = account?.hasSecondStep ?? false
  return { hasSecondStep, hasApp: app !== undefined, passkey }
}
