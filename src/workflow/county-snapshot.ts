import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import type { Pool } from 'pg'
import { z } from 'zod'
import { type Day, day, daysBetween, londonDay } from '#base/day.ts'
import { residentOf } from '#simulation/resident.ts'
import { openPool } from '#store/pool.ts'
import { bringBack, rowsOfProviders, TABLE_ROWS } from '#store/snapshot.ts'
import { allStaff } from '#store/staff.ts'
import { inTransaction } from '#store/tx.ts'
import {
  type CountySize,
  goOn,
  liveCounty,
  sitesThere,
  YOUNG_COUNTY,
} from './demonstration-county.ts'
import { LIFE_DAYS, type Years } from './demonstration-days.ts'
import { COMPETENT_FOR_DAYS, type OpenSite, SITES } from './demonstration-sites.ts'
import type { House } from './desk.ts'
import type { Enrolled } from './virtual-clinic.ts'

// Two years of a county take longer to live than somebody waits for a first start. They are lived beforehand by
// `npm run county` and kept as rows; what has passed since is lived at the first start, by the same acts.

const PERSON = z.object({
  number: z.number(),
  joinedOn: z.string(),
  dueOn: z.string(),
  patientId: z.string(),
  episodeId: z.string(),
  method: z.enum(['provider-meter', 'laboratory']),
  isDosedHere: z.boolean(),
  dailyMg: z.number(),
  /** From which day of their life on they take how many milligrams. */
  told: z.array(z.tuple([z.number(), z.number()])),
})
const SITE = z.object({
  prefix: z.string(),
  seed: z.number(),
  providerId: z.string(),
  people: z.array(PERSON),
})
const SNAPSHOT = z.object({
  /** The first day that is not lived yet. */
  nextDay: z.string(),
  sites: z.array(SITE),
  tables: z.array(TABLE_ROWS),
})
type Snapshot = z.infer<typeof SNAPSHOT>

/** Packs a county that was lived until this morning, with everything that goes on from here. */
export async function packCounty(
  house: House,
  migratorPool: Pool,
  county: readonly Years[],
): Promise<Uint8Array> {
  const providerIds = county.map(({ open }) => open.providerId)
  const snapshot: Snapshot = {
    nextDay: londonDay(house.clock()),
    sites: county.map(({ open, seed, due }) => ({
      prefix: open.site.prefix,
      seed,
      providerId: open.providerId,
      people: [...due].flatMap(([dueOn, people]) => people.map((one) => ({ ...kept(one), dueOn }))),
    })),
    tables: [...(await rowsOfProviders(migratorPool, providerIds))],
  }
  const text = Buffer.from(JSON.stringify(snapshot))
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: text.byteLength,
  }
  return brotliCompressSync(text, { params })
}

function kept({ resident, ...known }: Enrolled): Omit<z.infer<typeof PERSON>, 'dueOn'> {
  const { number, joinedOn, told } = resident
  const changes = [...told.entries()].filter(([nth, mg]) => nth === 0 || mg !== told[nth - 1])
  return { number, joinedOn, ...known, told: changes }
}

const unpacked = (packed: Uint8Array): Snapshot =>
  SNAPSHOT.parse(JSON.parse(brotliDecompressSync(packed).toString('utf8')))

/**
 * So many days are lived on at most, all of them while everybody there is still competent.
 * @technical How long somebody waits for a first start.
 */
const LIVED_ON_DAYS = COMPETENT_FOR_DAYS - 30

/**
 * Brings the county in: as it was packed, then each day since. Where nobody may bring rows back, or today is taken for a day
 * that was lived already or is long after it, a younger and smaller one is lived instead. One that is there, or was broken
 * off, is left as it is.
 */
export async function bringInCounty(
  house: House,
  migratorUrl: string | undefined,
  packed: Uint8Array,
  young: CountySize = YOUNG_COUNTY,
): Promise<void> {
  if ((await sitesThere(house, SITES)).length > 0) return
  const { nextDay, sites, tables } = unpacked(packed)
  const today = londonDay(house.clock())
  const since = daysBetween(day(nextDay), today)
  if (migratorUrl === undefined || since < 0 || since > LIVED_ON_DAYS) {
    await liveCounty(house, young)
    return
  }
  const pool = openPool(migratorUrl, 1)
  try {
    await bringBack(pool, tables)
  } finally {
    await pool.end()
  }
  const county = await Promise.all(
    sites.map((site) => yearsAgain(house, site, { today, middle: day(nextDay) })),
  )
  await goOn(house, county, { from: day(nextDay), today })
}

async function yearsAgain(
  house: House,
  { prefix, seed, providerId, people }: z.infer<typeof SITE>,
  days: Pick<Years, 'today' | 'middle'>,
): Promise<Years> {
  const due = new Map<Day, readonly Enrolled[]>()
  const here = new Map<string, Enrolled>()
  for (const { dueOn, number, joinedOn, told, ...known } of people) {
    const resident = residentOf(number, { seed, joinedOn: day(joinedOn), days: LIFE_DAYS })
    for (const [from, mg] of told) resident.told.fill(mg, from)
    const on = day(dueOn)
    const patient = { resident, ...known }
    due.set(on, [...(due.get(on) ?? []), patient])
    here.set(patient.patientId, patient)
  }
  const open = await siteAgain(house, prefix, providerId)
  return { house, open, ...days, seed, joining: new Map(), due, people: here }
}

async function siteAgain(house: House, prefix: string, providerId: string): Promise<OpenSite> {
  const site = SITES.find((known) => known.prefix === prefix)
  if (site === undefined) throw new Error(`the county has no ${prefix}: run npm run county`)
  const staff = await inTransaction(house.pool, providerId, async (tx) => ({
    keep: false,
    answer: await allStaff(tx),
  }))
  return {
    site,
    providerId,
    callerOf: (role) => ({
      providerId,
      accountId: staff.find((member) => member.role === role)?.accountId ?? '',
    }),
  }
}
