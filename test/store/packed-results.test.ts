import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { addDays, type Day, londonDay } from '#base/day.ts'
import { courseHistory } from '#store/control-history.ts'
import { noteNightDone } from '#store/control-night.ts'
import { PACKING, packResults } from '#store/kept-results.ts'
import { daysOfPacked } from '#store/packed-inr.ts'
import { providersOf } from '#store/providers.ts'
import { addResults, type NewResult } from '#store/results.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { INR_COURSES, readHistory } from '#workflow/clinic-history.ts'
import { newId } from '#workflow/new-id.ts'
import { packResultsNightly } from '#workflow/pack-results-nightly.ts'

type Person = { readonly patientId: string; readonly episodeId: string }

let clinic: TestClinic
let people: readonly Person[]

before(async () => {
  clinic = await testClinic()
  people = [await person(), await person(), await person()]
})
after(() => clinic.drop())

async function person(): Promise<Person> {
  const patientId = await clinic.addPatient()
  return {
    patientId,
    episodeId: await clinic.addEpisode(patientId, { recordedAt: '2020-01-01T09:00:00Z' }),
  }
}

const MINUTE = 60_000
const DAY = 1440 * MINUTE
/** Each history is of weeks of its own, the next after it. */
const WEEKS_MS = 28 * DAY
const NIGHT = 14 * DAY
const NIGHT_MINUTE = NIGHT / MINUTE

/** Most was entered before the night: a course with news is read one by one. */
const WHEN = fc.oneof(
  { arbitrary: fc.nat(NIGHT_MINUTE - 70), weight: 8 },
  { arbitrary: fc.integer({ min: NIGHT_MINUTE - 70, max: NIGHT_MINUTE + 5 }), weight: 1 },
  { arbitrary: fc.integer({ min: NIGHT_MINUTE, max: 28 * 1440 }), weight: 1 },
)

/** Something that was entered, within the weeks; a later one may replace one before it. */
const ENTRY = fc.record({
  of: fc.nat(2),
  minute: WHEN,
  isLate: fc.boolean(),
  fourWeeksBefore: fc.nat(24),
  comparator: fc.constantFrom('=', '=', '=', '>', '<'),
  tenths: fc.integer({ min: 8, max: 80 }),
  method: fc.constantFrom('provider-meter', 'provider-meter', 'laboratory'),
  status: fc.constantFrom('final', 'final', 'preliminary'),
  replaces: fc.option(fc.nat(), { nil: null }),
  becomes: fc.constantFrom('corrected', 'corrected', 'void'),
} as const)
type Entry = typeof ENTRY extends fc.Arbitrary<infer E> ? E : never

const HISTORY = fc.record({
  entries: fc.array(ENTRY, { minLength: 1, maxLength: 14 }),
  asAt: fc.oneof(fc.integer({ min: NIGHT_MINUTE, max: 28 * 1440 }), fc.nat(NIGHT_MINUTE)),
  until: fc.oneof(fc.constant(0), fc.nat(500)),
  days: fc.nat(400),
})

type Entered = NewResult & { readonly atMs: number; readonly isAfterNight: boolean }

/** The entries as results. Of the hour before the night some were committed only after it, as what replaces them was. */
function entered(entries: readonly Entry[], begins: number): readonly Entered[] {
  const all: Entered[] = []
  const replaced = new Set<string>()
  for (const entry of [...entries].sort((one, other) => one.minute - other.minute)) {
    const old = entry.replaces === null ? undefined : all[entry.replaces % (all.length || 1)]
    const isFree = old !== undefined && !replaced.has(old.id)
    if (isFree) replaced.add(old.id)
    all.push(resultOf(entry, begins, isFree ? old : undefined))
  }
  return all
}

function resultOf(entry: Entry, begins: number, old: Entered | undefined): Entered {
  const { of, minute, isLate, fourWeeksBefore, comparator, tenths, method, status, becomes } = entry
  const atMs = begins + minute * MINUTE
  const night = begins + NIGHT
  const isHeldUp = isLate && atMs > night - 59 * MINUTE
  const who = people[of] ?? { patientId: '', episodeId: '' }
  return {
    ...who,
    id: newId(atMs),
    inr: { comparator, tenths },
    raw: 'as read',
    sampledOn: old?.sampledOn ?? addDays(londonDay(begins), -28 * fourWeeksBefore),
    sampledAt: null,
    method,
    device: null,
    status: old === undefined ? status : becomes,
    replaces: old?.id ?? null,
    reason: old === undefined ? null : 'typed wrong',
    doseBeforeUg: null,
    omitDays: null,
    plannedNextOn: null,
    comment: null,
    importBatchId: null,
    enteredBy: clinic.callerOf('nurse').accountId,
    enteredAt: new Date(atMs).toISOString(),
    atMs,
    isAfterNight: atMs > night || isHeldUp || old?.isAfterNight === true,
  }
}

const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

async function packAt(at: number): Promise<void> {
  await clinic.inTx(async (tx) => {
    await packResults(tx, BEFORE_ALL, 100)
    await noteNightDone(tx, PACKING, londonDay(at), new Date(at).toISOString())
  })
}

