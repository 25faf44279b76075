import assert from 'node:assert/strict'
import process from 'node:process'
import { test } from 'node:test'
import { addDays, type Day, day } from '#base/day.ts'
import type { PatientFacts } from '#contract/activity.ts'
import { figuresTold } from '#contract/adjustments.ts'
import {
  type CalendarMonth,
  lastDay,
  monthsFrom,
  monthsLater,
  nthWorkingDay,
} from '#contract/calendar-month.ts'
import { released } from '#contract/catalogue.ts'
import { courseFactsOf } from '#contract/course-facts.ts'
import { figuresOf, type ReturnFigures } from '#contract/monthly-return.ts'
import { monthsOfQuarter, quarterOf } from '#contract/quarter.ts'
import type { ClaimEntry } from '#contract/quarterly-claim.ts'
import type { ContractVersion } from '#store/contracts.ts'
import type { MonthlyReturn } from '#store/monthly-returns.ts'
import type { ClaimedElsewhere, SubmittedClaim } from '#store/quarterly-claims.ts'
import { type ClaimsHeld, draftOf } from '#workflow/claims-read.ts'
import { adjustmentsIn, countMonth, type UnderContract } from '#workflow/returns-read.ts'
import { asKnownOn, countyYear, type YearProvider } from './county-year.ts'
import { type ClaimedByOthers, countedByDays, paidOf, type Worth } from './county-year-oracle.ts'

// A year of a county, month by month: each return on the tenth working day, each claim on the fifteenth after its quarter, by the
// functions of the product on what its record knew on that evening; each held to what the other way makes of the same evening.

/** A twelfth of the patients that `npm run soak` has, with the same rules. */
const EACH = Number(process.env['EVENKEEL_YEAR_EACH'] ?? 20)
const COUNTY = { seed: 20_270_401, providers: 60, each: EACH }
const AGREED = released('sheffield-2020-21', 1)
const [FIRST, LAST] = ['2027-04', '2028-03'] as [CalendarMonth, CalendarMonth]
const MONTHS = monthsFrom(FIRST, LAST)
const LINES = ['active-level-3', 'active-level-4', 'initiated-level-5', 'home-visits'] as const

/** One provider as it goes through the year, and beside it what the other way knows to be claimed. */
type Going = {
  readonly provider: YearProvider
  /** The patients of more than one provider: of others nobody else can have claimed anything. */
  readonly shared: ReadonlySet<string>
  readonly returns: MonthlyReturn[]
  /** What the other way counted when each return was made. */
  readonly returned: Map<string, readonly Worth[]>
  readonly claims: SubmittedClaim[]
  readonly entries: Map<string, readonly ClaimEntry[]>
  /** What the other way has claimed until now, by what it is for. */
  readonly claimed: Map<string, Worth>
}

const dayOf = (month: CalendarMonth, nth: number): Day => {
  const worked = nthWorkingDay(month, nth)
  assert.equal(worked.kind, 'day')
  return worked.kind === 'day' ? worked.day : day('1900-01-01')
}

test('over a year of a county of 60 providers each return, adjustment and claim is what a count day by day makes of it', () => {
  const providers = countyYear(COUNTY)
  const shared = sharedPatients(providers)
  const going = providers.map((provider): Going => {
    const [returned, entries, claimed] = [new Map(), new Map(), new Map()]
    return { provider, shared, returns: [], returned, claims: [], entries, claimed }
  })
  const sums = { patients: patientsOf(providers).size, ...NO_SUMS }
  for (const month of MONTHS) {
    const on = dayOf(monthsLater(month, 1), 10)
    for (const one of going.filter((each) => isOwed(each, month))) {
      returnMonth(one, month, on, going, sums)
    }
    if (monthsOfQuarter(quarterOf(month)).at(-1) !== month) continue
    const claimOn = dayOf(monthsLater(month, 1), 15)
    for (const one of going) claimQuarter(one, month, claimOn, going, sums)
  }

  assert.equal(sums.patients, COUNTY.providers * COUNTY.each)
  // A year in which nothing was late, beyond the cap or put right would show nothing.
  assert.ok(sums.adjusted > 50 && sums.changes > 50 && sums.unpaid > 50, JSON.stringify(sums))
  assert.ok(sums.pence > 100_000_00, JSON.stringify(sums))
})

const NO_SUMS = { returns: 0, adjusted: 0, claims: 0, pence: 0, changes: 0, unpaid: 0 }
type Sums = { -readonly [Name in keyof typeof NO_SUMS]: number }

