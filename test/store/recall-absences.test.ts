import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ABSENCES, type Absence } from '#recall/absences.ts'
import { worklistPage } from '#store/worklists.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { oneOfEveryAbsence, recordsOf, TODAY } from '#test/every-absence.ts'
import { recordContact } from '#workflow/record-contact.ts'
import { todaysAbsences } from '#workflow/todays-absences.ts'
import { worklist } from '#workflow/worklist.ts'

let full: TestClinic
let empty: TestClinic
before(async () => {
  full = await testClinic()
  empty = await testClinic({ database: full.database, prefix: 'other-' })
  await oneOfEveryAbsence(full)
})
after(() => full.drop())

async function countsOf(clinic: TestClinic): Promise<ReadonlyMap<Absence, number>> {
  const page = await todaysAbsences(clinic.house, clinic.callerOf('nurse'), null)
  assert.equal(page.kind, 'absences', JSON.stringify(page))
  if (page.kind !== 'absences') throw new Error('no front page')
  return new Map(page.absences.map(({ kind, count }) => [kind, count]))
}

async function listOf(
  clinic: TestClinic,
  kind: Absence,
  filter: { risk?: string; owner?: string } = {},
) {
  const question = { kind, risk: filter.risk ?? null, owner: filter.owner ?? null, page: null }
  const list = await worklist(clinic.house, clinic.callerOf('nurse'), question)
  if (list.kind !== 'worklist') throw new Error(JSON.stringify(list))
  return list
}

for (const kind of ABSENCES) {
  test(`H22: ${kind} is found, and the front page counts exactly what its list shows`, async () => {
    const counted = (await countsOf(full)).get(kind) ?? 0
    const list = await listOf(full, kind)
    assert(counted > 0, 'nothing was found')
    assert.equal(list.lines.length, counted)
    assert.equal(list.sizes.all, counted)
  })

  test(`${kind} of one provider is never counted for another`, async () => {
    const counted = (await countsOf(empty)).get(kind)
    assert.equal(counted, kind === 'week-without-clinic' ? 4 : 0)
  })
}

test('the parts of a list add up to the list', async () => {
  for (const kind of ABSENCES) {
    const [all, high, other] = await Promise.all([
      listOf(full, kind),
      listOf(full, kind, { risk: 'high' }),
      listOf(full, kind, { risk: 'other' }),
    ])
    assert.equal(high.lines.length + other.lines.length, all.lines.length, kind)
    assert.equal(all.sizes.high, high.lines.length, kind)
    const mine = await listOf(full, kind, { owner: 'me' })
    assert.equal(all.sizes.mine, mine.lines.length, kind)
  }
})

test('H22: whoever is tested regularly has a test ahead or stands on a list', async () => {
  const listed = new Set<string>()
  for (const kind of ABSENCES) {
    for (const { patientId } of (await listOf(full, kind)).lines)
      if (patientId) listed.add(patientId)
  }
  const unlisted = await full.inTx((tx) =>
    tx.query<{ id: string; next: string | null }>(
      `select patient_id as id, next_test_on as next from episode
        where provider_id = $1 and phase in ('initiating', 'maintaining')
          and (next_test_on is null or next_test_on <= $2)`,
      [tx.providerId, TODAY],
    ),
  )
  assert.deepEqual(
    unlisted.filter(({ id }) => !listed.has(id)),
    [],
  )
})

test('H22: a person whose alarm is closed without a new test date is on a list at once', async () => {
  const records = recordsOf(full)
  const who = await records.person({ nextTestOn: TODAY, lastTestedOn: TODAY })
  const list = await listOf(full, 'no-next-test')
  assert(list.lines.some(({ patientId }) => patientId === who.patientId))
})

test('a person who has died or whose import was taken back is on no list', async () => {
  const before = await countsOf(full)
  for (const standing of ['deceased', 'withdrawn'] as const) {
    const patientId = await full.addPatient({ standing })
    await full.addEpisode(patientId, { nextTestOn: null })
  }
  assert.deepEqual(await countsOf(full), before)
})

test('a worklist that does not exist is refused, whatever its name', async () => {
  for (const kind of ['constructor', 'no-such-list', "overdue'; --"]) {
    const question = { kind, risk: null, owner: null, page: null }
    const answer = await worklist(full.house, full.callerOf('nurse'), question)
    assert.equal(answer.kind, 'refused')
  }
})

