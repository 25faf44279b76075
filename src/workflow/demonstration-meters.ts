import type { Role } from '#access/policy.ts'
import { addDays, type Day, londonClock, londonDay, weekday } from '#base/day.ts'
import { providersOf } from '#store/providers.ts'
import { allStaff } from '#store/staff.ts'
import { inTransaction } from '#store/tx.ts'
import { deviceOn, doorAt, SITES, type Site } from './demonstration-sites.ts'
import type { Caller, House } from './desk.ts'
import { lotNamed, type MeterRegister, meterNamed, meterRegister } from './meter-register.ts'
import { siteRules } from './site-rules.ts'
import { type Door, must } from './virtual-clinic.ts'

/** The meter and the strips of the first practice: those that the tour of it uses. */
export const FIRST_METER = { meter: 'CoaguChek 4417', stripLot: 'L 62210' } as const

/** @technical How far back controls are lived, and in which minute of a morning. */
const CONTROLLED_DAYS = 7
const CONTROLLED_AT = 500
const STRIPS_LAST_DAYS = 400

/**
 * Each site of the demonstration that measures has its meter in the register, a control on each clinic day of a week by the
 * product's own acts, and from today the rule that no dose rests on a meter without one. What is there already is left as it
 * is: a first start that was broken off here goes on.
 */
export async function keepMeters(house: House): Promise<void> {
  const providers = await providersOf(house.pool)
  const today = londonDay(house.clock())
  for (const { providerId, name } of providers) {
    const site = SITES.find((known) => known.name === name)
    if (site?.enrolling.method === 'laboratory') continue
    const there = await alreadyThere(house, providerId, today)
    if (there.isRuled) continue
    const door = await doorOf(house, providerId)
    await keepMeter(door, site, today, there)
  }
}

type There = { readonly register: MeterRegister; readonly isRuled: boolean }

const alreadyThere = (house: House, providerId: string, today: Day): Promise<There> =>
  inTransaction(house.pool, providerId, async (tx) => ({
    keep: false,
    answer: {
      register: await meterRegister(tx, today),
      /** The last step of a site. */
      isRuled: (await siteRules(tx)).controlRules.length > 0,
    },
  }))

type Doors = (on: Day) => Door

async function doorOf(house: House, providerId: string): Promise<Doors> {
  const staff = await inTransaction(house.pool, providerId, async (tx) => ({
    keep: false,
    answer: await allStaff(tx),
  }))
  const callerOf = (role: Role): Caller => ({
    providerId,
    accountId: staff.find((member) => member.role === role)?.accountId ?? '',
  })
  const open = { callerOf }
  const now = house.clock()
  const [hour = '0', minute = '0'] = londonClock(now).split(':')
  const minuteNow = Number(hour) * 60 + Number(minute)
  return (on) => doorAt(house, open, on, on === londonDay(now) ? minuteNow : CONTROLLED_AT)
}

async function keepMeter(
  door: Doors,
  site: Site | undefined,
  today: Day,
  { register }: There,
): Promise<void> {
  const { meter, stripLot } = site === undefined ? FIRST_METER : deviceOn(site, today)
  const first = door(addDays(today, -CONTROLLED_DAYS))
  const known = meterNamed(register, meter)
  if (known === undefined) {
    await must(first, 'nurse', 'register-meter', {
      name: meter,
      serial: serialOf(meter),
      model: 'coaguchek-xs-plus',
    })
  }
  if (lotNamed(register, stripLot) === undefined) {
    const stripExpiry = addDays(today, STRIPS_LAST_DAYS)
    await must(first, 'nurse', 'register-lot', { stripLot, stripExpiry })
  }
  for (let ago = CONTROLLED_DAYS; ago >= 0; ago -= 1) {
    const on = addDays(today, -ago)
    if (site !== undefined && ago > 0 && !site.weekdays.includes(weekday(on))) continue
    if (known?.passedOn.includes(on)) continue
    const measured = `2.${3 + (ago % 5)}`
    await must(door(on), 'nurse', 'record-control', {
      ...{ meter, stripLot, controlLot: 'C 2609', low: '2.1', high: '3.1', measured },
    })
  }
  await must(door(today), 'clinical-lead', 'set-control-rule', {
    version: '0',
    how: 'each-day',
    source: 'Specification of the service: near-patient testing under internal quality control',
  })
}

const serialOf = (meter: string): string =>
  `UQ${[...meter].reduce((sum, letter) => sum * 7 + letter.charCodeAt(0), 0) % 1e7}`
