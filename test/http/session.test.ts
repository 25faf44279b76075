import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { PASSWORD, testClinic } from '#test/clinic.ts'
import {
  type Answer,
  hiddenField,
  type ServedClinic,
  servedClinic,
  signedInAs,
  Visitor,
} from '#test/http/served-clinic.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type Route } from '#web/page.ts'
import { keptDraft } from '#workflow/kept-draft.ts'
import { formFields } from './visit-forms.ts'

/** A page of one patient, as simple as one can be: it shows the draft of whoever looks. */
const patientPage: PageHandler = async ({ house, caller, params, csrf }) => {
  const { id = '' } = params
  const kept = await keptDraft(house, caller, { patientId: id })
  if (kept.kind === 'refused') return refusalPage(kept)
  const text = kept.kind === 'draft' ? JSON.stringify(kept.form) : 'no draft'
  return { kind: 'page', title: 'Patient', place: 'none', main: `${csrf} ${text}` }
}
const saved: unknown[] = []
const savePage: PageHandler = async ({ form }) => {
  saved.push(fieldsOf(form))
  return { kind: 'redirect', to: '/' }
}
const routes: readonly Route[] = [
  { method: 'GET', path: '/patients/:id', page: patientPage },
  { method: 'POST', path: '/patients/:id/visit', page: savePage },
]

let clinic: ServedClinic
let patientId: string
before(async () => {
  clinic = await servedClinic({ urls: { routes } })
  patientId = await clinic.addPatient()
})
after(() => clinic.close())

const MINUTE = 60_000
const isOpen = async (visitor: Visitor) => (await visitor.get('/account')).status === 200

test('D8.31: a session ends after 10 minutes without a request, and each request begins them again', async () => {
  const visitor = await signedInAs(clinic, 'nurse')
  for (let time = 0; time < 5; time += 1) {
    clinic.clock.advance(9 * MINUTE)
    assert.ok(await isOpen(visitor))
  }
  clinic.clock.advance(10 * MINUTE)
  const { location } = await visitor.get('/patients/x?tab=history')
  assert.equal(location, '/sign-in?next=%2Fpatients%2Fx%3Ftab%3Dhistory&why=idle')
  assert.match((await visitor.get(location ?? '')).text, /signed out because nothing was done/)
  clinic.clock.advance(-5 * MINUTE)
  assert.ok(await isOpen(visitor))
})

test('D8.33: 12 hours after signing in everybody signs in again, however busy', async () => {
  const visitor = await signedInAs(clinic, 'nurse')
  for (let time = 0; time < 79; time += 1) {
    clinic.clock.advance(9 * MINUTE)
    assert.ok(await isOpen(visitor))
  }
  clinic.clock.advance(9 * MINUTE)
  const { location } = await visitor.get('/account')
  assert.equal(location, '/sign-in?next=%2Faccount&why=too-long')
})

test('D8.28: a cookie is worth nothing after signing out', async () => {
  const visitor = await signedInAs(clinic, 'nurse')
  const { cookie } = visitor
  const out = await visitor.post('/sign-out', { csrf: await visitor.csrf() })
  assert.equal(out.location, '/sign-in?why=signed-out')
  assert.match(out.setCookie ?? '', /^evenkeel-session=; Max-Age=0/)
  assert.equal(out.headers.get('clear-site-data'), '"cache", "storage"')
  const after = await visitor.get('/account', { cookie })
  assert.match(after.location ?? '', /^\/sign-in/)
  const asked = await visitor.send('/api/acts/add-staff', { method: 'POST', headers: { cookie } })
  assert.equal(asked.status, 401)
})

test('D8.29: a cookie with one bit changed is worth nothing', async () => {
  const { cookie } = await signedInAs(clinic, 'nurse')
  const changed = cookie.slice(0, -2) + (cookie.at(-2) === 'A' ? 'B' : 'A') + cookie.slice(-1)
  assert.equal((await new Visitor(clinic.url).get('/account', { cookie: changed })).status, 303)
})

test('D8.35: an account that is disabled is out at the next request', async () => {
  const visitor = await signedInAs(clinic, 'receptionist')
  assert.ok(await isOpen(visitor))
  await clinic.pool.query(
    "update account set disabled_at = created_at where username = 'receptionist'",
  )
  assert.ok(!(await isOpen(visitor)))
  assert.equal((await new Visitor(clinic.url).signIn('receptionist')).status, 401)
})

/** Types a visit, waits until the session has run out, and sends it. */
async function sendTooLate(visitor: Visitor, fields: Record<string, string>): Promise<Answer> {
  const { text } = await visitor.get(`/patients/${patientId}`)
  const typed = { csrf: hiddenField(text, 'csrf'), 'request-key': crypto.randomUUID(), ...fields }
  clinic.clock.advance(11 * MINUTE)
  return await visitor.post(`/patients/${fields['draft-patient'] ?? patientId}/visit`, typed)
}

