import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { day } from '#base/day.ts'
import { month } from '#contract/calendar-month.ts'
import {
  CLAIMS,
  claimCsvHref,
  claimHref,
  claimPeopleHref,
  invoiceHref,
} from '#web/claims/addresses.ts'
import { returnHref } from '#web/contract/addresses.ts'
import { agreeContract } from '#workflow/agree-contract.ts'
import { newId } from '#workflow/new-id.ts'
import { type ServedClinic, servedClinic, signedInAs, type Visitor } from './served-clinic.ts'
import { type Fields, formFields, unescaped } from './visit-forms.ts'
import { answered, leavingNothing, wordsAt } from './walked-page.ts'

// The claim of a quarter as a practice manager meets it: the quarters, a line and the acts behind it, the signature, the files.

let clinic: ServedClinic
let manager: Visitor
let lead: Visitor
let contractId: string
before(async () => {
  clinic = await servedClinic()
  clinic.clock.set('2026-04-01T08:00:00.000Z')
  const agreed = {
    specification: 'sheffield-2020-21 1',
    reference: 'LCS-02/017',
    from: '2026-04-01',
    to: '2027-03-31',
    'level-3': 'yes',
    'level-4': 'yes',
    agreedWith: 'A. Winter',
    agreedOn: '2026-03-20',
  }
  const caller = clinic.callerOf('practice-manager')
  const outcome = await agreeContract.run(clinic.house, caller, newId(0), agreed)
  assert.ok(outcome.kind === 'done')
  contractId = outcome.subject ?? ''
  await clinic.addEpisode(await clinic.addPatient({ familyName: 'Quillfeather' }), {
    startedOn: day('2026-04-20'),
  })
  await comes('2026-07-01T08:00:00.000Z')
})
after(() => clinic.close())

async function comes(instant: string): Promise<void> {
  clinic.clock.set(instant)
  manager = await signedInAs(clinic, 'practice-manager')
  lead = await signedInAs(clinic, 'clinical-lead')
}

const april = () => claimHref(contractId, '2026-04')
const text = async (who: Visitor, page: string) => unescaped((await who.get(page)).text)
const shownWords = (page: string) => page.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')

async function signed(page: string, typed: Fields = {}) {
  const form = formFields(await manager.get(page), page)
  return manager.post(page, { ...form, csrf: await manager.csrf(), ...typed })
}

const listed = async () =>
  (await text(manager, '/worklists/claim-due'))
    .split('</tr>')
    .find((row) => /Claim of April/.test(row))

test('S27: from the first day after the quarter the front page lists its claim, and says what it waits for', async () => {
  assert.match((await listed()) ?? '', /Claim of April to June 2026.*not returned yet/s)
  assert.ok((await text(manager, '/worklists/claim-due')).includes(april()))
  const page = shownWords(await text(manager, CLAIMS))
  assert.match(
    page,
    /April to June 2026 Claim £53\.25 State Returns missing Not returned yet: April 2026, May/,
  )
  for (const each of ['2026-04', '2026-05', '2026-06'].map(month)) {
    answered(await signed(returnHref(contractId, each), { signed: 'yes' }), 303)
  }
  assert.match((await listed()) ?? '', /ready to sign/)
})

test('S27: each line opens exactly the acts that it counts, with whose they are, and the audit says who looked', async () => {
  const list = claimPeopleHref(contractId, '2026-04', '2026-05', 'level-4')
  const page = await text(manager, april())
  assert.ok(page.includes(`href="${list}"`))
  assert.match(shownWords(page), /Decision support \(CDSS\) £0\.00\. Within the price per patient/)
  const people = shownWords(await text(lead, list))
  assert.match(
    people,
    /May 2026, £17\.75 each.*QUILLFEATHER, Margaret.*On warfarin here from 20-Apr/,
  )
  const { rows } = await clinic.database.migratorPool.query<{ line: string }>(
    `select line from audit_line where line like '%"looked":"see-claim-people"%'`,
  )
  assert.equal(rows.length, 1)
  assert.equal(
    (await lead.get(claimPeopleHref(contractId, '2026-04', '2026-05', 'gold'))).status,
    404,
  )
  assert.equal((await (await signedInAs(clinic, 'nurse')).get(april())).status, 403)
})

