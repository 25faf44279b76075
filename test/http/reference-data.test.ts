import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type ServedClinic, servedClinic, signedInAs } from '#test/http/served-clinic.ts'
import { freshKey } from '#test/store/visit-desk.ts'
import { setSiteSettings } from '#workflow/set-site-settings.ts'

let clinic: ServedClinic
before(async () => {
  clinic = await servedClinic()
})
after(() => clinic.close())

const LISTS = '/service/reference-data'
const WARNING = /Reference data to be reviewed/
const COUNTED = /reference lists? to be reviewed/

/** The front page and the page of the service, as this person has them on a day. */
async function seenBy(role: Parameters<typeof signedInAs>[1], on: string) {
  clinic.clock.set(`${on}T09:00:00Z`)
  const visitor = await signedInAs(clinic, role)
  return {
    today: (await visitor.get('/')).text,
    service: (await visitor.get('/service')).text,
    lists: (await visitor.get(LISTS)).text,
  }
}

test('H10: until 60 days before the first review nobody is warned, and the lists say their days', async () => {
  const { today, service, lists } = await seenBy('clinical-lead', '2026-12-01')
  assert.doesNotMatch(today, COUNTED)
  assert.doesNotMatch(service, WARNING)
  assert.match(service, /href="\/service\/reference-data"/)
  assert.match(lists, /Bank holidays of England and Wales/)
  assert.match(lists, /31-Jan-2027/)
  assert.doesNotMatch(lists, /Review soon|Review overdue/)
})

test('H10: a list that is soon to be reviewed warns the clinical lead on both pages, and nobody else', async () => {
  const { today, service, lists } = await seenBy('clinical-lead', '2026-12-02')
  assert.match(today, COUNTED)
  assert.match(service, WARNING)
  assert.match(service.replaceAll('<!-- -->', ''), /again, by 31-Jan-2027\./)
  assert.equal(lists.match(/Review soon/g)?.length, 1)
  for (const role of ['nurse', 'prescriber', 'system-administrator', 'receptionist'] as const) {
    const other = await seenBy(role, '2026-12-02')
    assert.doesNotMatch(other.today, COUNTED, role)
    assert.doesNotMatch(other.service, WARNING, role)
    assert.match(other.lists, /Review soon/, role)
  }
})

test('H10: past its day the warning says so, and goes to the clinical safety officer who is named', async () => {
  const lead = clinic.callerOf('clinical-lead')
  const named = await setSiteSettings.run(clinic.house, lead, freshKey(clinic), {
    version: '0',
    referralMinutes: '240',
    safetyOfficer: clinic.callerOf('pharmacist').accountId,
  })
  assert.equal(named.kind, 'done', JSON.stringify(named))
  const officer = await seenBy('pharmacist', '2027-02-01')
  assert.match(officer.service, /for 1 of them the day has passed/)
  assert.match(officer.today, COUNTED)
  assert.match(officer.lists, /Review overdue/)
  assert.match(officer.lists, /Test pharmacist is warned/)
  assert.doesNotMatch((await seenBy('clinical-lead', '2027-02-01')).service, WARNING)
})
