import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openPool } from '#store/pool.ts'
import { testClinic } from '#test/clinic.ts'
import { type Line, lineTo } from '#test/crash/line.ts'
import { type ServedClinic, servedClinic, signedInAs } from '#test/http/served-clinic.ts'

/** Here a line that says nothing is given up sooner than where people work. */
const SILENCE_MS = 300

let line: Line
let clinic: ServedClinic
before(async () => {
  const whole = await testClinic()
  line = await lineTo(whole.database.appUrl)
  const pool = openPool(line.url, 2, SILENCE_MS)
  const drop = async () => {
    await pool.end()
    await line.close()
    await whole.drop()
  }
  clinic = await servedClinic({ clinic: { ...whole, house: { ...whole.house, pool }, drop } })
})
after(() => clinic.close())

test('H30: a line that dies without a word is given up: what waits is answered, and the next request has a new line', async () => {
  const visitor = await signedInAs(clinic, 'nurse')
  assert.equal((await visitor.get('/account')).status, 200)
  line.stall()
  const waiting = await Promise.all([visitor.get('/account'), visitor.get('/account')])
  assert.deepEqual(
    waiting.map(({ status }) => status),
    [503, 503],
  )
  assert.equal((await visitor.get('/account')).status, 200)
})
