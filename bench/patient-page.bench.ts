import { percentile } from '#base/percentile.ts'
import { chance } from '#test/crash/chance.ts'
import type { BenchRow } from './bench-row.ts'
import { county, warm } from './county.ts'
import { type CountySize, patientIdOf, patientsOf } from './county-layout.ts'
import { type Ask, load } from './load.ts'
import { type ServedCounty, serveCounty } from './serve-county.ts'

// The page of a patient, opened by people of every provider of the county, eight at a time; beside it the sign-in
// form, which is the same door, frame and renderer without a patient.

const ASKED_PER_SECOND = 400
const ASKED_P95_MS = 50
const CONCURRENCY = 8
const WARM_UP = 4000
const PAGES = 6000

export async function run(): Promise<BenchRow[]> {
  const people = await county()
  await warm(people)
  const served = await serveCounty(people)
  try {
    const asks = await randomPages(people.size, served)
    const form: Ask = { method: 'GET', path: '/sign-in', headers: {} }
    const pages = async (some: readonly Ask[]) =>
      load({ url: served.url, asks: some, concurrency: CONCURRENCY })

    await pages(asks.slice(0, WARM_UP))
    const measured = await pages(asks.slice(WARM_UP))
    const baseline = await pages(Array.from({ length: PAGES }, () => form))

    return [
      {
        what: 'patient pages a second, 8 at a time (baseline: the sign-in form)',
        asked: ASKED_PER_SECOND,
        measured: measured.perSecond,
        baseline: baseline.perSecond,
        ratio: measured.perSecond / baseline.perSecond,
      },
      times('patient page, p95 in ms, 8 at a time (baseline: the sign-in form)', {
        measured: percentile(measured.times, 95),
        baseline: percentile(baseline.times, 95),
      }),
    ]
  } finally {
    await served.stop()
    await people.leave()
  }
}

const times = (
  what: string,
  at: { readonly measured: number; readonly baseline: number },
): BenchRow => ({
  what,
  asked: ASKED_P95_MS,
  ...at,
  ratio: at.measured / at.baseline,
  mustBe: 'at most',
})

/** Pages of patients anywhere in the county, each asked for by a nurse of that patient's provider. */
async function randomPages(size: CountySize, served: ServedCounty): Promise<readonly Ask[]> {
  const by = chance(1)
  const nurses: { readonly cookie: string }[] = []
  for (let provider = 0; provider < size.providers; provider += 1) {
    nurses.push(await served.signIn(provider, 'nurse'))
  }
  return Array.from({ length: WARM_UP + PAGES }, () => {
    const provider = by.below(size.providers)
    const patient = 1 + by.below(patientsOf(size, provider))
    const cookie = nurses[provider]?.cookie ?? ''
    const path = `/patients/${patientIdOf({ provider, patient })}`
    return { method: 'GET', path, headers: { cookie } }
  })
}
