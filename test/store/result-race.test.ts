import assert from 'node:assert/strict'
import process from 'node:process'
import { after, before, test } from 'node:test'
import fc, { type Scheduler } from 'fast-check'
import type { PoolClient } from 'pg'
import { addDays, day } from '#base/day.ts'
import type { Tx } from '#store/tx.ts'
import { waitForVisit } from '#store/visits.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { newId } from '#workflow/new-id.ts'
import { somebodyWaits } from './somebody-waits.ts'
import { dosablePatient } from './visit-desk.ts'
import {
  addMeasured,
  addResult,
  insertDose,
  keepRulesOf,
  moveCourse,
  soundDose,
  type WrittenAt,
} from './written-dose.ts'

// A result arrives while a dose is being saved (H05). fast-check chooses which of the two goes on after each statement,
// and how they end; the database is a real one.

/** How many schedules; `npm run soak` sets more. */
const SCHEDULES = Number(process.env['EVENKEEL_RACES'] ?? 200)

let clinic: TestClinic
let course: Pick<WrittenAt, 'patientId' | 'episodeId'>
let doser: PoolClient
let arriver: PoolClient
before(async () => {
  clinic = await testClinic()
  course = await dosablePatient(clinic)
  await clinic.inTx((tx) =>
    tx.query(`update staff set competence_until = '2099-12-31' where provider_id = $1`, [
      tx.providerId,
    ]),
  )
  doser = await clinic.pool.connect()
  arriver = await clinic.pool.connect()
})
after(async () => {
  doser.release()
  arriver.release()
  await clinic.drop()
})

type Arrival = 'later' | 'waiting' | 'corrected' | 'void'

/** What one race is: what arrives, whether it stays, and whether the dose waits at its start as the acts do. */
type Race = { readonly arrival: Arrival; readonly stays: boolean; readonly waitsFirst: boolean }

type Send = (
  sql: string,
  values?: readonly unknown[],
) => Promise<{ readonly rows: readonly unknown[] }>

function txOf(send: Send): Tx {
  const query = async <Row extends object>(sql: string, values: readonly unknown[]) =>
    (await send(sql, values)).rows as Row[]
  const bare = async (sql: string, values: readonly unknown[]) => void (await send(sql, values))
  const { providerId } = clinic
  return {
    providerId,
    unsealed: [],
    beside: [],
    query,
    queryPlanned: query,
    queryOnce: bare,
    queryLast: bare,
  }
}

const sender =
  (client: PoolClient): Send =>
  (sql, values = []) =>
    client.query(sql, [...values])

async function begin(client: PoolClient): Promise<void> {
  await client.query('begin')
  await client.query(`set local app.provider_id = '${clinic.providerId}'`)
}

/** A transaction each of whose statements is sent when the scheduler says so. */
function scheduled(client: PoolClient, scheduler: Scheduler, label: string) {
  const send: Send = async (sql, values) => {
    await scheduler.schedule(Promise.resolve(), label)
    return sender(client)(sql, values)
  }
  return { tx: txOf(send), end: (how: 'commit' | 'rollback') => send(how) }
}

/** The moments of a race, in the order in which they were. */
type Moment = 'result-stored' | 'dose-answered'

async function saveDose(
  scheduler: Scheduler,
  at: WrittenAt,
  on: string,
  race: Race,
  past: Moment[],
) {
  const { tx, end } = scheduled(doser, scheduler, 'dose')
  const decisionId = newId(clinic.clock.now())
  await begin(doser)
  try {
    if (race.waitsFirst) await waitForVisit(tx, at.patientId)
    await moveCourse(tx, at.episodeId, decisionId)
    await scheduler.schedule(Promise.resolve(), 'dose')
    const dose = {
      ...soundDose(clinic),
      sampledOn: on,
      decidedAt: `${addDays(day(on), 1)}T09:30:00Z`,
    }
    await insertDose(txOf(sender(doser)), at, decisionId, dose).finally(() =>
      past.push('dose-answered'),
    )
    await end('commit')
    return 'written'
  } catch (error) {
    await end('rollback')
    return error instanceof Error ? error.message : 'not known'
  }
}

