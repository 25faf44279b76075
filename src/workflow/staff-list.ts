import { usernamesOf } from '#store/accounts.ts'
import { withSecondStep } from '#store/second-steps.ts'
import { allStaff, type StaffMember } from '#store/staff.ts'
import { view } from './view.ts'

export type Colleague = StaffMember & {
  readonly username: string
  readonly hasSecondStep: boolean
}

/** Everybody who works or worked here. */
export const staffList = view<
  Readonly<Record<never, never>>,
  { readonly kind: 'staff'; readonly colleagues: readonly Colleague[]; readonly today: string }
>('manage-staff', async ({ tx, today }) => {
  const members = await allStaff(tx)
  const accountIds = members.map(({ accountId }) => accountId)
  const [usernames, secure] = await Promise.all([
    usernamesOf(tx, accountIds),
    withSecondStep(tx, accountIds),
  ])
  const colleagues = members.map((member) => ({
    ...member,
    username: usernames.get(member.accountId) ?? '',
    hasSecondStep: secure.has(member.accountId),
  }))
  return { kind: 'staff', colleagues, today }
})
