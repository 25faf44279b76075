import { permission } from '#access/policy.ts'
import { londonDay } from '#base/day.ts'
import { findAccountByUsername } from '#store/accounts.ts'
import { outside } from '#store/outside.ts'
import { providersOf, thisProvider } from '#store/providers.ts'
import { allStaff, findStaff, type StaffMember } from '#store/staff.ts'
import { inTransaction, type Tx } from '#store/tx.ts'
import type { Caller, House } from './desk.ts'

export type Importer =
  | { readonly kind: 'importer'; readonly caller: Caller }
  | { readonly kind: 'refused'; readonly message: string }

type Named = { readonly practice: string | undefined; readonly username: string | undefined }

/**
 * In whose name an import from the terminal is done: the person named or else the practice manager, at the
 * provider named or else the only one. The acts ask for permission all the same.
 */
export async function importerAt(house: House, named: Named): Promise<Importer> {
  const providers = await findProviders(house, named.practice)
  const [provider, other] = providers
  if (provider === undefined) return no('There is no such provider here. Look at --practice.')
  if (other !== undefined) {
    return no(
      `Say at which provider: --practice "${providers.map(({ name }) => name).join('" or "')}".`,
    )
  }
  return inProvider(house, provider.providerId, async (tx) => {
    const person = await findPerson(house, tx, named.username)
    if (person === undefined) {
      return no(
        'Nobody of this name may import there. Name a practice manager or clinical lead: --as USERNAME.',
      )
    }
    return { kind: 'importer', caller: { providerId: tx.providerId, accountId: person.accountId } }
  })
}

async function findProviders(house: House, practice: string | undefined) {
  const providers = await providersOf(house.pool)
  if (practice === undefined) return providers
  const named = await Promise.all(
    providers.map(async (provider) => {
      const record = await inProvider(house, provider.providerId, thisProvider)
      return { provider, names: [provider.name, record?.name, record?.odsCode] }
    }),
  )
  return named.filter(({ names }) => names.includes(practice)).map(({ provider }) => provider)
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

const inProvider = <T>(house: House, providerId: string, look: (tx: Tx) => Promise<T>) =>
  inTransaction(house.pool, providerId, async (tx) => ({ keep: false, answer: await look(tx) }))

const no = (message: string): Importer => ({ kind: 'refused', message })
