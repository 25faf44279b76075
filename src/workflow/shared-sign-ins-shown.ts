import { uuid } from '#base/ids.ts'
import { findSharedSignIn, type SharedSignIn, sharedSignIns } from '#store/shared-sign-ins.ts'
import { notHere } from './outcome.ts'
import { likeness } from './second-person.ts'
import { view } from './view.ts'

export type { SharedSignIn }

export type SharedSignInsShown = {
  readonly kind: 'shared-sign-ins'
  readonly found: readonly SharedSignIn[]
}

/** Every account that looked as if several people used it: what is open first, and how the others were settled. */
export const sharedSignInsShown = view<Readonly<Record<never, never>>, SharedSignInsShown>(
  'settle-shared-sign-in',
  async ({ tx }) => ({ kind: 'shared-sign-ins', found: await sharedSignIns(tx) }),
)

export type SharedSignInPage = {
  readonly kind: 'shared-sign-in'
  readonly found: SharedSignIn
  /** Another person's account: nobody settles what was found of their own. */
  readonly isAnothers: boolean
}

/** One of them, with what makes it likely. */
export const sharedSignInPage = view<{ readonly id: string }, SharedSignInPage>(
  'settle-shared-sign-in',
  async (desk, { id }) => {
    const asked = uuid(id)
    const found = asked && (await findSharedSignIn(desk.tx, asked))
    if (found === undefined) return notHere('sign-in')
    const isAnothers = (await likeness(desk, found.accountId)) === 'another'
    return { kind: 'shared-sign-in', found, isAnothers }
  },
)
