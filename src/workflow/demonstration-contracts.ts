import type { Role } from '#access/policy.ts'
import { type Day, day, londonDay } from '#base/day.ts'
import { monthOf } from '#contract/calendar-month.ts'
import { CATALOGUE } from '#contract/catalogue.ts'
import { contractVersions } from '#store/contracts.ts'
import { providersOf, thisProvider } from '#store/providers.ts'
import { allStaff } from '#store/staff.ts'
import { inTransaction } from '#store/tx.ts'
import { specificationKey } from './agree-contract.ts'
import { doorAt } from './demonstration-sites.ts'
import type { Caller, House } from './desk.ts'
import { type Door, must } from './virtual-clinic.ts'

/** @technical In which minute of a morning it is recorded, and the month with which a financial year begins. */
const RECORDED_AT = 540
const FIRST_MONTH = 4

/**
 * Each practice and pharmacy of the demonstration has agreed to the specification of Sheffield for the financial year of today, as its
 * manager recorded on the first day of it. The text is printed for another year; nobody here has confirmed it, as its page says.
 */
export async function agreeContracts(house: House): Promise<void> {
  const today = londonDay(house.clock())
  const year = financialYear(today)
  for (const { providerId } of await providersOf(house.pool)) {
    const { kind, staff, isAgreed } = await thereAt(house, providerId)
    if (isAgreed || kind === undefined || kind === 'hospital-clinic') continue
    const callerOf = (role: Role): Caller => ({
      providerId,
      accountId: staff.find((member) => member.role === role)?.accountId ?? '',
    })
    await agree(doorAt(house, { callerOf }, year.from, RECORDED_AT), year, kind === 'gp-practice')
  }
}

type Year = { readonly from: Day; readonly to: Day }

/** The year from 1 April that a day lies in. */
function financialYear(today: Day): Year {
  const [year, month] = monthOf(today).split('-').map(Number)
  const first = (month ?? 1) < FIRST_MONTH ? (year ?? 0) - 1 : (year ?? 0)
  return { from: day(`${first}-04-01`), to: day(`${first + 1}-03-31`) }
}

async function agree(door: Door, { from, to }: Year, isPractice: boolean): Promise<void> {
  const [sheffield] = CATALOGUE
  if (sheffield === undefined) return
  await must(door, 'practice-manager', 'agree-contract', {
    specification: specificationKey(sheffield),
    reference: 'LCS-02/2 (made up)',
    from,
    to,
    'level-3': 'yes',
    'level-4': 'yes',
    ...(isPractice && { 'level-5': 'yes' }),
    agreedWith: 'Ash Winter (made up), primary care commissioning',
    agreedOn: day(`${from.slice(0, 4)}-03-20`),
  })
}

const thereAt = (house: House, providerId: string) =>
  inTransaction(house.pool, providerId, async (tx) => ({
    keep: false,
    answer: {
      kind: (await thisProvider(tx))?.kind,
      staff: await allStaff(tx),
      isAgreed: (await contractVersions(tx)).length > 0,
    },
  }))