test('what was typed when the session ran out waits for the same person, and for nobody else', async () => {
  const visitor = await signedInAs(clinic, 'nurse')
  const late = await sendTooLate(visitor, {
    'draft-patient': patientId,
    inr: '2.5 ',
    note: 'a\r\nb',
  })
  assert.equal(late.status, 303)
  assert.equal(late.location, `/sign-in?next=%2Fpatients%2F${patientId}&why=idle&kept=yes`)
  assert.deepEqual(saved, [])
  assert.match((await visitor.get(late.location ?? '')).text, /What you typed is kept for you/)

  const somebodyElse = new Visitor(clinic.url)
  somebodyElse.cookie = visitor.cookie
  await somebodyElse.signIn('pharmacist', PASSWORD, `/patients/${patientId}`)
  assert.match((await somebodyElse.get(`/patients/${patientId}`)).text, /no draft/)

  const back = await visitor.signIn('nurse', PASSWORD, `/patients/${patientId}`)
  const page = await visitor.get(back.location ?? '')
  const draft = JSON.stringify({ inr: ['2.5 '], note: ['a\r\nb'] }).replaceAll('"', '&quot;')
  assert.ok(page.text.includes(draft))
})

test('a form without the token of the session that ran out puts nothing into a draft', async () => {
  const other = await clinic.addPatient({ familyName: 'Other' })
  const visitor = await signedInAs(clinic, 'nurse')
  const late = await sendTooLate(visitor, { 'draft-patient': other, csrf: 'forged', inr: '9.9' })
  assert.doesNotMatch(late.location ?? '', /kept/)
  await visitor.signIn('nurse')
  assert.match((await visitor.get(`/patients/${other}`)).text, /no draft/)
})

test('a draft for a patient of another provider, or for no patient, is not kept', async () => {
  const elsewhere = await testClinic({ database: clinic.database, prefix: 'other-' })
  const theirs = await elsewhere.addPatient()
  for (const patient of [theirs, 'x', crypto.randomUUID()]) {
    const visitor = await signedInAs(clinic, 'nurse')
    const late = await sendTooLate(visitor, { 'draft-patient': patient, inr: '2.5' })
    assert.equal(late.status, 303)
    assert.doesNotMatch(late.location ?? '', /kept/)
  }
})

/** The token that the forms of a patient's page carry. */
const tokenOf = async (visitor: Visitor, patient: string): Promise<string> =>
  /[\w-]{43}\.[\w-]{43}/.exec((await visitor.get(`/patients/${patient}`)).text)?.[0] ?? ''

test('H01: a form that was made for another patient saves nothing, is noted, and what was typed can be read off', async () => {
  const other = await clinic.addPatient({ familyName: 'Other' })
  const visitor = await signedInAs(clinic, 'nurse')
  const [his, hers] = [await tokenOf(visitor, other), await tokenOf(visitor, patientId)]
  const before = saved.length
  const address = `/patients/${patientId}/visit`
  const typed = { stripLot: 'L 62210', password: 'secret', version: '7' }
  const WRONG: readonly Record<string, string>[] = [
    { csrf: his },
    { csrf: `${hers.slice(0, 43)}.${'A'.repeat(43)}` },
    { csrf: `${await visitor.csrf()}.` },
    { csrf: hers, 'draft-patient': other },
  ]
  for (const [nth, wrong] of WRONG.entries()) {
    const answer = await visitor.post(address, { ...wrong, ...typed })
    assert.equal(answer.status, 409, `${nth}`)
    assert.match(answer.text, /made for another patient[\s\S]*Nothing was saved/)
    assert.match(answer.text, /strip lot[\s\S]*L 62210/)
    assert.doesNotMatch(answer.text, /secret|Other/)
    assert.equal((await refusedForms()).length, nth + 1)
  }
  assert.equal(saved.length, before)
  assert.deepEqual(new Set(await refusedForms()), new Set([patientId]))
  const right = { csrf: hers, 'draft-patient': patientId, ...typed }
  assert.equal((await visitor.post(address, right)).status, 303)
  assert.equal(saved.length, before + 1)
  assert.equal((await refusedForms()).length, WRONG.length)
})