const patientsOf = (providers: readonly YearProvider[]) =>
  new Set(providers.flatMap(({ courses }) => courses.map(({ patientId }) => patientId)))

/** Who is a patient of two providers in the year. */
function sharedPatients(providers: readonly YearProvider[]): ReadonlySet<string> {
  const [seen, shared] = [new Set<string>(), new Set<string>()]
  for (const one of providers) {
    for (const patientId of patientsOf([one])) (seen.has(patientId) ? shared : seen).add(patientId)
  }
  return shared
}

const isOwed = ({ provider: { from, to } }: Going, month: CalendarMonth) =>
  lastDay(month) >= from && `${month}-01` <= to

function returnMonth(
  one: Going,
  month: CalendarMonth,
  on: Day,
  going: readonly Going[],
  sums: Sums,
) {
  const under = underOn(one, on, going)
  const counted = countMonth(under, month)
  assert.ok(counted !== undefined)
  const elsewhere = claimedBy(going, one)
  const byDays = countedByDays(one.provider, month, on, elsewhere)
  assert.deepEqual(counted.figures, figuresByDays(byDays), `${one.provider.id} ${month}`)
  const adjustments = adjustmentsIn(under, month)
  const made = {
    ...RETURN,
    id: `${one.provider.id} ${month}`,
    contractId: one.provider.id,
    month,
    submittedAt: Date.parse(on),
  }
  one.returns.push({ ...made, figures: counted.figures, facts: counted.activity, adjustments })
  one.returned.set(month, byDays)
  sums.returns += 1
  sums.adjusted += adjustments.length
  for (const earlier of MONTHS.filter((each) => each <= month && one.returned.has(each))) {
    const now = countedByDays(one.provider, earlier, on, elsewhere)
    assert.deepEqual(
      figuresTold(earlier, one.returns),
      figuresByDays(now),
      `${one.provider.id} ${earlier} as told with ${month}`,
    )
  }
}

function claimQuarter(
  one: Going,
  last: CalendarMonth,
  on: Day,
  going: readonly Going[],
  sums: Sums,
) {
  const quarter = quarterOf(last)
  const elsewhere = claimedBy(going, one)
  const under = underOn(one, on, going)
  const held: ClaimsHeld = {
    contracts: [under],
    claims: one.claims,
    entries: one.entries,
    paid: [],
  }
  const draft = draftOf(held, under, quarter)

  const ofQuarter = monthsOfQuarter(quarter).flatMap((month) =>
    paidOf(one.provider, one.returned.get(month) ?? [], elsewhere),
  )
  const earlier = MONTHS.filter((month) => month < quarter && one.returned.has(month))
  const now = earlier.flatMap((month) =>
    paidOf(one.provider, countedByDays(one.provider, month, on, elsewhere), elsewhere),
  )
  const before = [...one.claimed.values()]
  const [nowByKey, quarterByKey] = [byKey(now), byKey(ofQuarter)]
  assert.equal(
    draft.totalPence,
    penceOf(ofQuarter) + penceOf(now) - penceOf(before),
    `${one.provider.id} ${quarter}`,
  )

  const id = `${one.provider.id} ${quarter}`
  const months = draft.months.map(({ month }) => ({ ...CLAIMED, month }))
  const { sums: lines, unpaid, totalPence } = draft
  one.claims.push({
    ...CLAIM,
    ...{ recoveries: [], decided: null },
    id,
    contractId: one.provider.id,
    quarter,
    months,
    sums: lines,
    unpaid,
    totalPence,
    submittedAt: Date.parse(on),
  })
  one.entries.set(id, draft.entries)
  one.claimed.clear()
  for (const [key, worth] of [...nowByKey, ...quarterByKey]) one.claimed.set(key, worth)
  sums.claims += 1
  sums.pence += draft.totalPence
  sums.changes += draft.entries.filter(({ part }) => part === 'adjustment').length
  sums.unpaid += draft.unpaid.length
}

const penceOf = (all: readonly Worth[]) => all.reduce((sum, { pence }) => sum + pence, 0)
const byKey = (all: readonly Worth[]) =>
  new Map(all.map((each) => [`${each.month} ${each.kind} ${each.pence} ${each.of}`, each]))

