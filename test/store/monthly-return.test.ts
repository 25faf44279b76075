import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { canonicalJson } from '#base/canonical.ts'
import { type Day, day } from '#base/day.ts'
import { isMonth, monthsFrom } from '#contract/calendar-month.ts'
import { changeEpisode, findEpisode } from '#store/episodes.ts'
import { monthlyReturns } from '#store/monthly-returns.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { returnByDays } from '#test/oracle/return-oracle.ts'
import { agreeContract } from '#workflow/agree-contract.ts'
import { findMonth, type MonthReturn, monthEnd, monthReturn } from '#workflow/month-end.ts'
import { newId } from '#workflow/new-id.ts'
import { returnPeople } from '#workflow/return-people.ts'
import { figuresInOrder, submitReturn } from '#workflow/submit-return.ts'
import { hashOf } from '#workflow/suggestion-token.ts'
import { dosed, goTo, started } from './initiation-desk.ts'

// What is returned for a month, against the same figures counted day by day in plain SQL (test/oracle/return-oracle.ts), and what
// becomes of a return that was submitted.

let clinic: TestClinic
let contractId: string
const CONTRACT = { from: '2026-04-01', to: '2028-03-31', levels: [3, 4, 5] }
const AGREED = {
  specification: 'sheffield-2020-21 1',
  reference: 'LCS-02/1',
  from: CONTRACT.from,
  to: CONTRACT.to,
  'level-3': 'yes',
  'level-4': 'yes',
  'level-5': 'yes',
  agreedWith: 'A. Winter',
  agreedOn: '2026-03-20',
}
const manager = () => clinic.callerOf('practice-manager')
const at = (instant: string) => clinic.clock.set(instant)

before(async () => {
  clinic = await testClinic()
  at('2026-04-01T08:00:00.000Z')
  const outcome = await agreeContract.run(
    clinic.house,
    manager(),
    newId(clinic.clock.now()),
    AGREED,
  )
  assert.equal(outcome.kind, 'done')
  contractId = (outcome as { subject: string }).subject
  await lives()
})
after(() => clinic.drop())

type Change = Partial<Parameters<typeof changeEpisode>[1]>

/** A new version of a course, as it is written down at this instant. */
async function changed(episodeId: string, instant: string, change: Change): Promise<void> {
  at(instant)
  await clinic.inTx(async (tx) => {
    const now = await findEpisode(tx, episodeId)
    assert.ok(now)
    const recordedBy = clinic.callerOf('nurse').accountId
    const next = { ...now, version: now.version + 1, recordedBy, recordedAt: instant, ...change }
    assert.equal(await changeEpisode(tx, next, 'Changed'), true)
  })
}

const PAUSED = {
  phase: 'suspended',
  suspendedFrom: '2026-05-20',
  suspendedUntil: '2026-12-01',
} as const
const RESUMED = { phase: 'maintaining', suspendedFrom: null, suspendedUntil: null } as const
const ended = (endedOn: Day, endedReason = 'completed'): Change => ({
  phase: 'ended',
  endedOn,
  endedReason,
  nextTestOn: null,
  suspendedFrom: null,
  suspendedUntil: null,
})

const people: Record<string, { readonly patientId: string; readonly episodeId: string }> = {}

