import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { addDays, day } from '#base/day.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { openedPack } from '#test/print/opened-pack.ts'
import {
  accepted,
  addPastResult,
  done,
  dosablePatient,
  freshKey,
  ROUTINE,
} from '#test/store/visit-desk.ts'
import { keepPackPassphrase, passphraseShown } from '#workflow/pack-passphrase.ts'
import { packDays } from '#workflow/paper-pack.ts'
import { todaysAbsences } from '#workflow/todays-absences.ts'
import { writeDuePacks, writePacksNow } from '#workflow/write-packs.ts'

let clinic: TestClinic
const folder = mkdtempSync(join(tmpdir(), 'evenkeel-packs-'))
before(async () => {
  clinic = await testClinic()
})
after(async () => {
  await clinic.drop()
  rmSync(folder, { recursive: true })
})

const kept = async (wish: 'see' | 'renew') => {
  const outcome = done(
    await keepPackPassphrase.run(
      clinic.house,
      clinic.callerOf('practice-manager'),
      freshKey(clinic),
      {
        wish,
      },
    ),
  )
  return passphraseShown(clinic.house, outcome)
}

const trouble = async () => {
  const seen = await todaysAbsences(clinic.house, clinic.callerOf('nurse'), null)
  return seen.kind === 'absences' ? seen.packTrouble : 'refused'
}

const files = () => readdirSync(folder).sort()

test('a pack reaches from today over a weekend to the third working day', () => {
  assert.deepEqual(packDays(day('2026-11-20')), { from: '2026-11-20', through: '2026-11-25' })
  assert.deepEqual(packDays(day('2026-12-24')), { from: '2026-12-24', through: '2026-12-31' })
})

test('H29: the sealed pack names nobody outside its seal, opens with the passphrase alone, and holds what a clinician doses by', async () => {
  const { patientId, episodeId } = await dosablePatient(
    clinic,
    {},
    {
      familyName: 'Quillfeather',
      givenName: 'Agnes <b>',
      allergies: 'Penicillin',
      antiplatelet: 'yes',
    },
  )
  await addPastResult(clinic, { patientId, episodeId }, 31, 56)
  done(
    await accepted(clinic, clinic.callerOf('nurse'), {
      ...ROUTINE,
      patientId,
      identity: 'AQ 1942',
    }),
  )
  const far = await dosablePatient(
    clinic,
    { nextTestOn: addDays(day('2026-11-22'), 30) },
    {
      familyName: 'Notdue',
    },
  )
  assert.ok(far.patientId)
  const soon = await dosablePatient(clinic, { nextTestOn: '2026-11-25' }, { familyName: 'Soondue' })
  assert.ok(soon.patientId)
  const passphrase = await kept('renew')
  const written = await writePacksNow(clinic.house, folder)
  assert.deepEqual(written, [{ site: 'C88999', people: 1 }])
  const [name = ''] = files()
  assert.match(name, /^clinic-pack-C88999-2026-11-22-0900\.html$/)
  const file = readFileSync(join(folder, name), 'utf8')
  for (const secret of ['Soondue', 'SOONDUE', 'Hargreaves', '999', passphrase]) {
    assert.ok(!file.replace(/"sealed":"[^"]*"/, '').includes(secret), secret)
  }
  assert.equal(openedPack(file, 'aaaa-bbbb-cccc-dddd'), undefined)
  const sheets = openedPack(file, passphrase) ?? ''
  assert.match(sheets, /SOONDUE, Margaret/)
  assert.doesNotMatch(sheets, /NOTDUE/)
})

test('H29: a dose in force stands in the pack by date with its tablets, beside the last results, allergies and what makes bleeding likelier', async () => {
  clinic.clock.set('2027-01-15T08:00:00.000Z')
  const passphrase = await kept('see')
  await writePacksNow(clinic.house, folder)
  const sheets =
    openedPack(readFileSync(join(folder, files().at(-1) ?? ''), 'utf8'), passphrase) ?? ''
  const from = sheets.indexOf('<section class="person" id="person-1"')
  const agnes =
    [...sheets.matchAll(/<section class="person".*?<\/section>/gs)]
      .map(([section]) => section)
      .find((section) => section.includes('QUILLFEATHER')) ?? ''
  assert.ok(from > 0 && agnes !== '')
  assert.match(agnes, /QUILLFEATHER, Agnes &lt;b&gt;, born 04-Sep-1942, NHS No\. 999/)
  for (const text of [
    'Target INR</dt><dd>2.5 (2.0-3.0)',
    'For</dt><dd>',
    'How long</dt><dd>long term, review 23-Jan-2027',
    'Allergies</dt><dd>Penicillin',
    'Conditions</dt><dd>Takes an antiplatelet medicine',
    'Telephone</dt><dd>01632 960078',
    'Taken as far as known:</strong> 5 mg a day',
    'Dose in force, decided by Test nurse on 22-Nov-2026',
    'That page has no dose for today or later',
    'Last results',
    '>2.5</td>',
    '>2.4</td>',
    '>3.1</td>',
    'Paper entry 2027-01-15-',
  ]) {
    assert.ok(agnes.includes(text), text)
  }
  assert.match(sheets, /A dose on paper is decided by a clinician/)
})

test('H29: a pack is written anew after four hours, tried again when it could not be, three stay, and each leaves a line in the audit', async () => {
  const house = { ...clinic.house, packs: folder }
  const count = files().length
  await writeDuePacks(house)
  assert.equal(files().length, count, 'one of this hour is there')
  assert.equal(await trouble(), undefined)
  for (let time = 0; time < 3; time += 1) {
    clinic.clock.advance(4 * 3_600_000)
    await writeDuePacks(house)
  }
  assert.equal(files().length, 3)
  assert.match(files().at(-1) ?? '', /2027-01-15-2000\.html$/)

  const taken = join(folder, 'taken')
  writeFileSync(taken, '')
  clinic.clock.advance(4 * 3_600_000)
  await assert.rejects(writeDuePacks({ ...house, packs: join(taken, 'below') }))
  assert.equal(await trouble(), 'failed')
  await writeDuePacks({ ...house, packs: join(taken, 'below') })
  clinic.clock.advance(15 * 60_000)
  await writeDuePacks(house)
  assert.equal(await trouble(), undefined)
  clinic.clock.advance(25 * 3_600_000)
  assert.equal(await trouble(), 'old')

  const { rows } = await clinic.database.migratorPool.query<{ line: string }>(
    `select line from audit_line where line like '%write-clinic-pack%' order by seq`,
  )
  const outcomes = rows.map(({ line }) => JSON.parse(line).noted.outcome)
  assert.deepEqual(outcomes.slice(-5), ['written', 'written', 'written', 'failed', 'written'])
})

test('a renewed passphrase opens the next pack, and no longer the one before', async () => {
  const before = await kept('see')
  const after = await kept('renew')
  assert.notEqual(before, after)
  assert.match(after, /^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)
  await writePacksNow(clinic.house, folder)
  const file = readFileSync(
    join(
      folder,
      files()
        .filter((name) => name.endsWith('.html'))
        .at(-1) ?? '',
    ),
    'utf8',
  )
  assert.equal(openedPack(file, before), undefined)
  assert.match(openedPack(file, after) ?? '', /Who is expected/)
  const { rows } = await clinic.database.migratorPool.query(
    `select 1 from request_key where outcome::text like $1
      union all select 1 from audit_line where line like $1`,
    [`%${after}%`],
  )
  assert.deepEqual(rows, [], 'it is kept nowhere')
})
