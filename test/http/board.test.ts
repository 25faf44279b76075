import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { PASSWORD } from '#test/clinic.ts'
import { type TestCommissioner, testCommissioner } from '#test/commissioner.ts'
import { agreed, submitted } from '#test/store/contract-desk.ts'
import { BOARD_FILE, boardHref, COMMISSIONER, returnedHref } from '#web/commissioner/addresses.ts'
import { CONTRACT, NEW_CONTRACT, variationHref } from '#web/contract/addresses.ts'
import { newId } from '#workflow/new-id.ts'
import { type ServedClinic, servedClinic, signedInAs, Visitor } from './served-clinic.ts'
import { formFields, unescaped } from './visit-forms.ts'
import { answered, wordsAt } from './walked-page.ts'

// The commissioner's board of returns, from the sign-in on: who returned what, who did not, and nobody who is treated.

let clinic: ServedClinic
let rivers: TestCommissioner
let moors: TestCommissioner
let contractId: string
const people = new Map<string, Visitor>()
before(async () => {
  clinic = await servedClinic()
  rivers = await testCommissioner(clinic)
  moors = await testCommissioner(clinic, { name: 'Moors ICB', prefix: 'moors.', odsCode: 'QX998' })
  clinic.clock.set('2026-10-05T08:00:00.000Z')
  await clinic.addEpisode(await clinic.addPatient({ familyName: 'Quillfeather' }))
  contractId = await agreed(clinic, { commissioner: rivers.id })
  await comes('2026-11-20T09:00:00.000Z')
})
after(() => clinic.close())