/** Everybody whose course lies on an edge of a month: what each should count is worked out by hand below. */
async function lives(): Promise<void> {
  const somebody = async (name: string, known: Parameters<TestClinic['addEpisode']>[1] = {}) => {
    const patientId = await clinic.addPatient()
    people[name] = { patientId, episodeId: await clinic.addEpisode(patientId, known) }
    return people[name].episodeId
  }
  at('2026-04-01T09:00:00.000Z')
  await somebody('goes-on')
  await somebody('laboratory', { method: 'laboratory' })
  await somebody('apixaban', { medicine: 'apixaban', target: null })
  const pausedAllJune = await somebody('paused-all-june')
  const pausedMostJune = await somebody('paused-most-of-june')
  const endsMidJune = await somebody('ends-mid-june')
  const endsLastOfJune = await somebody('ends-on-the-last-of-june')
  const dies = await somebody('dies-on-the-last-but-one-of-june')
  const own = await somebody('gets-a-meter-on-the-last-of-june')
  const leap = await somebody('ends-on-the-leap-day')
  const wrong = await somebody('entered-in-error')
  const dead = { standing: 'deceased', diedOn: '2026-06-20' } as const
  await clinic.addEpisode(await clinic.addPatient(dead))
  at('2026-06-15T09:00:00.000Z')
  await somebody('comes-in-june', { howStarted: 'transferred-in', startedOn: day('2020-01-01') })
  await changed(pausedAllJune, '2026-05-20T10:00:00.000Z', PAUSED)
  await changed(pausedAllJune, '2026-07-01T10:00:00.000Z', RESUMED)
  // London's 1 June begins at 23:00 of 31 May in UTC; a pause at that hour is of June, and the day before was none.
  await changed(pausedMostJune, '2026-06-01T23:30:00.000Z', PAUSED)
  await changed(pausedMostJune, '2026-07-02T10:00:00.000Z', RESUMED)
  await changed(
    endsMidJune,
    '2026-06-16T10:00:00.000Z',
    ended(day('2026-06-15'), 'transferred-out'),
  )
  await changed(endsLastOfJune, '2026-07-01T10:00:00.000Z', ended(day('2026-06-30')))
  await changed(dies, '2026-07-01T10:00:00.000Z', ended(day('2026-06-29'), 'died'))
  const own1 = await clinic.inTx((tx) => findEpisode(tx, own))
  assert.ok(own1)
  await changed(own, '2026-06-29T23:30:00.000Z', { plan: { ...own1.plan, method: 'own-meter' } })
  await changed(wrong, '2026-07-01T10:00:00.000Z', ended(day('2026-06-20'), 'entered-in-error'))
  at('2026-10-25T00:30:00.000Z')
  await somebody('comes-in-the-night-of-the-clock-change', { howStarted: 'transferred-in' })
  await changed(leap, '2028-03-01T10:00:00.000Z', ended(day('2028-02-29')))
  at('2026-11-22T09:00:00.000Z')
  const initiated = await started(clinic)
  people['started-here'] = initiated
  goTo(clinic, 1)
  await dosed(clinic, initiated.patientId, 1, '1.0')
}

const MONTHS = monthsFrom('2026-03' as never, '2028-03' as never).filter(isMonth)

async function figuresOf(month: string) {
  const found = await clinic.inTx((tx) => findMonth(tx, { contractId, month }, day('2028-03-31')))
  return found?.counted.figures
}

test('S25, S27, S30: every month counts what it counts day by day in plain SQL, over two years with a leap day and four clock changes', async () => {
  const counts: number[] = []
  for (const month of MONTHS.slice(1)) {
    const oracle = await returnByDays(
      clinic.database.migratorPool,
      clinic.providerId,
      month,
      CONTRACT,
    )
    assert.deepEqual(await figuresOf(month), oracle, month)
    counts.push(Object.values(oracle).reduce((sum, each) => sum + each, 0))
  }
  assert.ok(new Set(counts).size >= 4, `the months differ: ${counts.join(' ')}`)
})

/** Who is counted on a line, by the names above. */
async function counted(month: string, line: string): Promise<readonly string[]> {
  at('2028-03-31T09:00:00.000Z')
  const list = await returnPeople(clinic.house, manager(), { contractId, month, line })
  assert.ok(list.kind === 'return-people', JSON.stringify(list))
  assert.equal(list.count, list.people.length)
  const names = new Map(Object.entries(people).map(([name, { patientId }]) => [patientId, name]))
  return list.people.map(({ who }) => names.get(who.id) ?? '').sort()
}

test('S25: June by hand: who is paused all month, moved away, died or was entered in error is not counted; who ends on the last day is', async () => {
  assert.deepEqual(await counted('2026-06', 'active-level-4'), [
    'comes-in-june',
    'ends-on-the-last-of-june',
    'ends-on-the-leap-day',
    'goes-on',
    'paused-most-of-june',
  ])
  assert.deepEqual(await counted('2026-06', 'active-level-3'), [
    'gets-a-meter-on-the-last-of-june',
    'laboratory',
  ])
})

test('S25: February of a leap year by hand counts whose treatment ended on its 29th', async () => {
  const february = await counted('2028-02', 'active-level-4')
  assert.ok(february.includes('ends-on-the-leap-day'))
  assert.ok(!(await counted('2028-03', 'active-level-4')).includes('ends-on-the-leap-day'))
})

test('S6, S27: who was started by a protocol here is counted once, in the month of the first dose', async () => {
  assert.deepEqual(await counted('2026-11', 'initiated-level-5'), ['started-here'])
  assert.deepEqual(await counted('2026-12', 'initiated-level-5'), [])
})

