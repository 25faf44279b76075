import { usernamesOf } from '#store/accounts.ts'
import { allStaff, type StaffMember } from '#store/staff.ts'
import { view } from './view.ts'

export type Colleague = StaffMember & { readonly username: string }

/** Everybody who works or worked here. */
export const staffList = view<
  Readonly<Record<never, never>>,
  { readonly kind: 'staff'; readonly colleagues: readonly Colleague[]; readonly today: string }
>('manage-staff', async ({ tx, today }) => {
  const members = await allStaff(tx)
  const usernames = await usernamesOf(
    tx,
    members.map(({ accountId }) => accountId),
  )
  const colleagues = members.map((member) => ({
    ...member,
    username: usernames.get(member.accountId) ?? '',
  }))
  return { kind: 'staff', colleagues, today }
})
