import { uuid } from '#base/ids.ts'
import { endSessionsHere, openSessionsOf } from '#store/sessions-of.ts'
import { findStaff } from '#store/staff.ts'
import { act, type Done } from './act.ts'
import { notHere, type Parsed } from './outcome.ts'
import { liveSince, SESSION_LIMITS } from './see-session.ts'
import { readTextFields } from './text-fields.ts'
import { view } from './view.ts'

type Which = { readonly accountId: string; readonly signIn: string | 'all' }

/** A sign-in of a colleague at this provider, named as its person sees it named. */
export type SignInShown = {
  readonly name: string
  readonly startedAt: number
  readonly lastSeenAt: number
  readonly browser: string | null
}

/** Where a colleague is signed in at this provider now; where else they work is nobody's business here. */
export const signInsOf = view<
  { readonly accountId: string },
  { readonly kind: 'sign-ins'; readonly signIns: readonly SignInShown[] }
>('manage-staff', async ({ tx, now }, { accountId }) => {
  const live = liveSince(now, SESSION_LIMITS)
  const open = await openSessionsOf(tx, accountId, live)
  const here = open.filter(({ providerId }) => providerId === tx.providerId)
  const signIns = here.map(({ tokenHash, startedAt, lastSeenAt, browser }) => ({
    name: tokenHash.toString('hex'),
    startedAt,
    lastSeenAt,
    browser,
  }))
  return { kind: 'sign-ins', signIns }
})

/** Ends one sign-in of a colleague at this provider, or all of them: their next request finds nothing open. */
export const endSignIns = act<Which, Done>({
  name: 'manage-staff',
  parse: parseWhich,
  perform: async ({ tx, now }, { accountId, signIn }) => {
    if ((await findStaff(tx, accountId)) === undefined) return notHere('colleague')
    const at = new Date(now).toISOString()
    const ended = await endSessionsHere(tx, accountId, {
      providerId: tx.providerId,
      name: signIn === 'all' ? null : signIn,
      at,
    })
    if (ended === 0) return notHere('sign-in')
    return { kind: 'done', subject: accountId, noted: { ended } }
  },
})

/** @technical The hash of a token, as a page names a sign-in. */
const NAME = /^[0-9a-f]{64}$/

function parseWhich(input: unknown): Parsed<Which> {
  const read = readTextFields(input, ['accountId', 'signIn'])
  if (read.kind === 'refused') return read
  const { accountId: id, signIn = '' } = read.value
  const accountId = uuid(id)
  if (accountId === undefined || (signIn !== 'all' && !NAME.test(signIn))) {
    return { kind: 'refused', findings: notHere('sign-in').findings }
  }
  return { kind: 'parsed', value: { accountId, signIn } }
}
