import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { PASSWORD } from '#test/clinic.ts'
import { type TestCommissioner, testCommissioner } from '#test/commissioner.ts'
import { agreed, claimed, submitted } from '#test/store/contract-desk.ts'
import {
  CLAIMS_RECEIVED,
  claimHref,
  decideClaimHref,
  PAYMENTS_FILE,
  receivedClaimHref,
} from '#web/claims/addresses.ts'
import { type ServedClinic, servedClinic, signedInAs, Visitor } from './served-clinic.ts'
import { type Fields, formFields, unescaped } from './visit-forms.ts'
import { answered, wordsAt } from './walked-page.ts'

// A claim as a commissioner meets it: what is claimed, proposed by one, decided by another, and what the provider then sees.

let clinic: ServedClinic
let rivers: TestCommissioner
let contractId: string
let analyst: Visitor
let manager: Visitor
before(async () => {
  clinic = await servedClinic()
  rivers = await testCommissioner(clinic)
  clinic.clock.set('2026-04-01T08:00:00.000Z')
  contractId = await agreed(clinic, { commissioner: rivers.id })
  await clinic.addEpisode(await clinic.addPatient({ familyName: 'Quillfeather' }))
  clinic.clock.set('2026-07-01T08:00:00.000Z')
  for (const month of ['2026-04', '2026-05', '2026-06']) await submitted(clinic, contractId, month)
  assert.equal((await claimed(clinic, contractId, '2026-04')).kind, 'done')
  analyst = await signedIn('commissioner-analyst')
  manager = await signedIn('commissioner-manager')
})
after(() => clinic.close())

async function signedIn(role: 'commissioner-analyst' | 'commissioner-manager'): Promise<Visitor> {
  const visitor = new Visitor(clinic.url)
  await visitor.signIn(rivers.usernameOf(role), PASSWORD)
  return visitor
}

const shownWords = (page: string) =>
  unescaped(page)
    .replaceAll(/<span class="nhsuk-table__heading"[^>]*>.*?<\/span>/g, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')

async function claimAddress(): Promise<string> {
  const { text } = await analyst.get(CLAIMS_RECEIVED)
  const [, id = ''] = text.match(/href="\/commissioner\/claims\/([0-9a-f-]{36})"/) ?? []
  return id
}

/** Fills in the form of the page of a claim that posts there. */
async function sent(who: Visitor, action: string, typed: Fields) {
  const form = formFields(await who.get(receivedClaimHref(await claimAddress())), action)
  return who.post(action, { ...form, csrf: await who.csrf(), ...typed })
}

test('S19, S27: a commissioner finds the claim of a provider with its lines, and nobody who is treated', async () => {
  const list = shownWords((await analyst.get(CLAIMS_RECEIVED)).text)
  assert.match(list, /Hallam Surgery April to June 2026 £53\.25 Received/)
  const page = (await analyst.get(receivedClaimHref(await claimAddress()))).text
  assert.match(shownWords(page), /May 2026 Level 4 1 £17\.75 £17\.75/)
  assert.match(shownWords(page), /return of May 2026, version 1/)
  assert.doesNotMatch(page, /quillfeather|patients\//i)
  const provider = await signedInAs(clinic, 'practice-manager')
  assert.equal((await provider.get(CLAIMS_RECEIVED)).status, 403)
  assert.equal((await analyst.get(claimHref(contractId, '2026-04'))).status, 403)
})

test('an analyst proposes and reads on; what is wrong stands at its field, with what was typed', async () => {
  const action = receivedClaimHref(await claimAddress())
  const bare = await sent(analyst, action, { outcome: 'reject', reason: ' ' })
  answered(bare, 422)
  assert.match(wordsAt(bare, 'reason'), /Write why/)
  assert.match(bare.text, /checked=""[^>]*value="reject"|value="reject"[^>]*checked=""/)
  answered(await sent(analyst, action, { outcome: 'approve' }), 303)
  const page = shownWords((await analyst.get(action)).text)
  assert.match(page, /Waits for a second person.*You have proposed this: another person decides/)
})

test('who decides shows first that it is they; then it is approved, is to be paid, and the provider sees each step', async () => {
  const id = await claimAddress()
  const form = formFields(await manager.get(receivedClaimHref(id)), decideClaimHref(id))
  clinic.clock.advance(6 * 60_000)
  const typed = { ...form, csrf: await manager.csrf(), decision: 'decided' }
  assert.match((await manager.post(decideClaimHref(id), typed)).text, /[Pp]assword/)
  manager = await signedIn('commissioner-manager')
  answered(await sent(manager, decideClaimHref(id), { decision: 'decided' }), 303)
  const page = shownWords((await manager.get(receivedClaimHref(id))).text)
  assert.match(page, /Approved.*To be paid £53\.25.*Proposed to approve it/s)
  const file = await manager.get(PAYMENTS_FILE)
  assert.match(file.text, /"C88999-202604-[0-9A-Z]{6}-1","C88999","Hallam Surgery".*,5325,/)
  assert.equal((await manager.get(PAYMENTS_FILE)).text, file.text)
  const provider = await signedInAs(clinic, 'practice-manager')
  const theirs = shownWords((await provider.get(claimHref(contractId, '2026-04'))).text)
  assert.match(theirs, /Approved.*To be paid £53\.25 under C88999-202604/)
  assert.match(
    theirs,
    /Proposed to approve it Test commissioner-analyst.*Approved Test commissioner-m/,
  )
})

test('D9.65: no claim is deleted', async () => {
  const provider = await signedInAs(clinic, 'practice-manager')
  for (const [who, path] of [
    [provider, claimHref(contractId, '2026-04')],
    [manager, receivedClaimHref(await claimAddress())],
  ] as const) {
    const answer = await fetch(`${clinic.url}${path}`, {
      method: 'DELETE',
      headers: { cookie: who.cookie },
    })
    assert.equal(answer.status, 405, path)
  }
})

test('D9.72: a commissioner who asks for a list of patients is refused, and the refusal stands in the audit', async () => {
  assert.equal((await analyst.get('/register')).status, 403)
  const { rows } = await clinic.database.migratorPool.query(
    `select line from audit_line where provider_id = $1 and line like '%refused%'`,
    [rivers.id],
  )
  assert.ok(rows.length > 0)
})
