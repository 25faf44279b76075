import type { Pool } from 'pg'
import { daysBetween, londonDay } from '#base/day.ts'
import { formatInr } from '#clinical/inr.ts'
import { findInstallation, foundInstallation } from '#store/installation.ts'
import { outside } from '#store/outside.ts'
import type { Caller, House } from '#workflow/desk.ts'
import { newId } from '#workflow/new-id.ts'
import { slotName } from '#workflow/next-test-choice.ts'
import { suggestDose } from '#workflow/suggest-dose.ts'
import {
  accountIdOf,
  type Place,
  patientIdOf,
  providerIdOf,
  TODAY,
  tenthsOf,
} from './county-layout.ts'
import { identityOf } from './county-rows.ts'

/** A visit that has been suggested, and of which only the dose is still to be accepted. */
export type ReadyVisit = {
  readonly place: Place
  readonly caller: Caller
  readonly fields: Readonly<Record<string, string>>
}

const AT_ONCE = 8
const MILLISECONDS_A_DAY = 86_400_000

/** The clock of an application that takes the county's day for today. */
export function pretendedClock(): () => number {
  const away = daysBetween(londonDay(Date.now()), TODAY) * MILLISECONDS_A_DAY
  return () => Date.now() + away
}

/** The secret of this database's installation, made as the application makes it where there is none. */
export async function installationSecret(pool: Pool): Promise<Buffer> {
  const made = { kind: 'demonstration', secret: Buffer.alloc(32, 1) } as const
  await foundInstallation(outside(pool), made, new Date().toISOString())
  const found = await findInstallation(outside(pool))
  return found?.secret ?? made.secret
}

/** Asks for the suggestion of each visit; every next test has a slot of its own. */
export async function readyVisits(
  house: House,
  places: readonly Place[],
): Promise<readonly ReadyVisit[]> {
  const taken = new Set<string>()
  const ready: ReadyVisit[] = []
  const waiting = places.values()
  const worker = async () => {
    for (const place of waiting) ready.push(await readyVisit(house, place, taken))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return ready
}

async function readyVisit(house: House, place: Place, taken: Set<string>): Promise<ReadyVisit> {
  const providerId = providerIdOf(place.provider)
  const caller = { providerId, accountId: accountIdOf(place.provider, 'nurse') }
  const visit = routineVisit(place)
  const suggested = await suggestDose.run(house, caller, newId(house.clock()), visit)
  if (suggested.kind === 'refused') {
    throw new Error(`no suggestion: ${suggested.findings.map(({ message }) => message).join(' ')}`)
  }
  const free = suggested.offers.slots.map(slotName).find((slot) => !taken.has(slot)) ?? 'none'
  taken.add(free)
  return { place, caller, fields: { ...visit, token: suggested.token, slot: free } }
}

/** A visit without anything unusual: the INR is in range and no more than 0.9 from the last. */
function routineVisit(place: Place) {
  const tenths = Math.min(30, Math.max(20, tenthsOf(place.patient, 0)))
  return {
    patientId: patientIdOf(place),
    identity: identityOf(place),
    nothingToReport: 'yes',
    inr: formatInr({ comparator: '=', tenths }),
    method: 'provider-meter',
    meter: 'CoaguChek 4417',
    stripLot: 'L 62210',
    sampledOn: TODAY,
  }
}
