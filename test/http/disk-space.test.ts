import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { diskProbe, foldersThere } from '#store/disk-space.ts'
import { openPool } from '#store/pool.ts'
import { testClinic } from '#test/clinic.ts'
import {
  hiddenField,
  type ServedClinic,
  servedClinic,
  signedInAs,
  Visitor,
} from '#test/http/served-clinic.ts'
import { openMeters } from '#web/metrics/meters.ts'
import { metricsApp } from '#web/metrics/metrics-app.ts'
import { type DiskWatch, watchDisk } from '#workflow/disk-watch.ts'

// A disk that fills up: those who run it are told, nothing is saved before it is full, and saving goes on by itself when there is room.

let clinic: ServedClinic
let disk: DiskWatch
let free = 50
before(async () => {
  const whole = await testClinic()
  const pool = openPool(whole.database.appUrl)
  disk = watchDisk(pool, { folders: ['/'], low: 10, stop: 3 }, async () => free)
  const house = { ...whole.house, pool, disk }
  const drop = async () => {
    await pool.end()
    await whole.drop()
  }
  clinic = await servedClinic({ clinic: { ...whole, house, drop } })
})
after(() => clinic.close())

const filledTo = async (percent: number) => {
  free = percent
  await disk.look()
}

/** An answer of readiness is good for a second. */
const ready = async () => {
  await new Promise((soon) => setTimeout(soon, 1001))
  const response = await fetch(`${clinic.url}/health/ready`)
  const { status, notices } = (await response.json()) as Record<string, unknown>
  return [response.status, status, notices]
}

const ADD = '/service/staff/add'

async function typed(username: string) {
  const administrator = await signedInAs(clinic, 'system-administrator')
  const form = await administrator.get(ADD)
  const fields = {
    csrf: hiddenField(form.text, 'csrf'),
    'request-key': hiddenField(form.text, 'request-key'),
    username,
    name: 'Ann ODea',
    role: 'receptionist',
    level: 'none',
  }
  return { administrator, fields }
}

test('H27: below the first limit readiness, the figures and those who run it say so, and everything is saved', async () => {
  await filledTo(12)
  const lead = await signedInAs(clinic, 'clinical-lead')
  assert.doesNotMatch((await lead.get('/service')).text, /disk is nearly full/)
  assert.deepEqual(await ready(), [200, 'ready', undefined])

  await filledTo(9.4)
  for (const page of ['/service', '/']) {
    assert.match((await lead.get(page)).text, /The disk is nearly full/)
  }
  assert.match(
    (await lead.get('/')).text,
    /9(<!-- -->)? % of a disk that Evenkeel writes to is free/,
  )
  assert.doesNotMatch((await (await signedInAs(clinic, 'nurse')).get('/')).text, /nearly full/)
  assert.deepEqual(await ready(), [200, 'ready', ['disk-low']])
  const metrics = metricsApp(clinic.house, openMeters(clinic.house.clock))
  const figures = await (await metrics.request('/metrics')).text()
  assert.match(figures, /^evenkeel_disk_free_percent\{folder="1"\} 9\.4$/m)
  assert.match(figures, /^evenkeel_read_only 0$/m)

  const { administrator, fields } = await typed('ann.low')
  assert.equal((await administrator.post(ADD, fields)).status, 200, 'saved')
})

test('H27: before a disk is full nothing is saved and what was typed stays; with room again it saves once, by itself', async () => {
  await filledTo(9)
  const { administrator, fields } = await typed('ann.stop')
  const reader = await signedInAs(clinic, 'nurse')
  await filledTo(2.9)
  assert.match((await reader.get('/')).text, /Evenkeel can be read, and nothing can be saved/)
  const refused = await administrator.post(ADD, fields)
  assert.equal(refused.status, 503)
  assert.match(refused.text, /What you sent is not saved/)
  assert.match(refused.text, /value="ann\.stop"/)
  assert.match((await new Visitor(clinic.url).get('/sign-in')).text, /Nobody can sign in/)
  assert.deepEqual(await ready(), [200, 'read-only', ['disk-low']])
  await assert.rejects(
    clinic.house.pool.query('delete from session'),
    /read-only transaction/,
    'whatever asks this pool',
  )

  await filledTo(3.5)
  assert.equal((await administrator.post(ADD, fields)).status, 503, 'it does not come and go')
  await filledTo(4)
  assert.equal((await administrator.post(ADD, fields)).status, 200, 'saved')
  assert.doesNotMatch((await reader.get('/')).text, /nothing can be saved/)
  const { rows } = await clinic.database.migratorPool.query<{ count: number }>(
    `select count(*)::int as count from account where username = 'ann.stop'`,
  )
  assert.equal(rows[0]?.count, 1)
})

test('H27: room is counted as an ordinary user has it, and a folder that is not there is none of this machine', async () => {
  const percent = await diskProbe('/')
  assert.ok(percent >= 0 && percent <= 100, `${percent}`)
  assert.deepEqual(foldersThere(['/', '/no-such-folder', '/']), ['/'])
  const pool = openPool(clinic.database.appUrl)
  const blind = watchDisk(pool, { folders: ['/'], low: 10, stop: 3 }, () =>
    Promise.reject(new Error('EIO')),
  )
  await blind.look()
  assert.deepEqual(blind.standing(), { spaces: [], isLow: false, isStopped: false })
  await pool.end()
})
