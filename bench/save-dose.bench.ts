import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { daysBetween } from '#base/day.ts'
import { percentile } from '#base/percentile.ts'
import { openJournal } from '#store/journal.ts'
import { openPool } from '#store/pool.ts'
import { acceptDose } from '#workflow/accept-dose.ts'
import type { House } from '#workflow/desk.ts'
import { newId } from '#workflow/new-id.ts'
import { bareSaves, writesOfOneSave } from './bare-saves.ts'
import type { BenchRow } from './bench-row.ts'
import { type County, copyOfCounty } from './county.ts'
import { type CountySize, lastTestedOn, type Place, patientsOf, TODAY } from './county-layout.ts'
import { type Ask, type LoadPlan, load } from './load.ts'
import { installationSecret, pretendedClock, type ReadyVisit, readyVisits } from './ready-visits.ts'
import { type ServedCounty, serveCounty } from './serve-county.ts'

// Saving a dose with everything that it writes, durably: through the act, beside the very same rows written by a
// bare client in one transaction; and over HTTP, at a pace and as fast as it goes.

const SHARE_ASKED = 0.4
const P99_ASKED_MS = 50
const CONCURRENCY = 8
const PACE = 20
const WARM_UP = 500
const SAVES = 1000
const SENT_AT_PACE = 400
const SIZE: CountySize = { patients: 12_000, providers: 8, resultsEach: 50, dosedEach: 4 }

export async function run(): Promise<BenchRow[]> {
  const county = await copyOfCounty(SIZE)
  const pool = openPool(county.appUrl)
  try {
    const secret = await installationSecret(pool)
    // On the disk, as the product keeps it, where the databases of a bench may lie in memory.
    const folder = mkdtempSync(join(tmpdir(), 'evenkeel-bench-journal-'))
    const journal = openJournal(folder)
    const house: House = { pool, clock: pretendedClock(), secret, journal }
    const places = placesOf(SIZE)
    const act = await throughAct(house, places)
    const bare = await byBareClient(county, house, places)
    const sent = await overHttp(county, house, places)
    await journal.close()
    rmSync(folder, { recursive: true })
    return rowsOf(act, bare, sent)
  } finally {
    await pool.end()
    await county.leave()
  }
}

type Sent = { readonly perSecond: number; readonly p99: number; readonly formP99: number }

const rowsOf = (act: number, bare: number, sent: Sent): BenchRow[] => [
  {
    what: 'doses saved a second through the act, 8 at a time (baseline: the same rows by bare pg)',
    ...{ asked: SHARE_ASKED * bare, measured: act, baseline: bare, ratio: act / bare },
  },
  {
    what: 'doses saved a second over HTTP with sign-in, 8 at a time (baseline: the same rows by bare pg)',
    ...{ asked: PACE, measured: sent.perSecond, baseline: bare, ratio: sent.perSecond / bare },
  },
  {
    what: 'save of a dose over HTTP, p99 in ms at 20 a second (baseline: the sign-in form)',
    ...{ asked: P99_ASKED_MS, measured: sent.p99, baseline: sent.formP99 },
    ratio: sent.p99 / sent.formP99,
    mustBe: 'at most',
  },
]

/** A protocol may give no dose on an INR so soon after the last: Coventry's is the longest wait (clinical reference 1.6). */
const DAYS_SINCE_LAST = 7

/**
 * People of all providers in turn, each of them once in the whole bench; nobody whose schedule has run out, or whose last
 * INR is too near for a dose.
 */
function placesOf(size: CountySize): Iterator<Place> {
  const { providers } = size
  const each = patientsOf(size, 0)
  const all = Array.from({ length: each * providers }, (_, nth) => ({
    provider: nth % providers,
    patient: 1 + Math.floor(nth / providers),
  }))
  return all
    .filter(({ patient }) => patient % 33 !== 0)
    .filter(({ patient }) => daysBetween(lastTestedOn(patient), TODAY) >= DAYS_SINCE_LAST)
    .values()
}

function take(places: Iterator<Place>, count: number): readonly Place[] {
  return Array.from({ length: count }, () => {
    const next = places.next()
    if (next.done) throw new Error('the county has too few people')
    return next.value
  })
}

async function throughAct(house: House, places: Iterator<Place>): Promise<number> {
  await saveAll(house, await readyVisits(house, take(places, WARM_UP)))
  const visits = await readyVisits(house, take(places, SAVES))
  const started = performance.now()
  await saveAll(house, visits)
  return SAVES / ((performance.now() - started) / 1000)
}

async function saveAll(house: House, visits: readonly ReadyVisit[]): Promise<void> {
  const waiting = visits.values()
  const worker = async () => {
    for (const { caller, fields } of waiting) {
      const saved = await acceptDose.run(house, caller, newId(house.clock()), fields)
      if (saved.kind === 'refused') throw new Error(`not saved: ${saved.findings[0]?.message}`)
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, worker))
}

async function byBareClient(
  { appUrl }: County,
  house: House,
  places: Iterator<Place>,
): Promise<number> {
  const [visit] = await readyVisits(house, take(places, 1))
  if (visit === undefined) throw new Error('there is no visit to copy')
  const sample = { place: visit.place, writes: await writesOfOneSave(appUrl, house, visit) }
  await bareSaves(appUrl, sample, take(places, WARM_UP), CONCURRENCY)
  return await bareSaves(appUrl, sample, take(places, SAVES), CONCURRENCY)
}

async function overHttp(county: County, house: House, places: Iterator<Place>): Promise<Sent> {
  const served = await serveCounty(county)
  try {
    const asks = await saves(served, house, take(places, WARM_UP + SAVES + SENT_AT_PACE))
    const form: Ask = { method: 'GET', path: '/sign-in', headers: {} }
    const plan = { url: served.url, concurrency: CONCURRENCY } satisfies Partial<LoadPlan>
    await load({ ...plan, asks: asks.slice(0, WARM_UP) })
    const fast = await load({ ...plan, asks: asks.slice(WARM_UP, WARM_UP + SAVES) })
    const paced = await load({ ...plan, asks: asks.slice(WARM_UP + SAVES), perSecond: PACE })
    const forms = Array.from({ length: SENT_AT_PACE }, () => form)
    const formsPaced = await load({ ...plan, asks: forms, perSecond: PACE })
    return {
      perSecond: fast.perSecond,
      p99: percentile(paced.times, 99),
      formP99: percentile(formsPaced.times, 99),
    }
  } finally {
    await served.stop()
  }
}

async function saves(
  served: ServedCounty,
  house: House,
  places: readonly Place[],
): Promise<readonly Ask[]> {
  const visits = await readyVisits(house, places)
  const providers = Array.from({ length: SIZE.providers }, (_, provider) => provider)
  const nurses = await Promise.all(providers.map((provider) => served.signIn(provider, 'nurse')))
  return visits.map(({ place, fields }) => {
    const { cookie = '', csrf = '' } = nurses[place.provider] ?? {}
    return {
      method: 'POST',
      path: '/api/acts/accept-dose',
      headers: {
        cookie,
        'x-csrf': csrf,
        'content-type': 'application/json',
        'idempotency-key': newId(Date.now()),
      },
      body: JSON.stringify(fields),
    }
  })
}