test('D9.37, D9.38, D9.39, D9.71: what is no quarter of this contract is said, and the claim of another provider is not here', async () => {
  for (const [quarter, status, says] of [
    ['Q5', 422, /written by its first month/],
    ['2027-01', 422, /has not begun/],
    ['2026-01', 422, /before the first day of the contract/],
  ] as const) {
    const answer = await manager.get(claimHref(contractId, quarter))
    assert.equal(answer.status, status, quarter)
    assert.match(answer.text, says)
  }
  assert.equal((await manager.get(claimHref(newId(0), '2026-04'))).status, 404)
})

test('S27: the clinical lead signs nothing; unsigned it is said at the field; signed it stands with its name and fingerprint', async () => {
  assert.match(await text(lead, april()), /The practice manager signs and submits it/)
  const unsigned = await leavingNothing(clinic, () => signed(april()))
  answered(unsigned, 422)
  assert.match(wordsAt(unsigned, 'signed'), /looked at this claim/)
  answered(await signed(april(), { signed: 'yes' }), 303)
  const page = shownWords(await text(lead, april()))
  assert.match(page, /Submitted Submitted 01-Jul-2026.*signed by Test practice-manager/)
  assert.match(page, /return of April 2026, version 1.*Fingerprint [0-9a-f]{64}/)
  assert.equal(await listed(), undefined)
  assert.match(
    shownWords(await text(manager, CLAIMS)),
    /April to June 2026 Claim £53\.25 State Submitted/,
  )
})

test('who signs a claim shows first that it is they', async () => {
  await comes('2026-10-01T08:00:00.000Z')
  const july = claimHref(contractId, '2026-07')
  for (const each of ['2026-07', '2026-08', '2026-09'].map(month)) {
    answered(await signed(returnHref(contractId, each), { signed: 'yes' }), 303)
  }
  const form = formFields(await manager.get(july), july)
  clinic.clock.advance(6 * 60_000)
  const asked = await manager.post(july, { ...form, csrf: await manager.csrf(), signed: 'yes' })
  assert.match(asked.text, /[Pp]assword/)
  assert.doesNotMatch(await text(manager, july), /What was submitted/)
})

test('S27: the claim is a file of whole pence and an invoice, neither of which names anybody', async () => {
  await comes('2026-10-01T09:00:00.000Z')
  const csv = await manager.get(claimCsvHref(contractId, '2026-04'))
  assert.equal(csv.status, 200)
  assert.match(
    csv.text,
    /"C88999-202604-[0-9A-Z]{6}-1","C88999","LCS-02\/017","line","2026-05","level-4","Level 4",1,1775,1775\r\n/,
  )
  assert.match(csv.text, /"total","","","","","",5325\r\n$/)
  const pdf = await manager.get(invoiceHref(contractId, '2026-04'))
  assert.equal(pdf.status, 200)
  assert.match(pdf.text, /^%PDF-1\.7/)
  assert.doesNotMatch(csv.text, /quillfeather/i)
  assert.equal((await manager.get(invoiceHref(contractId, '2026-07'))).status, 404)
})

test('S30: the return of a month that is claimed says so and has no form', async () => {
  await clinic.addEpisode(await clinic.addPatient(), { startedOn: day('2026-06-01') })
  const page = shownWords(await text(manager, returnHref(contractId, '2026-06')))
  assert.match(page, /This month is claimed, so that this return stays/)
  assert.doesNotMatch(page, /Submit it again/)
  assert.match(
    shownWords(await text(manager, april())),
    /changed since it was submitted.*June 2026 What Level 4 Number 1 Price £17\.75 Total £17\.75/,
  )
})
