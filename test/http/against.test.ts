import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { day } from '#base/day.ts'
import { whatIsWrong } from '#cli/acknowledged.ts'
import { type AgainstArgs, readAgainstArgs } from '#cli/against-args.ts'
import { loadInWords, reportOf } from '#cli/against-report.ts'
import { Load, putUnderLoad, workThrough } from '#cli/simulate-against.ts'
import { foundInstallation, type InstallationKind } from '#store/installation.ts'
import { outside } from '#store/outside.ts'
import { PASSWORD, SECRET } from '#test/clinic.ts'
import { type ServedClinic, servedClinic } from './served-clinic.ts'

let clinic: ServedClinic
before(async () => {
  clinic = await servedClinic()
})
after(() => clinic.close())

/** Nothing that the application may do makes one installation another: whoever owns the tables does. */
async function become({ database, pool }: ServedClinic, kind: InstallationKind | undefined) {
  await database.migratorPool.query('delete from installation')
  if (kind === undefined) return
  await foundInstallation(outside(pool), { kind, secret: SECRET }, '2026-11-22T09:00:00Z')
}

const asked = (rest: Partial<AgainstArgs> = {}): AgainstArgs => ({
  url: clinic.url,
  clinicians: 2,
  patients: 3,
  seconds: 30,
  nurse: clinic.usernameOf('nurse'),
  prescriber: clinic.usernameOf('prescriber'),
  password: PASSWORD,
  seed: 1,
  today: day('2026-11-22'),
  json: false,
  ...rest,
})

test('virtual clinicians see their patients over HTTP, and every acknowledged save is there exactly once', async () => {
  const load = new Load(asked())
  await workThrough(load)
  assert.deepEqual(load.refusals, [])
  assert.equal(load.seen, 3)
  assert.ok(load.acknowledged.length >= 18)
  const timed = [...load.timed]
  assert.deepEqual(await whatIsWrong(load), [])

  const dose = load.acknowledged.find(({ act }) => act === 'accept-dose') ?? assert.fail('no dose')
  const other = JSON.stringify({ ...JSON.parse(dose.body), decisionId: crypto.randomUUID() })
  load.acknowledged.push({ ...dose, body: other })
  const faults = await whatIsWrong(load)
  assert.match(faults.join('\n'), /accept-dose .* was acknowledged and now answers otherwise/)
  assert.match(faults.join('\n'), /has 1 doses, acknowledged were 2/)

  const report = reportOf({ asked: load.asked, seconds: 2, timed, load, faults })
  assert.match(
    loadInWords(report),
    /2 clinicians saw 3 patients in 2\.0 s[\s\S]*\nregister-patient +3 +\d[\s\S]*lost or doubled/,
  )
})

test('whoever cannot sign in puts nothing under load', async () => {
  const said = await putUnderLoad(asked({ password: 'not the right words' }))
  assert.match(String(said), /Nobody could sign in/)
})

for (const kind of ['live', 'trial', undefined] as const) {
  test(`nobody is registered where the installation is ${kind ?? 'nothing that it says'}`, async () => {
    const other = await servedClinic()
    await become(other, kind)
    const said = await putUnderLoad(asked({ url: other.url }))
    const what = kind === undefined ? /Nothing at .* says/ : new RegExp(`is ${kind}\\.`)
    assert.match(String(said), what)
    assert.match(String(said), /Only a demonstration is put under load/)
    const { rows } = await other.database.migratorPool.query('select from session')
    assert.equal(rows.length, 0, 'nobody has signed in')
    await other.close()
  })
}

const wrong = [
  { words: ['--against', 'http://evenkeel.example'], says: /another machine/ },
  { words: ['--against', 'ftp://127.0.0.1'], says: /must be an address/ },
  { words: ['--against', 'http://127.0.0.1', '--patients', '1001'], says: /from 1 to 1000/ },
  { words: ['--against', 'http://127.0.0.1', '--seconds', '0'], says: /from 1 to 3600/ },
  { words: ['--against', 'http://127.0.0.1', '--today', 'soon'], says: /a day like/ },
  { words: ['--against', 'http://127.0.0.1', '--arms', 'rely'], says: /--arms/ },
]
for (const { words, says } of wrong) {
  test(`${words.join(' ')} is refused in words`, () => {
    assert.match(String(readAgainstArgs(words, 0)), says)
  })
}

test('another machine is put under load only when that is said', () => {
  const words = ['--against', 'http://evenkeel.example/x', '--beyond-this-machine']
  const read = readAgainstArgs(words, 0)
  assert.ok(typeof read !== 'string' && read.url === 'http://evenkeel.example')
})
