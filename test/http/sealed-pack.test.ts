import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openedPack } from '#test/print/opened-pack.ts'
import { dosablePatient } from '#test/store/visit-desk.ts'
import { type ServedClinic, servedClinic, signedInAs } from './served-clinic.ts'
import { formFields } from './visit-forms.ts'

let clinic: ServedClinic
before(async () => {
  clinic = await servedClinic()
  await dosablePatient(clinic, {}, { familyName: 'Quillfeather' })
})
after(() => clinic.close())

const PACKS = '/service/clinic-packs'
const TAKE = `${PACKS}/take`
const PASSPHRASE = `${PACKS}/passphrase`
const SIX_MINUTES = 360_000

const passphraseOn = (text: string): string =>
  /<code>([a-z2-9]{4}(?:-[a-z2-9]{4}){3})<\/code>/.exec(text)?.[1] ?? ''

test('H29: a manager makes the passphrase, a clinician takes the sealed pack, and the audit has both by name and neither secret', async () => {
  const manager = await signedInAs(clinic, 'practice-manager')
  const first = await manager.get(PACKS)
  assert.doesNotMatch(first.text, new RegExp(`action="${TAKE}"`), 'nothing to seal with')
  const made = await manager.post(PASSPHRASE, formFields(first, PASSPHRASE))
  const passphrase = passphraseOn(made.text)
  assert.notEqual(passphrase, '')

  const nurse = await signedInAs(clinic, 'nurse')
  const page = await nurse.get(PACKS)
  assert.doesNotMatch(page.text, new RegExp(`action="${PASSPHRASE}"`), 'a nurse has no passphrase')
  const taken = await nurse.post(TAKE, formFields(page, TAKE))
  assert.equal(taken.status, 200)
  assert.match(
    taken.headers.get('content-disposition') ?? '',
    /attachment; filename="clinic-pack-sealed-2026-11-22\.html"/,
  )
  assert.equal(taken.headers.get('cache-control'), 'no-store')
  assert.doesNotMatch(taken.text.replace(/"sealed":"[^"]*"/, ''), /QUILLFEATHER/i)
  assert.match(openedPack(taken.text, passphrase) ?? '', /QUILLFEATHER/)

  const { rows } = await clinic.database.migratorPool.query<{ line: string }>(
    `select line from audit_line where line like '%pack%' order by seq`,
  )
  assert.deepEqual(
    rows.map(({ line }) => JSON.parse(line)).map(({ act, role }) => [act, role]),
    [
      ['keep-pack-passphrase', 'practice-manager'],
      ['take-clinic-pack', 'nurse'],
    ],
  )
})

test('H29, SR-49: neither the pack nor its passphrase leaves for an open session alone', async () => {
  const lead = await signedInAs(clinic, 'clinical-lead')
  clinic.clock.advance(SIX_MINUTES)
  const page = await lead.get(PACKS)
  for (const path of [TAKE, PASSPHRASE]) {
    const asked = await lead.post(path, formFields(page, path))
    assert.equal(asked.status, 401, path)
    assert.match(asked.text, /door-password/)
    assert.equal(passphraseOn(asked.text), '')
  }
})

test('a receptionist takes no pack, and whoever asks for neither is told what to choose', async () => {
  const receptionist = await signedInAs(clinic, 'receptionist')
  const csrf = await receptionist.csrf()
  assert.equal((await receptionist.post(TAKE, { csrf })).status, 403)
  const manager = await signedInAs(clinic, 'practice-manager')
  const unclear = await manager.post(PASSPHRASE, { csrf: await manager.csrf(), wish: 'lose' })
  assert.equal(unclear.status, 422)
})