const DAY_MS = 86_400_000

test('H22: three contacts, each recorded once, end in a task for a prescriber', async () => {
  const records = recordsOf(full)
  const who = await records.person({ nextTestOn: '2026-11-02' })
  const contact = (seenContacts: number) =>
    recordContact.run(full.house, full.callerOf('receptionist'), records.id(), {
      episodeId: who.episodeId,
      purpose: 'missed-test',
      how: 'telephone',
      outcome: 'no-answer',
      note: '',
      seenContacts: `${seenContacts}`,
    })

  assert.equal((await contact(0)).kind, 'done')
  const twice = await contact(0)
  assert.equal(
    twice.kind === 'refused' && twice.status,
    412,
    'the same first contact, by somebody else',
  )
  const soon = await contact(1)
  assert.equal(soon.kind === 'refused' && soon.findings[0]?.code, 'too-soon', 'the same morning')
  full.clock.advance(7 * DAY_MS)
  assert.equal((await contact(1)).kind, 'done')
  full.clock.advance(6 * DAY_MS)
  const early = await contact(2)
  assert.equal(early.kind === 'refused' && early.findings[0]?.code, 'too-soon', 'a day early')
  full.clock.advance(DAY_MS)
  const third = await contact(2)
  assert(third.kind === 'done' && third.taskId !== null, JSON.stringify(third))
  const fourth = await contact(3)
  assert.equal(fourth.kind === 'refused' && fourth.findings[0]?.code, 'prescriber-decides')

  const waiting = await listOf(full, 'decision-waiting')
  assert(waiting.lines.some(({ patientId }) => patientId === who.patientId))
  const overdue = await listOf(full, 'overdue')
  assert(
    overdue.lines.some(({ patientId }) => patientId === who.patientId),
    'it stays overdue too',
  )
  full.clock.advance(-14 * DAY_MS)
})

/** People of one name with the same days, whom nothing but an id tells apart, and tasks of one instant. */
async function tied(clinic: TestClinic) {
  const records = recordsOf(clinic)
  const people = []
  for (const known of [{}, {}, {}, {}, { phase: 'referred' }, { phase: 'referred' }] as const) {
    people.push(await records.person({ ...known, nextTestOn: TODAY }))
  }
  for (const who of people) await records.task(who, 'referral')
  return people
}

test('H01: each list has one order: pages of it are the list, and neither plan nor place in the database moves a line', async () => {
  const clinic = await testClinic({ database: full.database, prefix: 'order-' })
  await oneOfEveryAbsence(clinic)
  const people = await tied(clinic)
  const orderOf = (kind: Absence, plan: readonly string[] = []) =>
    clinic.inTx(async (tx) => {
      for (const off of plan) await tx.query(`set local ${off} = off`, [])
      const narrowed = { risk: 'any', owner: 'anybody' } as const
      const page = { limit: 500, offset: 0 }
      const on = { today: TODAY, bankHolidays: [] }
      return (await worklistPage(tx, kind, on, narrowed, page)).map(({ key }) => key)
    })
  const before = new Map<Absence, readonly string[]>()
  for (const kind of ABSENCES) before.set(kind, await orderOf(kind))
  for (const { patientId } of [...people].reverse()) {
    await clinic.inTx(async (tx) => {
      const of = [tx.providerId, patientId]
      await tx.query(
        'update episode set risk = risk where provider_id = $1 and patient_id = $2',
        of,
      )
      await tx.query('update task set state = state where provider_id = $1 and patient_id = $2', of)
    })
  }
  for (const kind of ABSENCES) {
    const order = before.get(kind) ?? []
    assert.equal(new Set(order).size, order.length, kind)
    assert.deepEqual(await orderOf(kind), order, kind)
    const other = await orderOf(kind, ['enable_hashjoin', 'enable_mergejoin', 'enable_indexscan'])
    assert.deepEqual(other, order, `${kind}: by another plan`)
    const list = await listOf(clinic, kind)
    assert.deepEqual(
      list.lines.map(({ key }) => key),
      order,
      kind,
    )
  }
  assert.ok((before.get('due-today') ?? []).length >= 5)
  assert.ok((before.get('not-picked-up') ?? []).length >= 6)
})
