import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openAlertReview } from '#store/alert-reviews.ts'
import {
  hiddenField,
  type ServedClinic,
  servedClinic,
  signedInAs,
  type Visitor,
} from '#test/http/served-clinic.ts'
import { alikePatient, goPast } from '#test/store/alert-desk.ts'
import { newId } from '#workflow/new-id.ts'
import { postVisit } from './visit-forms.ts'
import { pressed } from './walked-page.ts'

let clinic: ServedClinic
let review: string
before(async () => {
  clinic = await servedClinic()
  await goPast(clinic)
  review = newId(clinic.clock.now())
  const figures = { kind: 'confirm', code: 'look-alike-tablets', asked: 40, gonePast: 38 } as const
  await clinic.inTx((tx) =>
    openAlertReview(tx, {
      ...figures,
      id: review,
      actedOn: 1,
      fromOn: '2026-10-24',
      untilOn: '2026-11-22',
      openedAt: new Date(clinic.clock.now()).toISOString(),
      dueOn: '2026-12-06',
    }),
  )
})
after(() => clinic.close())

/** Sends the form of a page as it is shown, with what is typed. */
async function send(visitor: Visitor, path: string, typed: Readonly<Record<string, string>>) {
  const { text } = await visitor.get(path)
  const shown = ['csrf', 'request-key', 'version'].map((name) => [name, hiddenField(text, name)])
  return visitor.post(path, { ...Object.fromEntries(shown), ...typed })
}

const words = (text: string) => text.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

test('H33: the page says the budget in words, never within it on too few doses, and each alert with its answers', async () => {
  const manager = await signedInAs(clinic, 'practice-manager')
  const { text } = await manager.get('/reports/alerts')
  const said = words(text)
  assert.match(said, /Not known 1 interruptive alert and 1 routine dose: 1 for 1 routine dose\./)
  assert.match(said, /With fewer than 50 routine doses it cannot be said/)
  assert.doesNotMatch(said, /Within the budget/)
  assert.match(said, /Both 0\.5 mg and 5 mg tablets/)
  assert.match(said, /Fewer than 10 answers/)
  assert.match(
    said,
    /Why questions were gone past .* Because The patient can tell the two apart, and showed it Times 1 /,
  )
  assert.match(said, /Asked 40 times, gone past 38 times, 97\.4 % of the answers/)
  assert.ok(text.includes(`/reports/alerts/${review}`))
})

test('a period that cannot be is refused at its field', async () => {
  const manager = await signedInAs(clinic, 'practice-manager')
  const { status, text } = await manager.get('/reports/alerts?from=2027-01-01')
  assert.equal(status, 422)
  assert.match(text, /There is a problem/)
})

test('H33: the list leads to the alert, which a nurse reads and the clinical lead closes', async () => {
  const path = `/reports/alerts/${review}`
  const nurse = await signedInAs(clinic, 'nurse')
  assert.ok((await nurse.get('/worklists/alert-gone-past')).text.includes(path))
  const read = words((await nurse.get(path)).text)
  assert.match(read, /Gone past because The patient can tell the two apart, and showed it: 1 /)
  assert.match(read, /A clinical lead decides this/)
  assert.doesNotMatch(read, /Close with this/)

  const lead = await signedInAs(clinic, 'clinical-lead')
  assert.match(words((await lead.get(path)).text), /Not known 1 Whose it is The clinical lead/)
  const empty = await send(lead, path, { note: 'Look-alikes' })
  assert.equal(empty.status, 422)
  assert.match(empty.text, /Choose what is to be done/)
  assert.match(empty.text, /Look-alikes/)
  const closed = await send(lead, path, {
    outcome: 'rule-changed',
    note: 'No 0.5 mg tablets are prescribed any more',
  })
  assert.equal(closed.status, 303)
  const after = words((await lead.get(path)).text)
  assert.match(after, /Decided The rule or setting behind it has been changed here/)
  assert.doesNotMatch(after, /Close with this/)
})

test('an alert of another address is not here, and the desk sees none', async () => {
  const lead = await signedInAs(clinic, 'clinical-lead')
  assert.equal((await lead.get('/reports/alerts/none')).status, 404)
  const desk = await signedInAs(clinic, 'receptionist')
  assert.equal((await desk.get(`/reports/alerts/${review}`)).status, 403)
})

