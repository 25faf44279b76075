import type { Role } from '#access/policy.ts'
import { addDays, type Day, day, londonDay } from '#base/day.ts'
import { firstDay, monthOf, monthsFrom, monthsLater } from '#contract/calendar-month.ts'
import { CATALOGUE } from '#contract/catalogue.ts'
import { contractVersions } from '#store/contracts.ts'
import { providersOf, thisProvider } from '#store/providers.ts'
import { allStaff } from '#store/staff.ts'
import { inTransaction } from '#store/tx.ts'
import { foundDemonstrationCommissioner } from './demonstration-commissioner.ts'
import { doorAt, houseAt } from './demonstration-sites.ts'
import type { Caller, House } from './desk.ts'
import { monthReturn } from './month-end.ts'
import { specificationKey } from './specifications-held.ts'
import { figuresInOrder } from './submit-return.ts'
import { type Door, must } from './virtual-clinic.ts'

/** @technical In which minute of a morning it is recorded, and the month with which a financial year begins. */
const RECORDED_AT = 540
const FIRST_MONTH = 4
/** @technical So many days after a month has ended its return is signed. */
const SIGNED_AFTER_DAYS = 7

/**
 * Each practice and pharmacy of the demonstration has agreed to the specification of Sheffield for the financial year of today, as its
 * manager recorded on the first day of it, with the commissioner of the demonstration. The text is printed for another year; nobody here has confirmed it, as its page says. The
 * returns of all months are signed but that of the last month which has ended, for whoever tries Evenkeel. What is there already is left as
 * it is.
 */
export async function agreeContracts(house: House): Promise<void> {
  const today = londonDay(house.clock())
  const year = financialYear(today)
  const commissioner = await foundDemonstrationCommissioner(house)
  for (const { providerId } of await providersOf(house.pool)) {
    const { kind, staff, contractId } = await thereAt(house, providerId)
    if (kind === undefined || kind === 'hospital-clinic') continue
    const callerOf = (role: Role): Caller => ({
      providerId,
      accountId: staff.find((member) => member.role === role)?.accountId ?? '',
    })
    const door = doorAt(house, { callerOf }, year.from, RECORDED_AT)
    const id = contractId ?? (await agree(door, year, commissioner, kind === 'gp-practice'))
    await signReturns(house, { callerOf }, id, today)
  }
}

type Year = { readonly from: Day; readonly to: Day }

/** The year from 1 April that a day lies in. */
function financialYear(today: Day): Year {
  const [year, month] = monthOf(today).split('-').map(Number)
  const first = (month ?? 1) < FIRST_MONTH ? (year ?? 0) - 1 : (year ?? 0)
  return { from: day(`${first}-04-01`), to: day(`${first + 1}-03-31`) }
}

async function agree(
  door: Door,
  { from, to }: Year,
  commissioner: string,
  isPractice: boolean,
): Promise<string> {
  const [sheffield] = CATALOGUE
  if (sheffield === undefined) throw new Error('the catalogue is empty')
  const { subject = '' } = await must(door, 'practice-manager', 'agree-contract', {
    specification: specificationKey(sheffield),
    commissioner,
    reference: 'LCS-02/2 (made up)',
    from,
    to,
    'level-3': 'yes',
    'level-4': 'yes',
    ...(isPractice && { 'level-5': 'yes' }),
    agreedWith: 'Ash Winter (made up), primary care commissioning',
    agreedOn: day(`${from.slice(0, 4)}-03-20`),
  })
  return subject
}

type Site = { readonly callerOf: (role: Role) => Caller }

async function signReturns(house: House, site: Site, contractId: string, today: Day) {
  const last = monthsLater(monthOf(today), -2)
  for (const month of monthsFrom(monthOf(financialYear(today).from), last)) {
    const on = addDays(firstDay(monthsLater(month, 1)), SIGNED_AFTER_DAYS)
    const then = houseAt(house, on, RECORDED_AT)
    const question = { contractId, month }
    const shown = await monthReturn(then, site.callerOf('practice-manager'), question)
    if (shown.kind === 'refused' || shown.versions.length > 0) continue
    await must(doorAt(house, site, on, RECORDED_AT), 'practice-manager', 'submit-return', {
      ...question,
      version: '0',
      seen: shown.seen,
      seenFigures: figuresInOrder(shown.figures),
      signed: 'yes',
    })
  }
}

const thereAt = (house: House, providerId: string) =>
  inTransaction(house.pool, providerId, async (tx) => ({
    keep: false,
    answer: {
      kind: (await thisProvider(tx))?.kind,
      staff: await allStaff(tx),
      contractId: (await contractVersions(tx))[0]?.id,
    },
  }))