/** Everybody signs in anew on that day. */
async function comes(instant: string): Promise<void> {
  clinic.clock.set(instant)
  for (const commissioner of [rivers, moors]) {
    for (const role of ['commissioner-analyst', 'commissioner-manager'] as const) {
      const visitor = new Visitor(clinic.url)
      await visitor.signIn(commissioner.usernameOf(role), PASSWORD)
      people.set(commissioner.usernameOf(role), visitor)
    }
  }
}
const who = (username: string): Visitor => people.get(username) ?? assert.fail(username)
const analyst = () => who('commissioner-analyst')
const shownWords = (page: string) =>
  unescaped(page)
    .replaceAll(/<span class="nhsuk-table__heading"[^>]*>.*?<\/span>/g, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
const words = async (path: string, visitor = analyst()) => {
  const answer = await visitor.get(path)
  answered(answer, 200)
  return shownWords(answer.text)
}

test('S19: a commissioner signs in to its own front page, and finds no patient, no clinic and no service of a provider', async () => {
  const { location } = await analyst().get('/')
  assert.equal(location, COMMISSIONER)
  const { text } = await analyst().get(COMMISSIONER)
  assert.match(text, /Five Rivers ICB/)
  assert.doesNotMatch(text, /find-patient|href="\/(?:clinic|worklists|register|service|reports)"/)
  for (const away of [
    '/clinic',
    '/worklists/overdue',
    '/register',
    '/service',
    '/reports',
    CONTRACT,
  ]) {
    assert.equal((await analyst().get(away)).status, 403, away)
  }
  const patient = await clinic.addPatient()
  assert.ok([403, 404].includes((await analyst().get(`/patients/${patient}`)).status))
})

test('S30: on the day on which it is due a return that nobody sent is not yet overdue, and the day after it is', async () => {
  const page = await words(COMMISSIONER)
  assert.match(page, /Returns of October 2026/)
  assert.match(
    page,
    /Hallam Surgery general practice, LCS-02\/017 No return: not yet due 20-Nov-2026/,
  )
  assert.match(page, /no return no return no return no return/)
  await comes('2026-11-21T09:00:00.000Z')
  assert.match(await words(COMMISSIONER), /LCS-02\/017 No return: overdue 20-Nov-2026/)
  assert.match(await words(COMMISSIONER), /No return: overdue 1 /)
  assert.match(await words(boardHref('2026-11')), /LCS-02\/017 Month goes on/)
  assert.match(await words(boardHref('2026-08')), /LCS-02\/017 No return: before Evenkeel/)
  assert.match(await words(boardHref('2027-04')), /No contract covers April 2027/)
  assert.match(await words(boardHref('9999-12')), /Returns of October 2026/)
})

test('S30: a return that comes late stands with its day, version, signature and figures, and in the total', async () => {
  await submitted(clinic, contractId, '2026-10')
  await comes('2026-11-24T09:00:00.000Z')
  await submitted(clinic, contractId, '2026-10')
  const page = await words(COMMISSIONER)
  assert.match(page, /Received late 20-Nov-2026 21-Nov-2026 2 Test practice-manager 0 1 0 0/)
  assert.match(page, /All that were received 0 1 0 0/)
})

test('S19, S30: opened it shows each version with its fingerprint and why it was sent again, and nobody whom it counts', async () => {
  const page = await words(returnedHref(contractId, '2026-10'))
  assert.match(
    page,
    /Version 2 Submitted 24-Nov-2026.*Why again Something of the month was entered late/,
  )
  assert.match(page, /Fingerprint [0-9a-f]{64}.*Version 1/)
  const { text } = await analyst().get(returnedHref(contractId, '2026-10'))
  assert.doesNotMatch(text, /QUILLFEATHER|Quillfeather|href="\/patients/)
  assert.match(
    await words(returnedHref(contractId, '2026-09')),
    /Nothing was submitted for this month/,
  )
})

test('S30: the file of the board has a row a provider, without figures where there is no return', async () => {
  const october = await analyst().get(`${BOARD_FILE}?month=2026-10`)
  answered(october, 200)
  assert.match(october.headers.get('content-type') ?? '', /text\/csv/)
  assert.match(
    october.text,
    /"2026-10","Hallam Surgery","C88999","general practice","LCS-02\/017","Received late","20-Nov-2026","21-Nov-2026","2","Test practice-manager","0","1","0","0"/,
  )
  const september = await analyst().get(`${BOARD_FILE}?month=2026-09`)
  assert.match(september.text, /"No return: overdue","21-Oct-2026","","","","","","",""/)
})

test('S19: another commissioner sees none of it, also by its address', async () => {
  const moor = who('moors.commissioner-manager')
  assert.match(
    await words(COMMISSIONER, moor),
    /No provider has recorded a contract with this organisation yet/,
  )
  assert.equal((await moor.get(returnedHref(contractId, '2026-10'))).status, 404)
  assert.equal((await analyst().get(returnedHref(newId(0), '2026-10'))).status, 404)
})

test('C5: the provider chooses its commissioner by name, sees it on the page of the contract, and no other than one of these', async () => {
  const manager = await signedInAs(clinic, 'practice-manager')
  const form = unescaped((await manager.get(NEW_CONTRACT)).text)
  assert.match(form, />Five Rivers ICB</)
  assert.match(form, />Moors ICB</)
  assert.match(unescaped((await manager.get(CONTRACT)).text), /Five Rivers ICB/)
  const vary = variationHref(contractId)
  const fields = formFields(await manager.get(vary), vary)
  assert.equal(fields['commissioner'], rivers.id, 'a variation keeps it')
  const wrong = await manager.post(vary, {
    ...fields,
    csrf: await manager.csrf(),
    commissioner: clinic.providerId,
  })
  answered(wrong, 422)
  assert.match(wordsAt(wrong, 'commissioner'), /Choose the commissioner/)
})

test('H34: a manager of the commissioner adds colleagues in the roles of a commissioner and no other; an analyst adds nobody', async () => {
  const boss = who('commissioner-manager')
  assert.equal((await analyst().get('/service/staff')).status, 403)
  const page = (await boss.get('/service/staff/add')).text
  assert.match(page, /Commissioner analyst/)
  assert.doesNotMatch(page, /Prescriber|Dosing authority/)
  const person = { username: 'zo.ames', name: 'Zo Ames', csrf: await boss.csrf() }
  const key = () => ({ 'request-key': newId(Date.now()) })
  const wrong = await boss.post('/service/staff/add', { ...person, ...key(), role: 'prescriber' })
  answered(wrong, 422)
  assert.match(wordsAt(wrong, 'role'), /no such role here/)
  const added = await boss.post('/service/staff/add', {
    ...person,
    ...key(),
    role: 'commissioner-analyst',
  })
  answered(added, 200)
  const { rows } = await clinic.database.migratorPool.query(
    `select s.role, w.is_commissioner as of from staff s join account_provider w using (account_id) join account a on a.id = s.account_id
      where a.username = 'zo.ames'`,
  )
  assert.deepEqual(rows, [{ role: 'commissioner-analyst', of: true }])
  const lead = await signedInAs(clinic, 'clinical-lead')
  const theirs = await lead.post('/service/staff/add', {
    ...{ username: 'no.body', name: 'No Body', csrf: await lead.csrf() },
    ...key(),
    role: 'commissioner-manager',
  })
  answered(theirs, 422)
})
