import { permission } from '#access/policy.ts'
import { londonDay } from '#base/day.ts'
import { findAccountByUsername } from '#store/accounts.ts'
import { outside } from '#store/outside.ts'
import { allStaff, findStaff, type StaffMember } from '#store/staff.ts'
import type { Tx } from '#store/tx.ts'
import type { Caller, House } from './desk.ts'
import { atProvider, providersNamed } from './providers-named.ts'

export type Importer =
  | { readonly kind: 'importer'; readonly caller: Caller }
  | { readonly kind: 'refused'; readonly message: string }

type Named = { readonly practice: string | undefined; readonly username: string | undefined }

/**
 * In whose name an import from the terminal is done: the person named or else the practice manager, at the
 * provider named or else the only one. The acts ask for permission all the same.
 */
export async function importerAt(house: House, named: Named): Promise<Importer> {
  const providers = await providersNamed(house, named.practice)
  const [provider, other] = providers
  if (provider === undefined) return no(named.practice === undefined ? NOBODY_YET : NO_SUCH)
  if (other !== undefined) {
    return no(
      `Say at which provider: --practice "${providers.map(({ name }) => name).join('" or "')}".`,
    )
  }
  return atProvider(house, provider.providerId, async (tx) => {
    const person = await findPerson(house, tx, named.username)
    if (person === undefined) {
      return no(
        'Nobody of this name may import there. Name a practice manager or clinical lead: --as USERNAME.',
      )
    }
    return { kind: 'importer', caller: { providerId: tx.providerId, accountId: person.accountId } }
  })
}

async function findPerson(
  house: House,
  tx: Tx,
  username: string | undefined,
): Promise<StaffMember | undefined> {
  const today = londonDay(house.clock())
  if (username === undefined) {
    const staff = await allStaff(tx)
    return staff.find(
      (member) =>
        member.active &&
        member.role === 'practice-manager' &&
        permission('import-records', member, today).kind === 'allowed',
    )
  }
  const account = await findAccountByUsername(outside(house.pool), username)
  return account && findStaff(tx, account.id)
}

const NO_SUCH = 'There is no such provider here. Look at --practice.'
const NOBODY_YET = 'There is no provider here yet. Open one first: evenkeel found-provider.'

const no = (message: string): Importer => ({ kind: 'refused', message })