async function storeResult(
  scheduler: Scheduler,
  at: WrittenAt,
  on: string,
  race: Race,
  past: Moment[],
) {
  const { tx, end } = scheduled(arriver, scheduler, 'result')
  const replaces = race.arrival === 'corrected' || race.arrival === 'void' ? at.resultId : undefined
  const status =
    race.arrival === 'later' ? 'final' : race.arrival === 'waiting' ? 'preliminary' : race.arrival
  await begin(arriver)
  await addResult(
    tx,
    { ...at, resultId: newId(clinic.clock.now()) },
    {
      ...soundDose(clinic),
      status,
      sampledOn: replaces === undefined ? addDays(day(on), 1) : on,
      tenths: 48,
      enteredAt: `${addDays(day(on), 1)}T09:10:00Z`,
      ...(replaces !== undefined && { replaces }),
    },
  )
  if (race.stays) past.push('result-stored')
  await end(race.stays ? 'commit' : 'rollback')
}

let races = 0

/** One race on days that no race had before, so that each result is the newest of the course when it begins. */
async function run(scheduler: Scheduler, race: Race) {
  races += 1
  const on = addDays(day('2026-11-22'), 3 * races)
  const sampledAt = `${on}T09:35:00Z`
  const dose = { ...soundDose(clinic), sampledOn: on, sampledAt, visitOn: on }
  const at = await clinic.inTx((tx) => addMeasured(tx, clinic, course, dose))
  const past: Moment[] = []
  const both = Promise.all([
    saveDose(scheduler, at, on, race, past),
    storeResult(scheduler, at, on, race, past),
  ])
  const [outcome] = await scheduler.waitFor(both)
  if (race.arrival === 'waiting') await settle(on)
  return { outcome, past }
}

/** Whoever looks at a result that waited stores what it was: the next race begins without it. */
const settle = (on: string) =>
  clinic.inTx((tx) =>
    tx.query(
      `insert into inr_result (provider_id, id, patient_id, episode_id, comparator, tenths, raw, sampled_on, method,
         status, replaces, reason, entered_by, entered_at)
       select provider_id, $2, patient_id, episode_id, comparator, tenths, '', sampled_on, method, 'final', id,
              'Looked at', entered_by, entered_at
         from inr_result where provider_id = $1 and status = 'preliminary' and sampled_on = $3`,
      [tx.providerId, newId(clinic.clock.now()), addDays(day(on), 1)],
    ),
  )

test(`H05: a result arrives between suggestion and commit, ${SCHEDULES} schedules: never a dose on the older INR`, async () => {
  await clinic.inTx((tx) => keepRulesOf(tx, soundDose(clinic)))
  const seen = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.record({
        arrival: fc.constantFrom<Arrival>('later', 'waiting', 'corrected', 'void'),
        stays: fc.boolean(),
        waitsFirst: fc.boolean(),
      }),
      async (scheduler, race) => {
        const { outcome, past } = await run(scheduler, race)
        const wasThere = past[0] === 'result-stored'
        assert.equal(
          outcome === 'written',
          !wasThere,
          `${race.arrival}: ${past.join()}: ${outcome}`,
        )
        if (outcome !== 'written') assert.match(outcome, /a later or a waiting|does not stand/)
        seen.set(`${outcome === 'written'}`, (seen.get(`${outcome === 'written'}`) ?? 0) + 1)
      },
    ),
    { numRuns: SCHEDULES, endOnFailure: true },
  )
  assert.ok([...seen.values()].every((times) => times > SCHEDULES / 20) && seen.size === 2)
})

test('H05: a result waits from the first statement of a dose of its course, and a dose from the first of a result', async () => {
  const on = '2026-11-22'
  const at = await clinic.inTx((tx) => addMeasured(tx, clinic, course, soundDose(clinic)))
  const result = { ...soundDose(clinic), sampledOn: on, tenths: 26, enteredAt: `${on}T09:10:00Z` }
  const store = () =>
    addResult(txOf(sender(arriver)), { ...at, resultId: newId(clinic.clock.now()) }, result).then(
      () => 'stored',
    )
  const move = () =>
    moveCourse(txOf(sender(doser)), at.episodeId, newId(clinic.clock.now())).then(() => 'moved')
  for (const [first, next, holder] of [
    [move, store, doser],
    [store, move, arriver],
  ] as const) {
    await Promise.all([begin(doser), begin(arriver)])
    await first()
    const waiting = next()
    await somebodyWaits(clinic)
    await holder.query('rollback')
    assert.match(await waiting, /stored|moved/)
    await Promise.all([doser.query('rollback'), arriver.query('rollback')])
  }
})