type Asked = { readonly from: Day; readonly until: Day; readonly asAt: number }

/** What figures of control are made of, by course: of everybody, or of one person after the other. */
async function columnsOf({ from, until, asAt }: Asked, patientIds: readonly (string | null)[]) {
  const found = new Map<string, unknown>()
  for (const patientId of patientIds) {
    const { courses, columns } = await clinic.inTx((tx) =>
      readHistory({ tx, today: londonDay(asAt) }, { period: { from, until }, asAt, patientId }),
    )
    for (const { id, rows } of courses) {
      const cut = <Of extends { subarray(from: number, to: number): Iterable<number> }>(of: Of) => [
        ...of.subarray(rows.first, rows.end),
      ]
      found.set(id, [cut(columns.days), cut(columns.readings), cut(columns.fromMeter)])
    }
  }
  return found
}

let weeks = Date.parse('2026-11-22T00:00:00Z')

test('H37: packed or read one by one, the results of a course are the same, as at any instant', async () => {
  await fc.assert(
    fc.asyncProperty(HISTORY, async ({ entries, asAt, until: back, days }) => {
      const begins = weeks
      weeks += WEEKS_MS
      const results = entered(entries, begins)
      const add = (isAfterNight: boolean) => {
        const some = results.filter((result) => result.isAfterNight === isAfterNight)
        return clinic.inTx((tx) => addResults(tx, some))
      }
      await add(false)
      await packAt(begins + NIGHT)
      await add(true)

      const until = addDays(londonDay(begins + asAt * MINUTE), -back)
      const asked = { from: addDays(until, -days), until, asAt: begins + asAt * MINUTE }
      const one = people.map(({ patientId }) => patientId)
      assert.deepEqual(await columnsOf(asked, [null]), await columnsOf(asked, one))
    }),
    { numRuns: 25 },
  )
})

const onDays = (...days: readonly number[]): Buffer => {
  const packed = Buffer.alloc(4 * days.length)
  for (const [nth, on] of days.entries()) packed.writeUInt32BE(on * 2 ** 12, nth * 4)
  return packed
}

test('of packed results those of some days are taken, first and last included, and all of the newest day before', () => {
  const all = onDays(10, 20, 20, 30, 40, 40)
  const between = (from: number, until: number) => daysOfPacked(all, from, until)
  assert.deepEqual(between(30, 40), { results: onDays(30, 40, 40), earlier: onDays(20, 20) })
  assert.deepEqual(between(31, 39), { results: onDays(), earlier: onDays(30) })
  assert.deepEqual(between(10, 30), { results: onDays(10, 20, 20, 30), earlier: onDays() })
  assert.deepEqual(between(1, 9), { results: onDays(), earlier: onDays() })
  assert.deepEqual(between(50, 60), { results: onDays(), earlier: onDays(40, 40) })
})

test('after a night only courses are read one by one of which something came since, if from the hour before', async () => {
  const now = weeks + DAY
  const clock = () => now
  const [busy] = people
  await packResultsNightly({ ...clinic.house, clock })
  const asked = { from: '2026-01-01', until: londonDay(now), asAt: now + DAY, patientId: null }
  const readSingly = async () => {
    const rows = await clinic.inTx((tx) => courseHistory(tx, asked, INR_COURSES))
    return rows.filter(({ earlier }) => earlier === 'not-read').map(({ id }) => id)
  }
  assert.deepEqual(await readSingly(), [])
  const entry = { ...QUIET, minute: (now - 30 * MINUTE - weeks) / MINUTE }
  await clinic.inTx((tx) => addResults(tx, entered([entry], weeks)))
  assert.deepEqual(await readSingly(), [busy?.episodeId])
  await packResultsNightly({ ...clinic.house, clock })
  assert.deepEqual(await readSingly(), [busy?.episodeId], 'the night of a day is done once')
  await packResultsNightly({ ...clinic.house, clock: () => now + DAY })
  assert.deepEqual(await readSingly(), [])
})

test('a night that fails at one site keeps no other from its night', async () => {
  const one = await testClinic()
  await testClinic({ database: one.database, prefix: 'other-' })
  const [failing, next] = await providersOf(one.pool)
  const { migratorPool } = one.database
  const refuse = `check (provider_id <> '${failing?.providerId}')`
  await migratorPool.query(`alter table nightly_run add constraint fails ${refuse} not valid`)
  await assert.rejects(packResultsNightly(one.house), /fails/)
  const { rows } = await migratorPool.query<{ at: string }>(
    'select provider_id as at from nightly_run',
  )
  assert.deepEqual(rows, [{ at: next?.providerId }])
  await one.drop()
})

const QUIET: Entry = {
  of: 0,
  minute: 0,
  isLate: false,
  fourWeeksBefore: 0,
  comparator: '=',
  tenths: 25,
  method: 'provider-meter',
  status: 'final',
  replaces: null,
  becomes: 'corrected',
}
