import type { ActName } from '#access/policy.ts'
import type { Caller, House } from './desk.ts'
import type { Refused } from './outcome.ts'
import { view } from './view.ts'

export type MayDo = { readonly kind: 'may' }

/** Whether this person may do the act today: asked before a form is shown that only the act could take. */
export const mayDo = (house: House, caller: Caller, act: ActName): Promise<MayDo | Refused> =>
  view<undefined, MayDo>(act, async () => ({ kind: 'may' }))(house, caller, undefined)