function figuresByDays(counted: readonly Worth[]): ReturnFigures {
  const by = (kind: Worth['kind'], pence: number) =>
    counted.filter((each) => each.kind === kind && each.pence === pence).length
  const figures = [
    by('active', 1325),
    by('active', 1775),
    by('initiation', 5000),
    by('home-visit', 600),
  ]
  return { ...figuresOf([]), ...Object.fromEntries(LINES.map((line, nth) => [line, figures[nth]])) }
}

const claimedBy = (going: readonly Going[], one: Going): ClaimedByOthers =>
  Map.groupBy(
    going
      .filter((other) => other !== one)
      .flatMap(({ claimed }) => [...claimed.values()])
      .filter(({ patientId }) => one.shared.has(patientId)),
    ({ patientId }) => patientId,
  )

/** What the product would read of one provider on the evening of a day. */
function underOn(one: Going, on: Day, going: readonly Going[]): UnderContract {
  const { provider, returns } = one
  const elsewhere = elsewhereOf(one, going)
  const byPatient = Map.groupBy(provider.courses, ({ patientId }) => patientId)
  const patients = [...byPatient].flatMap(([patientId, courses]): PatientFacts[] => {
    const known = courses.flatMap((course) => asKnownOn(course, on) ?? [])
    const facts = known.flatMap((course) => courseFactsOf(course) ?? [])
    const homeVisits = known.flatMap((course) => course.homeVisits)
    const paidElsewhere = elsewhere.visits.get(patientId) ?? []
    return facts.length === 0 ? [] : [{ patientId, courses: facts, homeVisits, paidElsewhere }]
  })
  const version = {
    ...CONTRACT,
    id: provider.id,
    from: provider.from,
    to: provider.to,
    levels: provider.levels,
  }
  return { versions: [version], newest: version, kind: provider.kind, patients, elsewhere, returns }
}

/** By the ledgers of the others as the product's own claims made them. */
function elsewhereOf(one: Going, going: readonly Going[]): ClaimedElsewhere {
  const months = new Map<string, Set<CalendarMonth>>()
  const initiated = new Set<string>()
  const visits = new Map<string, Day[]>()
  for (const { patientId, kind, month, on } of going.flatMap((other) => standingOf(other, one))) {
    if (kind === 'initiation') initiated.add(patientId)
    if (kind === 'active') months.set(patientId, (months.get(patientId) ?? new Set()).add(month))
    if (on !== null && kind === 'home-visit') {
      visits.set(patientId, [...(visits.get(patientId) ?? []), on])
    }
  }
  return { months, initiated, visits, notCovered: one.provider.notCovered }
}

/** What a provider has claimed and not taken back, of patients whom another has as well. */
function standingOf({ entries, provider }: Going, one: Going): readonly ClaimEntry[] {
  if (provider === one.provider) return []
  const shared = [...entries.values()].flat().filter(({ patientId }) => one.shared.has(patientId))
  const same = Map.groupBy(
    shared,
    ({ patientId, kind, month, on, evidenceId }) =>
      `${patientId} ${kind} ${month} ${on} ${evidenceId}`,
  )
  return [...same.values()].flatMap((group) => {
    const [first] = group
    const balance = group.reduce((sum, { sign }) => sum + sign, 0)
    return first !== undefined && balance > 0 ? [first] : []
  })
}

const SIGNED = { signedBy: 'nobody', signedName: 'Nobody', signedRole: 'practice-manager' } as const
const AGREED_TO = {
  specificationId: 'sheffield-2020-21',
  specificationVersion: 1,
  specificationHash: AGREED?.hash ?? '',
} as const
const CONTRACT: Omit<ContractVersion, 'id' | 'from' | 'to' | 'levels'> = {
  ...AGREED_TO,
  version: 1,
  reference: 'invented',
  commissionerId: null,
  commissionerName: null,
  issued: null,
  offerId: null,
  support: null,
  effectiveOn: day('2027-04-01'),
  agreedWith: 'Nobody',
  agreedOn: addDays(day('2027-04-01'), -20),
  periodConfirmedBy: 'Nobody',
  recordedByName: 'Nobody',
  recordedAt: Date.parse('2027-03-20'),
}
const RETURN = {
  ...AGREED_TO,
  ...SIGNED,
  version: 1,
  contractVersion: 1,
  reason: null,
  hash: '',
} as const
const CLAIM = { ...SIGNED, version: 1, contractVersion: 1, reason: null, hash: '' } as const
const CLAIMED = { ...AGREED_TO, returnId: '', returnVersion: 1, returnHash: '' } as const