test('a form of a page that was open while Evenkeel was updated is refused as that, and as of nobody else', async () => {
  const other = await clinic.addPatient({ familyName: 'Other' })
  const visitor = await signedInAs(clinic, 'nurse')
  const [before, noted] = [saved.length, (await refusedForms()).length]
  const csrf = await visitor.csrf()
  const headers = { origin: clinic.url, 'sec-fetch-site': 'same-origin' }
  const unsealed = (fields: Record<string, string>) => {
    const body = new URLSearchParams({ csrf, stripLot: 'L 62210', ...fields })
    return visitor.send(`/patients/${patientId}/visit`, { method: 'POST', body, headers })
  }
  const answer = await unsealed({})
  assert.equal(answer.status, 409)
  assert.match(answer.text, /updated while this page was open[\s\S]*Nothing was saved/)
  assert.match(answer.text, /strip lot[\s\S]*L 62210/)
  assert.doesNotMatch(answer.text, /another patient/)
  assert.equal((await refusedForms()).length, noted)
  const named = await unsealed({ 'draft-patient': other })
  assert.match(named.text, /made for another patient/)
  assert.equal((await refusedForms()).length, noted + 1)
  assert.equal(saved.length, before)
})

/** What the audit says of wrong initials, as `patient: codes`. */
async function wronglySaid(): Promise<readonly string[]> {
  const { rows } = await clinic.database.migratorPool.query<{ readonly said: string }>(
    `select concat_ws(': ', line::jsonb ->> 'patient', line::jsonb ->> 'refused') as said from audit_line
      where provider_id = $1 and line ~ '"refused":\\["(identity-differs|required|format)"\\]' order by seq`,
    [clinic.providerId],
  )
  return rows.map(({ said }) => said)
}

test('H01: the first entry for a patient asks for initials and year of birth, and what was typed goes on from there as it was', async () => {
  const nurse = await signedInAs(clinic, 'nurse')
  const csrf = await nurse.csrf()
  const [before, address] = [saved.length, `/patients/${patientId}/visit?until=2026-12-01`]
  const typed = { csrf, note: 'two\nlines "&', version: '7', password: 'secret' }
  const asked = await nurse.postOnce(address, typed)
  const WRONG = [
    ['AB 1942', 'identity-differs', /not the initials and year of birth of this patient/],
    ['', 'required', /Enter the initials and the year of birth/],
    ['Margaret', 'format', /Enter two initials/],
  ] as const
  const answers = [asked]
  for (const [said, , says] of WRONG) {
    const wrong = await nurse.postOnce(address, { ...typed, 'patient-said': said })
    assert.match(wrong.text, says)
    assert.match(wrong.text, /error-summary[\s\S]*href="#identity"/)
    answers.push(wrong)
  }
  for (const { status, text } of answers) {
    assert.equal(status, 422)
    assert.match(text, /Whose record is this\?[\s\S]*Nothing is saved yet/)
    assert.match(text, /HARGREAVES, Margaret/)
    assert.deepEqual(formFields({ ...asked, text }, address)['note'], typed.note)
    assert.doesNotMatch(text, /secret/)
  }
  assert.deepEqual(
    await wronglySaid(),
    WRONG.map(([, code]) => `${patientId}: ["${code}"]`),
  )
  assert.equal(saved.length, before)
  const right = { ...formFields(asked, address), 'patient-said': 'mh 1942' }
  assert.equal((await nurse.postOnce(address, right)).status, 303)
  assert.deepEqual(saved.slice(before), [{ note: typed.note, version: '7' }])
})

test('H01: who said whose record it is, is not asked again for half an hour: in this session, for this patient', async () => {
  const other = await clinic.addPatient({ familyName: 'Other' })
  const [nurse, elsewhere] = [await signedInAs(clinic, 'nurse'), await signedInAs(clinic, 'nurse')]
  const enters = async (visitor: Visitor, patient: string, rest: Record<string, string> = {}) => {
    const csrf = await visitor.csrf()
    return (await visitor.postOnce(`/patients/${patient}/visit`, { csrf, ...rest })).status
  }
  assert.equal(await enters(nurse, patientId), 422)
  assert.equal(await enters(nurse, patientId, { 'patient-said': 'MH 1942' }), 303)
  assert.equal(await enters(nurse, patientId), 303)
  assert.equal(await enters(nurse, other), 422, 'another patient')
  assert.equal(await enters(elsewhere, patientId), 422, 'another session')
  assert.equal(await enters(nurse, patientId, { 'patient-said': 'AB 1942' }), 422, 'a wrong one')
  for (let time = 0; time < 3; time += 1) {
    clinic.clock.advance(9 * MINUTE)
    assert.equal(await enters(nurse, patientId), 303)
  }
  clinic.clock.advance(3 * MINUTE)
  assert.equal(await enters(nurse, patientId), 422, 'half an hour later')
})

