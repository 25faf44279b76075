import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { TestClinic } from '#test/clinic.ts'
import { answering, nextPerson, numberOf, secondClinic } from '#test/store/transfer-desk.ts'
import { dosablePatient } from '#test/store/visit-desk.ts'
import { DIRECTORY, sendHref, TRANSFERS } from '#web/transfers/addresses.ts'
import { agreeContract } from '#workflow/agree-contract.ts'
import { newId } from '#workflow/new-id.ts'
import { type ServedClinic, servedClinic, signedInAs, Visitor } from './served-clinic.ts'
import { type Fields, formFields, unescaped } from './visit-forms.ts'
import { answered, leavingNothing, wordsAt } from './walked-page.ts'

// A patient who is handed over, as the people of both providers see it on their pages.

let clinic: ServedClinic
let other: TestClinic
let sender: Visitor
let receiver: Visitor
let patientId: string
let nhs: string
before(async () => {
  clinic = await servedClinic()
  other = await secondClinic(clinic)
  sender = await signedInAs(clinic, 'nurse')
  receiver = new Visitor(clinic.url)
  await receiver.signIn(other.usernameOf('pharmacist'))
  const person = { ...nextPerson(), familyName: 'Quillfeather' }
  ;({ patientId } = await dosablePatient(clinic, { nextTestOn: '2026-12-06' }, person))
  nhs = await numberOf(clinic, patientId)
  const agreed = {
    specification: 'sheffield-2020-21 1',
    reference: 'LCS-02/3',
    from: '2026-04-01',
    to: '2027-03-31',
    'level-3': 'yes',
    'level-4': 'yes',
    agreedWith: 'A. Winter',
    agreedOn: '2026-03-20',
  }
  const caller = other.callerOf('practice-manager')
  const outcome = await agreeContract.run(other.house, caller, newId(0), agreed)
  assert.equal(outcome.kind, 'done', JSON.stringify(outcome))
})
after(() => clinic.close())

const text = async (who: Visitor, page: string) => unescaped((await who.get(page)).text)

/** The clinic as the other provider has it. */
const theirs = () => ({ ...clinic, providerId: other.providerId })

async function posted(who: Visitor, page: string, typed: Fields) {
  const { seen, ...shown } = formFields(await who.get(page), page)
  const form = seen !== undefined && typed['deed'] === 'accept' ? { ...shown, seen } : shown
  return who.post(page, { ...form, csrf: await who.csrf(), ...typed })
}

test('S21: the directory says which provider offers which level today, and of whom no contract is known', async () => {
  const page = await text(sender, DIRECTORY)
  assert.match(page, /Hallam Surgery[\s\S]*Yes[\s\S]*Yes[\s\S]*No[\s\S]*31-Mar-2027/)
  assert.match(page, /No contract known today[\s\S]*Hallam Surgery/)
})

test('S4: what is missing is said at its field, and what was typed stays', async () => {
  const page = sendHref(patientId)
  assert.match(await text(sender, `/patients/${patientId}/plan`), /Hand over to another provider/)
  const empty = await leavingNothing(clinic, () => posted(sender, page, { note: '', to: '' }))
  answered(empty, 422)
  assert.match(wordsAt(empty, 'to'), /Choose who is asked/)
  assert.match(wordsAt(empty, 'note'), /Say why/)
  const outside = { to: 'outside', note: 'Moves to Wales', otherName: '', otherContact: '' }
  const unnamed = await leavingNothing(clinic, () => posted(sender, page, outside))
  answered(unnamed, 422)
  assert.match(wordsAt(unnamed, 'otherName'), /name of the provider/)
  assert.match(unnamed.text, /Moves to Wales/)
})

let transfer = ''
test('S4, S23: the receiver sees the patient, the criteria and who answers, asks, and is answered', async () => {
  const typed = { to: other.providerId, note: 'Has moved nearer to you.' }
  const asked = await posted(sender, sendHref(patientId), typed)
  answered(asked, 303)
  transfer = asked.location ?? ''
  assert.match(await text(sender, transfer), /You answer for this patient until Hallam Surgery/)

  assert.match(await text(receiver, '/'), /transfer waits for you/)
  assert.match(
    await text(receiver, '/worklists/transfer-to-answer'),
    /QUILLFEATHER[\s\S]*asks you to take/,
  )
  assert.match(await text(receiver, TRANSFERS), /QUILLFEATHER[\s\S]*Waits for you/)
  const page = await text(receiver, transfer)
  for (const words of [
    'Has moved nearer to you.',
    'answers for this patient until you have accepted',
    'contract LCS-02/3',
    'The medicine is one of the service: warfarin',
    'Level 4 is in the contract',
    'For you to judge',
    '06-Dec-2026',
    'Target INR and range',
  ]) {
    assert.ok(page.includes(words), words)
  }
  const nothing = await leavingNothing(theirs(), () =>
    posted(receiver, transfer, { deed: 'ask', words: '' }),
  )
  answered(nothing, 422)
  assert.match(wordsAt(nothing, 'words-ask'), /what is asked/)
  answered(await posted(receiver, transfer, { deed: 'ask', words: 'Who visits at home?' }), 303)
  assert.match(await text(sender, '/worklists/transfer-to-answer'), /asks something before it can/)
  answered(await posted(sender, transfer, { deed: 'answer', words: 'The daughter.' }), 303)
  assert.match(await text(receiver, transfer), /Who visits at home\?[\s\S]*The daughter\./)
})

test('S4: with the acceptance the patient is in the register of the receiver, to be confirmed there, and both pages say who answers', async () => {
  const refused = await leavingNothing(theirs(), () =>
    posted(receiver, transfer, { deed: 'accept', seen: 'x' }),
  )
  answered(refused, 409)
  assert.match(unescaped(refused.text), /Look at it again/)
  const accepted = await posted(receiver, transfer, { deed: 'accept' })
  answered(accepted, 303)
  assert.deepEqual(await answering(clinic, nhs), [other.providerId])
  assert.match(await text(receiver, accepted.location ?? ''), /Confirm the imported plan/)
  assert.match(await text(receiver, transfer), /You answer for this patient\./)
  assert.match(await text(sender, transfer), /Hallam Surgery answers for this patient\./)
  assert.match(await text(sender, `/patients/${patientId}/plan`), /Transferred to another service/)
  assert.match(await text(receiver, '/worklists/unverified-plan'), /QUILLFEATHER/)
})

test('S4: a transfer between others is no page', async () => {
  const third = await secondClinic(clinic, 'third.')
  const stranger = new Visitor(clinic.url)
  await stranger.signIn(third.usernameOf('clinical-lead'))
  answered(await stranger.get(transfer), 404)
  assert.doesNotMatch(await text(stranger, TRANSFERS), /QUILLFEATHER/)
})
