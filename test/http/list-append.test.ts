import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { type Chance, chance } from '#test/crash/chance.ts'
import { serverAddress } from '#test/database.ts'
import {
  type ServedClinic,
  servedClinic,
  signedInAs,
  type Visitor,
} from '#test/http/served-clinic.ts'
import { patientRecord } from '#workflow/patient-record.ts'
import { verify } from '#workflow/verify.ts'

// Many people change the same records at once while connections of the database are ended (pack T4 of the safety case). Each
// adds a word of their own to a list that they read before; from the versions that are kept it is seen whether anybody's
// word was lost, doubled, or written over one that they never saw.

const [CLIENTS, WORDS_EACH] = [8, 5]
const ROLES = ['nurse', 'pharmacist', 'prescriber', 'clinical-lead'] as const
const by = chance(20_261_122)

let clinic: ServedClinic
let patientIds: readonly string[]
before(async () => {
  clinic = await servedClinic()
  patientIds = await Promise.all([clinic.addPatient(), clinic.addPatient()])
})
after(() => clinic.close())

type Seen = { readonly version: number; readonly list: readonly string[]; readonly fields: object }

async function read(patientId: string): Promise<Seen> {
  const found = await patientRecord(clinic.house, clinic.callerOf('nurse'), { patientId })
  if (found.kind !== 'patient') assert.fail(found.kind)
  const { version, details } = found.patient
  const { familyName, givenName, dateOfBirth, nhs } = details
  const nhsNumber = nhs.kind === 'number' ? nhs.number : ''
  const list = details.relevantHistory.split(' ').filter((word) => word !== '')
  return { version, list, fields: { familyName, givenName, dateOfBirth, nhsNumber } }
}

/** Asks until it is known: a connection that was ended in the middle says nothing of what was saved. */
async function untilKnown<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const answer = await ask().catch(() => undefined)
    if (answer !== undefined) return answer
    await wait(10)
  }
}

type Read = {
  readonly patientId: string
  readonly list: readonly string[]
  readonly known: readonly string[]
}
type History = { readonly kept: Map<string, string[]>; readonly reads: Read[]; conflicts: number }

async function appendAll(
  nth: number,
  visitor: Visitor,
  history: History,
  chances: Chance,
): Promise<void> {
  const csrf = await untilKnown(async () => (await visitor.csrf()) || undefined)
  for (let word = 0; word < WORDS_EACH; ) {
    const patientId = patientIds[chances.below(patientIds.length)] ?? ''
    const kept = history.kept.get(patientId) ?? []
    const known = [...kept]
    const { version, list, fields } = await untilKnown(() => read(patientId))
    history.reads.push({ patientId, list, known })
    const mine = `w${nth}-${word}`
    const body = JSON.stringify({
      ...fields,
      patientId,
      version: `${version}`,
      relevantHistory: [...list, mine].join(' '),
      changeReason: 'Another word',
    })
    const key = randomUUID()
    const status = await untilKnown(async () => {
      const headers = {
        'content-type': 'application/json',
        'idempotency-key': key,
        'x-csrf': csrf,
        'x-patient': patientId,
      }
      const answer = await visitor.send('/api/acts/edit-patient', { method: 'POST', headers, body })
      return answer.status === 503 ? undefined : answer.status
    })
    if (status === 200) {
      kept.push(mine)
      word += 1
    } else {
      assert.equal(status, 412)
      history.conflicts += 1
    }
  }
}

/** Ends a connection of the application now and then, until told to stop. */
async function endConnections(isOver: () => boolean): Promise<number> {
  const server = new Client({ connectionString: await serverAddress() })
  await server.connect()
  const database = new URL(clinic.database.appUrl).pathname.slice(1)
  let ended = 0
  while (!isOver()) {
    const { rowCount } = await server.query(
      `select pg_terminate_backend(pid) from (select pid from pg_stat_activity
        where datname = $1 and usename = 'evenkeel_app' order by xact_start is null, random() limit 1) one`,
      [database],
    )
    ended += rowCount ?? 0
    await wait(40)
  }
  await server.end()
  return ended
}

test('H25, H26: of many who change the same record at once, while connections are ended, nobody writes over what they never saw, and each saved word is there once', async () => {
  const history: History = {
    kept: new Map(patientIds.map((id) => [id, []])),
    reads: [],
    conflicts: 0,
  }
  const visitors = await Promise.all(
    Array.from({ length: CLIENTS }, (_, nth) => signedInAs(clinic, ROLES[nth % 4] ?? 'nurse')),
  )
  let isOver = false
  const ending = endConnections(() => isOver)
  const clients = visitors.map((visitor, nth) =>
    appendAll(nth, visitor, history, chance(by.below(2 ** 31))),
  )
  await Promise.all(clients).finally(() => {
    isOver = true
  })
  assert.ok((await ending) > 5)
  assert.ok(history.conflicts > 5, 'they met')

  for (const patientId of patientIds) {
    const { rows } = await clinic.database.migratorPool.query<{ version: number; list: string }>(
      `select version, details ->> 'relevantHistory' as list from patient_version where patient_id = $1 order by version`,
      [patientId],
    )
    assert.deepEqual(
      rows.map(({ version }) => version),
      rows.map((_, nth) => nth + 1),
    )
    const lists = rows.map(({ list }) => list.split(' ').filter((word) => word !== ''))
    for (const [nth, list] of lists.slice(1).entries()) {
      assert.deepEqual(list.slice(0, -1), lists[nth], 'each adds one word to the version before it')
    }
    const last = lists.at(-1) ?? []
    const kept = history.kept.get(patientId) ?? []
    assert.deepEqual(
      [...last].sort(),
      [...kept].sort(),
      'what was saved is there once, and nothing else',
    )
    for (const { list, known } of history.reads.filter((one) => one.patientId === patientId)) {
      assert.deepEqual(list, last.slice(0, list.length), 'whoever reads sees the list as it was')
      assert.ok(
        known.every((word) => list.includes(word)),
        'and everything saved before they asked',
      )
    }
  }
})

test('H37: the lines of the audit that all of them wrote are one chain', async () => {
  assert.deepEqual((await verify(clinic.pool, clinic.clock.now())).faults, [])
})
