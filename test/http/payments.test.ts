import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { agreed, claimed, submitted } from '#test/store/contract-desk.ts'
import { PAYMENTS, SETTLE_PAYMENT } from '#web/claims/addresses.ts'
import { type ServedClinic, servedClinic, signedInAs, type Visitor } from './served-clinic.ts'
import { formFields, unescaped } from './visit-forms.ts'
import { answered, wordsAt } from './walked-page.ts'

// What was paid, as a practice manager meets it: a file of the payer, what it comes to, and a payment that nobody could place.

let clinic: ServedClinic
let manager: Visitor
let number: string
before(async () => {
  clinic = await servedClinic()
  clinic.clock.set('2026-04-01T08:00:00.000Z')
  const contractId = await agreed(clinic)
  await clinic.addEpisode(await clinic.addPatient())
  clinic.clock.set('2026-07-01T08:00:00.000Z')
  for (const month of ['2026-04', '2026-05', '2026-06']) await submitted(clinic, contractId, month)
  assert.equal((await claimed(clinic, contractId, '2026-04')).kind, 'done')
  clinic.clock.set('2026-08-10T08:00:00.000Z')
  manager = await signedInAs(clinic, 'practice-manager')
  number = /C88999-202604-[0-9A-Z]{6}-1/.exec(await page())?.[0] ?? ''
})
after(() => clinic.close())

const page = async () =>
  unescaped((await manager.get(PAYMENTS)).text)
    .replaceAll(/<span class="nhsuk-table__heading"[^>]*>.*?<\/span>/g, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')

/** Sends files as the form of the page does. */
async function sent(...texts: readonly string[]) {
  const form = new FormData()
  const fields = formFields(await manager.get(PAYMENTS), PAYMENTS)
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('dateFormat', 'dd/mm/yyyy')
  for (const text of texts) form.append('file', new Blob([text], { type: 'text/csv' }), 'july.csv')
  return manager.send(PAYMENTS, { method: 'POST', body: form })
}

test('what is not paid says since when; only the practice manager brings in what was paid', async () => {
  assert.match(
    await page(),
    /April to June 2026 C88999-202604-\w+-1 £53\.25 £0\.00 £53\.25 Not paid 40 days/,
  )
  assert.match(await page(), /31 to 60 days £53\.25/)
  const lead = await signedInAs(clinic, 'clinical-lead')
  assert.doesNotMatch((await lead.get(PAYMENTS)).text, /Bring it in/)
  assert.equal((await (await signedInAs(clinic, 'nurse')).get(PAYMENTS)).status, 403)
})

test('D5.41: no file, two files, or no table at all is said at the field', async () => {
  const none = await sent()
  answered(none, 422)
  assert.match(wordsAt(none, 'file'), /Choose the file/)
  answered(await sent('a', 'b'), 400)
  const other = await sent('Invoice,Date\nA,03/07/2026\n')
  answered(other, 422)
  assert.match(wordsAt(other, 'file'), /no column for the amount/)
})

test('a file is brought in: what is paid is placed, and what cannot be read or placed is listed with its line and never lost', async () => {
  const rows = ['Invoice,Amount,Date', `${number},50.00,10/07/2026`, 'LCS July,3.25,10/07/2026']
  answered(await sent([...rows, `${number},1.234,10/07/2026`].join('\n')), 303)
  const shown = await page()
  assert.match(shown, /£53\.25 £50\.00 £3\.25 Short-paid/)
  assert.match(shown, /july\.csv, line 3: £3\.25 on 10-Jul-2026, reference "LCS July"/)
  assert.match(shown, /july\.csv, line 4: The amount "1\.234" has more than two decimals/)
  const again = await sent([...rows, `${number},1.234,10/07/2026`].join('\n'))
  answered(again, 409)
  assert.match(wordsAt(again, 'file'), /brought in before: as july\.csv/)
})

test('a payment that nobody could place is placed by the practice manager; what was typed wrongly stays at its payment', async () => {
  const { text } = await manager.get(PAYMENTS)
  const [, claim = ''] = /<option value="([0-9a-f-]{36})"/.exec(text) ?? []
  const forms = [...text.matchAll(/<form[^>]*action="\/service\/payments\/settle".*?<\/form>/gs)]
  const fieldsOf = (nth: number) => {
    const form = forms[nth]?.[0] ?? ''
    const pairs = [...form.matchAll(/type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"/g)]
    return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, value]))
  }
  const csrf = await manager.csrf()
  const wrong = await manager.post(SETTLE_PAYMENT, { ...fieldsOf(1), csrf, claim, amount: '3.2.5' })
  answered(wrong, 422)
  assert.match(wrong.text, /value="3\.2\.5"/)
  answered(await manager.post(SETTLE_PAYMENT, { ...fieldsOf(0), csrf, claim }), 303)
  assert.match(await page(), /£53\.25 £53\.25 £0\.00 Paid/)
  assert.match(
    await page(),
    /LCS July 10-Jul-2026 £3\.25 April to June 2026, as Test practice-manager/,
  )
})
