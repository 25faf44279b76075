import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { PoolClient } from 'pg'
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
  administrator = await signedInAs(clinic, 'system-administrator')
})
after(() => clinic.close())

const ADD = '/service/staff/add'

async function crowd(): Promise<() => Promise<void>> {
  const { pool } = clinic
  const held: PoolClient[] = []
  for (let at = 0; at < (pool.options.max ?? 10); at += 1) held.push(await pool.connect())
  const waiting = Array.from({ length: 100 }, () =>
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
