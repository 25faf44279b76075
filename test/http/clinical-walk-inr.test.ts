import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dosablePatient } from '#test/store/visit-desk.ts'
import { type ServedClinic, servedClinic, signedInAs, type Visitor } from './served-clinic.ts'
import { type Fields, formFields, postVisit } from './visit-forms.ts'
import { leavingNothing, pressed, suggestedPage, summaryOf, wordsAt } from './walked-page.ts'

// Every INR of D1 as a nurse types it into the patient's page: the words at the field and in the summary, what was
// typed still there, nothing in the record.

let clinic: ServedClinic
let nurse: Visitor
let patientId: string
before(async () => {
  clinic = await servedClinic()
  nurse = await signedInAs(clinic, 'nurse')
  patientId = (await dosablePatient(clinic)).patientId
})
after(() => clinic.close())

const ONE_DECIMAL = 'Enter the INR as a number with one decimal place, for example 2.5.'
const NO_UNITS = 'An INR has no units. Enter the number only, for example 2.5.'
const POINT = 'Use a point for the decimal, for example 2.5.'
const ABOVE = 'If the meter shows more than it can measure, record it as >8.0.'

const REFUSED: readonly (readonly [id: string, typed: string, says: string])[] = [
  ['D1.01', '', 'Enter the INR.'],
  ['D1.02', ' ', 'Enter the INR.'],
  ['D1.03', '0', 'The INR is below 0.8, the lowest this method reports. Check it.'],
  ['D1.07', '\u22122.5', ONE_DECIMAL],
  ['D1.08', '+2.5', ONE_DECIMAL],
  ['D1.09', '2,5', POINT],
  ['D1.10', '2\u00b75', POINT],
  ['D1.12', '2.5.1', ONE_DECIMAL],
  ['D1.14', '.5', 'Write a zero before the point, for example 0.9.'],
  ['D1.15', '2.', ONE_DECIMAL],
  [
    'D1.17',
    '25',
    '25 is above 8.0, the highest this method reports. Did you mean 2.5? Type the result again.',
  ],
  ['D1.32', '>=8', ONE_DECIMAL],
  ['D1.33', '8+', ONE_DECIMAL],
  ['D1.34', 'HI', ABOVE],
  ['D1.36', 'Error 6', 'A meter error is not an INR. Record "test failed" and test again.'],
  ['D1.37', 'clotted', 'That is not an INR. Record "sample unsuitable" and take another sample.'],
  ['D1.43', '2.5\u200b', 'The INR holds a hidden character. Clear the box and type it.'],
  ['D1.44', '\uff12\uff0e\uff15', ONE_DECIMAL],
  ['D1.45', '\u0662.\u0665', ONE_DECIMAL],
  ['D1.46', '2.5mg', NO_UNITS],
  ['D1.47', '2.5 INR', NO_UNITS],
  ['D1.48', '2.5s', NO_UNITS],
  ['D1.51', '1e1', ONE_DECIMAL],
  ['D1.52', '0x2', ONE_DECIMAL],
  ['D1.53', '0b11', ONE_DECIMAL],
  ['D1.56', 'undefined', ONE_DECIMAL],
  ['D1.56', 'null', ONE_DECIMAL],
  ['D1.58', "2.5'; DROP TABLE inr;--", ONE_DECIMAL],
  ['D1.59', '<img src=x onerror=alert(1)>', ONE_DECIMAL],
]

for (const [id, typed, says] of REFUSED) {
  test(`${id}: ${JSON.stringify(typed)} for an INR is refused at the field in these words: ${says}`, async () => {
    const page = await leavingNothing(clinic, () => postVisit(nurse, patientId, { inr: typed }))
    assert.equal(page.status, 422)
    assert.equal(wordsAt(page, 'inr'), says)
    assert.deepEqual(summaryOf(page), [says])
    assert.equal(formFields(page, `/patients/${patientId}/visit`)['inr'], typed)
  })
}

test('D1.39: a laboratory INR with three decimals is refused at the field', async () => {
  const page = await leavingNothing(clinic, () =>
    postVisit(nurse, patientId, { inr: '2.555', method: 'laboratory' }),
  )
  const says = 'Enter the INR to one decimal place, for example 2.5.'
  assert.deepEqual([page.status, wordsAt(page, 'inr')], [422, says])
  const fields = formFields(page, `/patients/${patientId}/visit`)
  assert.deepEqual([fields['inr'], fields['method']], ['2.555', 'laboratory'])
})

for (const [id, typed] of [
  ['D1.41', '2'],
  ['D1.42', ' 2.5 '],
  ['D1.42', '\t2.5\r\n'],
] as const) {
  test(`${id}: ${JSON.stringify(typed)} for an INR is taken, and kept as one decimal`, async () => {
    const own = await dosablePatient(clinic)
    const saved = await savedVisit(own.patientId, { inr: typed })
    assert.deepEqual(saved, { comparator: '=', tenths: typed.includes('5') ? 25 : 20 })
  })
}

/** Suggests and accepts on the page; answers the INR as the record holds it. */
async function savedVisit(of: string, typed: Fields) {
  const suggested = await suggestedPage(nurse, of, typed)
  assert.equal(suggested.status, 200, suggested.text)
  const accepted = await pressed(nurse, of, suggested, { step: 'accept', slot: 'none' })
  assert.equal(accepted.status, 303, accepted.text)
  return newestInr(of)
}

async function newestInr(of: string) {
  const { rows } = await clinic.database.migratorPool.query<{
    readonly comparator: string
    readonly tenths: number
  }>(
    `select comparator, tenths from inr_result where patient_id = $1 and sampled_on = '2026-11-22'
      order by entered_at desc limit 1`,
    [of],
  )
  return rows[0]
}