test('H01, SR-49: whoever shows once more who they are is not asked again whose record it is, and another session is', async () => {
  const nurse = await signedInAs(clinic, 'nurse')
  const enters = async (visitor: Visitor, rest: Record<string, string> = {}) => {
    const csrf = await visitor.csrf()
    return (await visitor.postOnce(`/patients/${patientId}/visit`, { csrf, ...rest })).status
  }
  assert.equal(await enters(nurse, { 'patient-said': 'MH 1942' }), 303)
  const before = nurse.cookie
  const proof = { csrf: await nurse.csrf(), next: '/', 'door-password': PASSWORD }
  assert.equal((await nurse.post('/account/prove', proof)).status, 303)
  assert.notEqual(nurse.cookie, before, 'the session goes on under another token')
  assert.equal(await enters(nurse), 303)
  assert.equal(await enters(await signedInAs(clinic, 'nurse')), 422)
})

test("H01: what is typed on one patient's page is kept as a draft of no other", async () => {
  const other = await clinic.addPatient({ familyName: 'Other' })
  const visitor = await signedInAs(clinic, 'nurse')
  const csrf = await tokenOf(visitor, patientId)
  const kept = await visitor.post('/drafts', { csrf, 'draft-patient': other, inr: '9.9' })
  assert.equal(kept.status, 403)
  assert.match((await visitor.get(`/patients/${other}`)).text, /no draft/)
})

/** The patients to whose addresses forms of others were sent, as the audit has them. */
async function refusedForms(): Promise<readonly string[]> {
  const { rows } = await clinic.database.migratorPool.query<{ readonly patient: string }>(
    `select line::jsonb ->> 'patient' as patient from audit_line
      where provider_id = $1 and line like '%other-patients-form%'`,
    [clinic.providerId],
  )
  return rows.map(({ patient }) => patient)
}

test('a script may keep what is typed while it is typed; a password is never kept', async () => {
  const visitor = await signedInAs(clinic, 'nurse')
  const csrf = await visitor.csrf()
  const fields = { csrf, 'draft-patient': patientId, inr: '3.1', password: 'secret' }
  assert.equal((await visitor.post('/drafts', fields)).status, 204)
  const page = await visitor.get(`/patients/${patientId}`)
  assert.match(page.text, /3\.1/)
  assert.doesNotMatch(page.text, /secret/)
  assert.equal((await visitor.post('/drafts', { csrf, inr: '3.1' })).status, 404)
  const long = { csrf, 'draft-patient': patientId, inr: 'x'.repeat(70_000) }
  assert.equal((await visitor.post('/drafts', long)).status, 413)
})

test('a person of two providers changes between them by a new session', async () => {
  const second = await testClinic({ database: clinic.database, prefix: 'second-' })
  const { accountId } = clinic.callerOf('nurse')
  await second.inTx(async (tx) => {
    const values = [tx.providerId, accountId, new Date(clinic.clock.now()).toISOString()]
    await tx.query(
      `insert into staff (provider_id, account_id, name, role, dosing, active, version, changed_at)
       values ($1, $2, 'Test nurse', 'receptionist', 'none', true, 1, $3)`,
      values,
    )
    await tx.query('insert into account_provider values ($2, $1, $3)', [
      tx.providerId,
      accountId,
      'Zeta Pharmacy',
    ])
  })
  const visitor = await signedInAs(clinic, 'nurse')
  const before = visitor.cookie
  const page = await visitor.get('/account')
  assert.match(page.text, /Zeta Pharmacy/)
  const csrf = hiddenField(page.text, 'csrf')
  const switched = await visitor.post('/account/provider', { csrf, provider: second.providerId })
  assert.equal(switched.location, '/')
  assert.notEqual(visitor.cookie, before)
  assert.match((await visitor.get('/account')).text, /Receptionist/)
  const old = await visitor.get('/account', { cookie: before })
  assert.match(old.location ?? '', /why=provider-switched/)

  const again = await visitor.csrf()
  const foreign = await testClinic({ database: clinic.database, prefix: 'third-' })
  const refused = await visitor.post('/account/provider', {
    csrf: again,
    provider: foreign.providerId,
  })
  assert.equal(refused.status, 404)
})

test('whoever is still typing keeps the session open, and the page says after how long it gives way', async () => {
  const visitor = await signedInAs(clinic, 'nurse')
  assert.match((await visitor.get('/account')).text, /<body[^>]* data-idle-seconds="600"/)
  for (let time = 0; time < 3; time += 1) {
    clinic.clock.advance(6 * MINUTE)
    assert.equal((await visitor.get('/account/here')).status, 204)
  }
  assert.ok(await isOpen(visitor))
  assert.doesNotMatch((await new Visitor(clinic.url).get('/sign-in')).text, /data-idle-seconds/)
})
