import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { PoolClient } from 'pg'
import { withoutStandstill } from '#store/standstill.ts'
import {
  hiddenField,
  type ServedClinic,
  servedClinic,
  signedInAs,
  type Visitor,
} from '#test/http/served-clinic.ts'

// Every connection is busy, and a hundred wait: whoever comes now is told so at once, and nothing is half written.

let clinic: ServedClinic
let administrator: Visitor
before(async () => {
  clinic = await servedClinic()
  // As the product opens its own pool.
  withoutStandstill(clinic.pool)
  administrator = await signedInAs(clinic, 'system-administrator')
})
after(() => clinic.close())

const ADD = '/service/staff/add'

async function crowd(waits = 100): Promise<() => Promise<void>> {
  const { pool } = clinic
  const held: PoolClient[] = []
  for (let at = 0; at < (pool.options.max ?? 10); at += 1) held.push(await pool.connect())
  const waiting = Array.from({ length: waits }, () =>
    pool.connect().then(
      (client) => client.release(),
      () => undefined,
    ),
  )
  return async () => {
    for (const client of held) client.release()
    await Promise.all(waiting)
  }
}

test('SR-07: with every connection hanging and nobody waiting, a save, a page and a program are told within a second each, and nothing is written', async () => {
  const { text } = await administrator.get(ADD)
  const csrf = hiddenField(text, 'csrf')
  const typed = {
    csrf,
    'request-key': hiddenField(text, 'request-key'),
    username: 'at.a.standstill',
    name: 'At Standstill',
    role: 'receptionist',
    level: 'none',
    dosing: 'none',
  }
  const disperse = await crowd(0)
  const took = async (ask: Promise<{ readonly status: number }>) => {
    const began = performance.now()
    assert.equal((await ask).status, 503)
    return performance.now() - began
  }
  const json = { 'content-type': 'application/json', 'x-csrf': csrf, 'idempotency-key': csrf }
  const times = await Promise.all([
    took(administrator.post(ADD, typed)),
    took(administrator.get('/service/staff')),
    took(administrator.send('/api/acts/add-staff', { method: 'POST', headers: json, body: '{}' })),
  ])
  const next = await took(administrator.get('/service/staff'))
  await disperse()
  assert.ok(Math.max(...times) < 1000, times.map(Math.round).join(', '))
  assert.ok(next < 300, `who comes later is told at once: ${Math.round(next)} ms`)
  const there = async () =>
    (await clinic.pool.query("select 1 from account where username = 'at.a.standstill'")).rowCount
  assert.equal(await there(), 0)
  assert.equal((await administrator.post(ADD, typed)).status, 200)
  assert.equal(await there(), 1)
})

test('SR-07: while connections come back, whoever waits gets one, however long the queue takes', async () => {
  const { pool } = clinic
  const most = pool.options.max ?? 10
  const held = await Promise.all(Array.from({ length: most }, () => pool.connect()))
  const asked = administrator.get('/service/staff')
  for (const client of held.slice(0, 3)) {
    await new Promise((resolve) => setTimeout(resolve, 350))
    const again = pool.connect()
    client.release()
    held.push(await again)
  }
  for (const client of held.slice(3)) client.release()
  assert.equal((await asked).status, 200)
})

test('SR-07: with every connection busy and a hundred waiting, a save, a page and a program are told within a second, and nothing is written', async () => {
  const { text } = await administrator.get(ADD)
  const csrf = hiddenField(text, 'csrf')
  const typed = {
    csrf,
    'request-key': hiddenField(text, 'request-key'),
    username: 'in.the.crowd',
    name: 'In Crowd',
    role: 'receptionist',
    level: 'none',
    dosing: 'none',
  }
  const headers = {
    'content-type': 'application/json',
    'x-csrf': csrf,
    'idempotency-key': crypto.randomUUID(),
  }
  const disperse = await crowd()
  const began = performance.now()
  const [saved, looked, asked] = await Promise.all([
    administrator.post(ADD, typed),
    administrator.get('/service/staff'),
    administrator.send('/api/acts/add-staff', { method: 'POST', headers, body: '{}' }),
  ])
  const took = performance.now() - began
  await disperse()
  assert.deepEqual([saved.status, looked.status, asked.status], [503, 503, 503])
  assert.ok(took < 1000, `${Math.round(took)} ms`)
  assert.match(saved.text, /We cannot confirm that what you sent is saved/)
  assert.equal(
    hiddenField(saved.text.slice(saved.text.indexOf('<main')), 'username'),
    'in.the.crowd',
  )
  assert.equal(JSON.parse(asked.text).code, 'database-away')
  const there = async () =>
    (await clinic.pool.query("select 1 from account where username = 'in.the.crowd'")).rowCount
  assert.equal(await there(), 0)
  assert.equal((await administrator.post(ADD, typed)).status, 200)
  assert.equal(await there(), 1)
})

const HOUSE = join(import.meta.dirname, '../..')
const textOf = (path: string) => readFileSync(join(HOUSE, path), 'utf8')

/** Each limit where it is set, and as the page of operations says it. */
const SET: readonly (readonly [file: string, set: RegExp, said: (found: number) => RegExp])[] = [
  [
    'src/store/pool.ts',
    /POOL_SIZE = (\d+)/,
    (n) => new RegExp(`connections of one process \\| ${n} \\|`),
  ],
  [
    'src/store/pool.ts',
    /statement_timeout=(\d+)/,
    (n) => new RegExp(`one statement \\| ${n / 1000} s \\|`),
  ],
  [
    'src/store/pool.ts',
    /lock_timeout=(\d+)/,
    (n) => new RegExp(`waiting for a row \\| ${n / 1000} s \\|`),
  ],
  [
    'src/store/pool.ts',
    /idle_in_transaction_session_timeout=(\d+)/,
    (n) => new RegExp(`a transaction that asks nothing \\| ${n / 1000} s \\|`),
  ],
  [
    'src/store/pool.ts',
    /LONGEST_SILENCE_MS = ([\d_]+)/,
    (n) => new RegExp(`an answer of the database \\| ${n / 1000} s \\|`),
  ],
  [
    'src/store/standstill.ts',
    /STANDSTILL_MS = (\d+)/,
    (n) => new RegExp(`no connection given back \\| ${n / 1000} s \\|`),
  ],
  [
    'src/workflow/crowd.ts',
    /MOST_WAITING = (\d+)/,
    (n) => new RegExp(`waiting for a connection \\| ${n} \\|`),
  ],
  [
    'src/web/serve.ts',
    /MOST_HEADER_BYTES = (\d+)/,
    (n) => new RegExp(`head of a request \\| ${n / 1024} KiB \\|`),
  ],
  [
    'src/web/serve.ts',
    /REQUEST_TIMEOUT_MS = ([\d_]+)/,
    (n) => new RegExp(`a request to arrive \\| ${n / 1000} s \\|`),
  ],
  [
    'src/web/door/read-form.ts',
    /MOST_UPLOAD_BYTES = (\d+) \* MEB/,
    (n) => new RegExp(`a form with a file \\| ${n} MiB \\|`),
  ],
  [
    'src/web/door/read-form.ts',
    /MOST_FIELDS = (\d+)/,
    (n) => new RegExp(`fields of a form \\| ${n} \\|`),
  ],
]
test('SR-07: the page of operations says each limit as it is set, and what happens there', () => {
  const page = textOf('docs/operations.md')
  for (const [file, set, said] of SET) {
    const [, text] = set.exec(textOf(file)) ?? []
    assert.ok(text !== undefined, `${set} in ${file}`)
    assert.match(page, said(Number(text.replaceAll('_', ''))))
  }
})