test('H33: no question is OK alone: the page names what it asks, offers the other way, and both are on record', async () => {
  const patientId = await alikePatient(clinic)
  const nurse = await signedInAs(clinic, 'nurse')
  const visit = { inr: '2.3', inrAgain: '2.3' }
  const suggested = await postVisit(nurse, patientId, visit)
  const reason = { reasonCode: 'trend', reasonText: 'Falling', slot: 'none', step: 'change' }
  const change = { ...visit, ...reason, dailyDose: '5.5' }
  const asked = await postVisit(nurse, patientId, change, suggested)
  assert.equal(asked.status, 422)
  assert.match(words(asked.text), /Check before you save .*0\.5 mg and 5 mg tablets/)
  assert.match(asked.text, /To go back, change what you entered and save that/)
  assert.match(
    asked.text,
    /<section[^>]*tabindex="-1"[^>]*autofocus=""/i,
    'the keyboard arrives at it',
  )
  assert.doesNotMatch(asked.text, /<button[^>]*autofocus/i, 'and not on its yes')
  assert.match(asked.text, /name="dailyDose"/, 'the dose can be changed where it is asked about')
  const other = await postVisit(nurse, patientId, { ...change, dailyDose: '6' }, asked)
  assert.equal(other.status, 303, words(other.text))
  const { rows } = await clinic.database.migratorPool.query(
    'select what, code from dose_question where patient_id = $1',
    [patientId],
  )
  assert.deepEqual(rows, [{ what: 'asked', code: 'look-alike-tablets' }])
})

test('H33: one question is gone past with one press, that of its reason, which the page of the decision says', async () => {
  const patientId = await alikePatient(clinic)
  const nurse = await signedInAs(clinic, 'nurse')
  const visit = { inr: '2.3', inrAgain: '2.3' }
  const suggested = await postVisit(nurse, patientId, visit)
  const reason = { reasonCode: 'trend', reasonText: 'Falling', slot: 'none' }
  const change = { ...visit, ...reason, dailyDose: '5.5', step: 'change' }
  const asked = await postVisit(nurse, patientId, change, suggested)
  assert.match(words(asked.text), /Save, because The patient can tell the two apart/)
  assert.doesNotMatch(asked.text, /type="radio" name="because-/)
  const other = { 'because-look-alike-tablets': 'another' }
  const wordless = await pressed(nurse, patientId, asked, other)
  assert.equal(wordless.status, 422)
  assert.match(wordless.text, /href="#because-look-alike-tablets-words"/)
  assert.match(
    words(wordless.text),
    /Check before you save .* Write the other reason in a few words\./,
  )
  assert.match(wordless.text, /name="dailyDose"[^>]*value="5\.5"/)
  const numbered = { ...other, 'because-look-alike-tablets-words': 'As 999 000 0034' }
  const kept = await pressed(nurse, patientId, wordless, numbered)
  assert.match(words(kept.text), /Check before you save .* without an NHS number\./)
  assert.match(kept.text, /name="because-look-alike-tablets-words"[^>]*value="As 999 000 0034"/)

  const said = { ...other, 'because-look-alike-tablets-words': 'Has a magnifier' }
  const saved = await pressed(nurse, patientId, wordless, said)
  assert.equal(saved.status, 303, words(saved.text))
  const page = words((await nurse.get(`/decisions/${saved.location?.split('/').at(-1)}`)).text)
  assert.match(page, /Asked: Both 0\.5 mg and 5 mg tablets Another reason\. Has a magnifier /)
})

test('H33: several questions have a reason each, and are saved together; one without a reason stays', async () => {
  const patientId = await alikePatient(clinic)
  const nurse = await signedInAs(clinic, 'nurse')
  const visit = { inr: '2.3', inrAgain: '2.3' }
  const suggested = await postVisit(nurse, patientId, visit)
  const reason = { reasonCode: 'trend', reasonText: 'Falling', slot: '', nextTestOn: '2026-12-25' }
  const change = { ...visit, ...reason, dailyDose: '5.5', step: 'change' }
  const asked = await postVisit(nurse, patientId, change, suggested)
  assert.match(words(asked.text), /0\.5 mg and 5 mg tablets.* 25-Dec-2026 is a bank holiday/)
  assert.doesNotMatch(words(asked.text), /Choose why\. /)
  const first = { 'because-look-alike-tablets': 'no-other-way', 'asked-step': '' }
  const half = await postVisit(nurse, patientId, { ...change, ...first }, asked)
  assert.equal(half.status, 422)
  const both = { ...change, ...first, 'because-test-on-bank-holiday': 'open-that-day' }
  const saved = await postVisit(nurse, patientId, both, asked)
  assert.equal(saved.status, 303, words(saved.text))
  const { rows } = await clinic.database.migratorPool.query(
    `select code, reason_code, reason_text from dose_question where patient_id = $1 and what = 'confirmed' order by code`,
    [patientId],
  )
  assert.deepEqual(rows, [
    { code: 'look-alike-tablets', reason_code: 'no-other-way', reason_text: null },
    { code: 'test-on-bank-holiday', reason_code: 'open-that-day', reason_text: null },
  ])
})

test('H33: nothing of the product opens a dialog of the browser, which has an OK and no reason', () => {
  const folder = join(import.meta.dirname, '../../src/web/assets')
  const scripts = readdirSync(folder).filter((file) => file.endsWith('.js'))
  assert.ok(scripts.length > 0)
  for (const file of scripts) {
    const text = readFileSync(join(folder, file), 'utf8')
    assert.doesNotMatch(text, /\b(?:alert|confirm|prompt)\(/, file)
  }
})
