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
  const other = await postVisit(
    nurse,
    patientId,
    { ...change, confirmed: '', dailyDose: '6' },
    asked,
  )
  assert.equal(other.status, 303, words(other.text))
  const { rows } = await clinic.database.migratorPool.query(
    'select what, code from dose_question where patient_id = $1',
    [patientId],
  )
  assert.deepEqual(rows, [{ what: 'asked', code: 'look-alike-tablets' }])
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