async function look(month: string): Promise<MonthReturn> {
  const shown = await monthReturn(clinic.house, manager(), { contractId, month })
  assert.ok(shown.kind === 'month-return', JSON.stringify(shown))
  return shown
}

const formOf = (shown: MonthReturn, known: Readonly<Record<string, string>> = {}) => ({
  contractId,
  month: shown.month,
  version: `${shown.versions[0]?.version ?? 0}`,
  seen: shown.seen,
  seenFigures: figuresInOrder(shown.figures),
  signed: 'yes',
  ...known,
})
const submit = (form: Readonly<Record<string, string>>, key = newId(clinic.clock.now())) =>
  submitReturn.run(clinic.house, manager(), key, form)
const codes = (outcome: Awaited<ReturnType<typeof submit>>) =>
  outcome.kind === 'refused' ? outcome.findings.map(({ code }) => code) : [outcome.kind]
const returns = () => clinic.inTx((tx) => monthlyReturns(tx, contractId))

test('S30: no return of a month that has not ended; from the first day after it is signed and submitted once under its key', async () => {
  at('2026-06-30T22:30:00.000Z')
  assert.deepEqual(codes(await submit(formOf(await look('2026-06')))), ['not-ended'])
  at('2026-06-30T23:30:00.000Z')
  const form = formOf(await look('2026-06'))
  assert.deepEqual(codes(await submit({ ...form, signed: '' })), ['required'])
  const key = newId(clinic.clock.now())
  const [first, second] = [await submit(form, key), await submit(form, key)]
  assert.deepEqual(codes(first), ['done'])
  assert.deepEqual(second, first)
  assert.equal((await returns()).length, 1)
  assert.deepEqual(
    codes(await submit(form)),
    ['changed-meanwhile'],
    'by another key it is another version',
  )
})

test('S30: what was submitted is the figures, the records behind them and who signed, under a hash of all of it, and cannot be changed', async () => {
  const [kept] = await returns()
  assert.ok(kept)
  assert.equal(kept.signedName, 'Test practice-manager')
  assert.equal(
    kept.facts.length,
    Object.values(kept.figures).reduce((sum, each) => sum + each, 0),
  )
  assert.doesNotMatch(canonicalJson(kept.facts), /Hargreaves|999\d{7}|1942/)
  const { figures, facts, adjustments, month, version, reason, signedBy, signedName, signedRole } =
    kept
  const content = {
    ...{ month, contract: contractId, contractVersion: 1, figures, facts, adjustments },
    specification: kept.specificationId,
    specificationVersion: kept.specificationVersion,
    specificationHash: kept.specificationHash,
  }
  const signed = { version, reason, signedBy, signedName, signedRole }
  const submittedAt = new Date(kept.submittedAt).toISOString()
  assert.equal(kept.hash, hashOf({ ...content, ...signed, submittedAt }))
  for (const sql of [`update monthly_return set version = 9`, 'delete from monthly_return']) {
    await assert.rejects(
      clinic.inTx((tx) => tx.query(sql, [])),
      /permission denied/,
    )
  }
})

test('S30: nobody signs what they have not seen: where it counts otherwise since the page was made, it is refused with what is different', async () => {
  at('2026-08-03T09:00:00.000Z')
  const shown = await look('2026-07')
  await clinic.addEpisode(await clinic.addPatient(), { startedOn: day('2026-07-20') })
  const refusal = await submit(formOf(shown))
  assert.deepEqual(codes(refusal), ['counts-otherwise'])
  const was = shown.figures['active-level-4']
  const message = refusal.kind === 'refused' ? refusal.findings[0]?.message : ''
  assert.match(message ?? '', new RegExp(`level 4 ${was} then and ${was + 1} now`))
  assert.deepEqual(codes(await submit(formOf(await look('2026-07')))), ['done'])
})

test('S30: what is entered late makes the month that was returned count otherwise, and the next return says so once and is never lost', async () => {
  at('2026-09-01T09:00:00.000Z')
  const { figures } = await look('2026-06')
  assert.deepEqual((await look('2026-06')).changed, [])
  const goes = people['goes-on']
  assert.ok(goes)
  await changed(
    goes.episodeId,
    '2026-09-01T09:30:00.000Z',
    ended(day('2026-06-10'), 'transferred-out'),
  )
  const [level4, july] = [figures['active-level-4'], await look('2026-07')]
  assert.deepEqual((await look('2026-06')).changed, [
    { month: '2026-06', line: 'active-level-4', was: level4, now: level4 - 1 },
  ])
  const oracle = await returnByDays(
    clinic.database.migratorPool,
    clinic.providerId,
    '2026-06',
    CONTRACT,
  )
  assert.deepEqual((await look('2026-06')).figures, oracle)

  const august = await look('2026-08')
  const said = [
    { month: '2026-06', line: 'active-level-4', was: level4, now: level4 - 1 },
    {
      month: '2026-07',
      line: 'active-level-4',
      was: july.figures['active-level-4'] + 1,
      now: july.figures['active-level-4'],
    },
  ]
  assert.deepEqual(august.adjustments, said)
  assert.deepEqual(codes(await submit(formOf(august))), ['done'])
  assert.deepEqual((await returns()).at(-1)?.adjustments, said)
  assert.deepEqual((await look('2026-06')).changed, [], 'the commissioner knows')
  at('2026-10-01T09:00:00.000Z')
  assert.deepEqual((await look('2026-09')).adjustments, [])
  assert.deepEqual((await look('2026-08')).adjustments, said, 'made again, it says it again')
})

test('S30: a return is submitted again with a reason alone, as another version beside the one before', async () => {
  const again = await look('2026-06')
  assert.deepEqual(codes(await submit(formOf(again))), ['required'])
  assert.deepEqual(codes(await submit(formOf(again, { reason: 'because' }))), ['required'])
  assert.deepEqual(codes(await submit(formOf(again, { reason: 'entered-late' }))), ['done'])
  const june = (await returns()).filter(({ month }) => month === '2026-06')
  assert.deepEqual(
    june.map(({ version, reason }) => [version, reason]),
    [
      [1, null],
      [2, 'entered-late'],
    ],
  )
})

test('S30: a month of no contract, of another provider, or written as no month is not here', async () => {
  for (const known of [
    { month: '2026-03' },
    { month: '2026-13' },
    { month: '' },
    { contractId: newId(0) },
  ]) {
    const form = formOf(await look('2026-09'), known)
    assert.deepEqual(codes(await submit(form)), ['not-found'], JSON.stringify(known))
  }
})

test('S30: the page of months shows each with its change on the month before, and how its return stands', async () => {
  at('2026-10-21T09:00:00.000Z')
  const shown = await monthEnd(clinic.house, manager(), {})
  assert.ok(shown.kind === 'month-end')
  const [{ months } = { months: [] }] = shown.contracts
  assert.deepEqual(
    months.map(({ month, standing }) => [month, standing.kind]),
    [
      ['2026-10', 'not-ended'],
      ['2026-09', 'open'],
      ['2026-08', 'returned'],
      ['2026-07', 'returned'],
      ['2026-06', 'returned'],
      ['2026-05', 'late'],
      ['2026-04', 'late'],
    ],
  )
  for (const [nth, each] of months.entries()) {
    const before = months[nth + 1]
    const changes = (each.change ?? []).map(
      ({ line, by }) => by === each.figures[line] - (before?.figures[line] ?? 0),
    )
    assert.ok(changes.every(Boolean), each.month)
  }
  assert.equal(months.at(-1)?.change, undefined)
})

test('what is done about contracts and returns writes nothing of anybody’s care', async () => {
  const { migratorPool } = clinic.database
  const { rows } = await migratorPool.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  )
  const contents = async () => {
    const counted = await migratorPool.query(
      rows
        .map(
          ({ name }) =>
            `select '${name}' as name, count(*)::int as n, sum(hashtextextended(t::text, 0)) as h from ${name} t`,
        )
        .join(' union all '),
    )
    return new Map(counted.rows.map(({ name, n, h }) => [name, `${n} ${h}`]))
  }
  const before = await contents()
  assert.deepEqual(codes(await submit(formOf(await look('2026-05')))), ['done'])
  const next = await agreeContract.run(clinic.house, manager(), newId(clinic.clock.now()), {
    ...AGREED,
    from: '2028-04-01',
    to: '2029-03-31',
  })
  assert.equal(next.kind, 'done')
  const after = await contents()
  const written = [...after].filter(([name, now]) => before.get(name) !== now).map(([name]) => name)
  assert.deepEqual(written, [
    'audit_head',
    'audit_line',
    'contract',
    'monthly_return',
    'request_key',
    // Which levels are provided where, for the directory: of the service, and of nobody's care.
    'service_offer',
  ])
})
