import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ABSENCES } from '#recall/absences.ts'
import { CLINIC_STEPS } from '#recall/clinic-step.ts'
import { oneOfEveryAbsence, type Person, recordsOf } from '#test/every-absence.ts'
import {
  hiddenField,
  type ServedClinic,
  servedClinic,
  signedInAs,
  type Visitor,
} from './served-clinic.ts'

let clinic: ServedClinic
let records: ReturnType<typeof recordsOf>
let nurse: Visitor
let receptionist: Visitor
let monday: string
before(async () => {
  clinic = await servedClinic()
  records = recordsOf(clinic)
  await oneOfEveryAbsence(clinic)
  monday = await records.mondayClinic()
  nurse = await signedInAs(clinic, 'nurse')
  receptionist = await signedInAs(clinic, 'receptionist')
})
after(() => clinic.close())

/** Every count of a page as the link it is: where it leads, and the figure on it. */
function countsOn(page: string): readonly { href: string; figure: number }[] {
  const link = /<a class="evk-count[^"]*" href="([^"]+)"><span class="evk-count__figure">([^<]+)</g
  return [...page.matchAll(link)].map(([, href = '', figure = '']) => ({
    href: href.replaceAll('&amp;', '&'),
    figure: figure === 'none' ? 0 : Number(figure),
  }))
}

const rowsOf = (page: string): number =>
  (page.split('nhsuk-table__body')[1]?.split('</tbody>')[0]?.match(/<tr/g) ?? []).length

test('H22: each count of the front page leads to a list with exactly as many lines', async () => {
  const front = await nurse.get('/')
  assert.equal(front.status, 200)
  const counts = countsOn(front.text)
  assert.equal(counts.length, ABSENCES.length + CLINIC_STEPS.length)
  for (const { href, figure } of counts) {
    const list = await nurse.get(href)
    assert.equal(list.status, 200, href)
    assert.equal(rowsOf(list.text), figure, href)
  }
})

test('on a clinic day the steps of the clinic are counted too, and lead to exactly those people', async (t) => {
  const other = await servedClinic()
  t.after(() => other.close())
  other.clock.set('2026-11-23T09:00:00Z')
  const of = recordsOf(other)
  const patternId = await of.mondayClinic()
  const slot = { patternId, onDate: '2026-11-23', atMinute: 540 }
  await of.appointment(await of.person(), slot)
  await of.appointment(await of.person(), { ...slot, atMinute: 550 }, 'arrived')
  await of.appointment(await of.person(), { ...slot, atMinute: 560 }, 'missed')
  const visitor = await signedInAs(other, 'nurse')
  const counts = countsOn((await visitor.get('/')).text)
  const ofClinic = counts.filter(({ href }) => href.startsWith('/clinic'))
  assert.equal(ofClinic.length, 9)
  assert.equal(
    ofClinic.reduce((sum, { figure }) => sum + figure, 0),
    3,
  )
  for (const { href, figure } of ofClinic) {
    assert.equal(rowsOf((await visitor.get(href)).text), figure, href)
  }
})

test('zero is a quiet none and never hidden; nothing there is red', async () => {
  const other = await servedClinic()
  const visitor = await signedInAs(other, 'nurse')
  const page = (await visitor.get('/')).text
  const counts = countsOn(page)
  assert.equal(counts.length, ABSENCES.length)
  assert(!page.includes('evk-count--urgent'))
  assert(page.includes('>none<'))
  await other.close()
})

test('red only in the first column', async () => {
  const [, first = '', ...others] = (await nurse.get('/')).text.split('<section>')
  assert(first.includes('evk-count--urgent'))
  assert(!others.join('').includes('evk-count--urgent'))
})

test('a system administrator sees the figures and no list of patients', async () => {
  const administrator = await signedInAs(clinic, 'system-administrator')
  const front = await administrator.get('/')
  assert.equal(front.status, 200)
  assert.equal(countsOn(front.text).length, 0)
  assert.equal(rowsOf(front.text), ABSENCES.length)
  assert.equal((await administrator.get('/worklists/overdue')).status, 403)
})

test('a list names people and never puts a name, a number or a birth into an address', async () => {
  const page = (await nurse.get('/worklists/overdue')).text
  assert(page.includes('HARGREAVES, Margaret'))
  for (const [, href = ''] of page.matchAll(/href="([^"]+)"/g)) {
    assert(!/hargreaves|margaret|999\d{7}|1942/i.test(href), href)
  }
})

test('a list that does not exist is not found', async () => {
  assert.equal((await nurse.get('/worklists/everybody')).status, 404)
  assert.equal((await nurse.get('/worklists/constructor')).status, 404)
})

test('a page of a list beyond its end is its last page', async () => {
  assert.equal((await nurse.get('/worklists/overdue?page=99')).status, 200)
  assert.equal((await nurse.get('/worklists/overdue?page=soon')).status, 200)
})

test('H17: the page of the end of the clinic closes it, says who closed it, and opens it again', async (t) => {
  const other = await servedClinic()
  t.after(() => other.close())
  const visitor = await signedInAs(other, 'nurse')
  const { main, ...guard } = await formOf(visitor, '/clinic/end')
  assert(main.includes('Close this clinic'))
  const form = { ...guard, what: 'closed', on: '2026-11-22', version: hiddenField(main, 'version') }
  const left = { left: hiddenField(main, 'left') }
  const closed = await visitor.post('/clinic/end', { ...form, ...left })
  assert.equal(closed.location, '/clinic/end?on=2026-11-22')
  const after = await formOf(visitor, '/clinic/end')
  assert(after.main.includes('Closed 22-Nov-2026 09:00 by Test nurse.'), after.main)
  const stale = await visitor.post('/clinic/end', {
    ...form,
    ...left,
    'request-key': after['request-key'],
  })
  assert.equal(stale.status, 412)
  assert(stale.text.includes('Open it again'))
  const atDesk = await signedInAs(other, 'receptionist')
  assert(!(await atDesk.get('/clinic/end')).text.includes('Open it again'))
  const refused = await atDesk.post('/clinic/end', { ...form, ...left, csrf: await atDesk.csrf() })
  assert.equal(refused.status, 403)
})

const formOf = async (visitor: Visitor, path: string) => {
  const page = (await visitor.get(path)).text
  const main = page.slice(page.indexOf('<main'))
  return { csrf: hiddenField(page, 'csrf'), 'request-key': hiddenField(main, 'request-key'), main }
}

test('a receptionist books, sees the appointment on the clinic list, and cancels it', async () => {
  const { patientId, episodeId } = await records.person({ nextTestOn: '2026-12-08' })
  const path = `/patients/${patientId}/appointments`
  const { main, ...guard } = await formOf(receptionist, path)
  assert(main.includes('Monday 07-Dec-2026 09:00 Monday morning'))
  const slot = `${monday}_2026-12-07_540`
  const booked = await receptionist.post(path, { ...guard, episodeId, slot })
  assert.equal(booked.status, 303)
  assert.equal(booked.location, path)
  const list = await nurse.get('/clinic?on=2026-12-07')
  assert(list.text.includes('1 of '), list.text)
  assert.equal(rowsOf(list.text), 1)

  const taken = await records.person({ nextTestOn: '2026-12-08' })
  const other = `/patients/${taken.patientId}/appointments`
  const { main: _, ...otherGuard } = await formOf(receptionist, other)
  const refused = await receptionist.post(other, {
    ...otherGuard,
    episodeId: taken.episodeId,
    slot,
  })
  assert.equal(refused.status, 422)
  assert(refused.text.includes('Somebody else has just taken that time'))

  const after = await formOf(receptionist, path)
  const cancelled = await receptionist.post(`${path}/cancel`, {
    csrf: after.csrf,
    'request-key': after['request-key'],
    appointmentId: hiddenField(after.main, 'appointmentId'),
    version: hiddenField(after.main, 'version'),
  })
  assert.equal(cancelled.status, 303)
  assert.equal(rowsOf((await nurse.get('/clinic?on=2026-12-07')).text), 0)
})

async function contact(who: Person, more: Readonly<Record<string, string>>) {
  const path = `/patients/${who.patientId}/contacts`
  const { main, ...guard } = await formOf(receptionist, path)
  return await receptionist.post(path, {
    ...guard,
    episodeId: hiddenField(main, 'episodeId'),
    seenContacts: hiddenField(main, 'seenContacts'),
    purpose: 'missed-test',
    note: '',
    ...more,
  })
}

test('H22: three contacts over the pages lead to the prescriber, who decides on a page of its own', async () => {
  const who = await records.person({ nextTestOn: '2026-11-02' })
  const impossible = await contact(who, { how: 'letter', outcome: 'reached' })
  assert.equal(impossible.status, 422)
  const nothing = await contact(who, {})
  assert(nothing.text.includes('Choose how you contacted the patient.'))
  assert.equal((await contact(who, { how: 'telephone', outcome: 'no-answer' })).status, 303)
  const soon = { how: 'telephone', outcome: 'no-answer', note: 'Rang off' }
  const refused = await contact(who, soon)
  assert.equal(refused.status, 422)
  assert.match(refused.text, /Contact 2 counts from 29-Nov-2026/)
  assert.match(refused.text, /value="Rang off"/, 'what was typed is kept')
  const spoke = { how: 'telephone', outcome: 'reached' }
  assert.equal((await contact(who, spoke)).status, 303, 'whoever was reached has answered')
  assert.equal((await contact(who, spoke)).status, 303)
  const page = (await nurse.get(`/patients/${who.patientId}/contacts`)).text
  assert(page.includes('A prescriber decides now'))
  assert.equal(rowsOf(page), 3)

  const prescriber = await signedInAs(clinic, 'prescriber')
  const path = `/patients/${who.patientId}/non-attendance`
  const { main, ...guard } = await formOf(prescriber, path)
  const task = { taskId: hiddenField(main, 'taskId'), version: hiddenField(main, 'version') }
  const decision = { ...guard, ...task, decision: 'continue', 'nextTestOn[day]': '30' }
  const half = await prescriber.post(path, { ...decision, reason: 'Lives far away' })
  assert.equal(half.status, 422)
  assert(half.text.includes('Lives far away'), 'what was typed is kept')
  const whole = { 'nextTestOn[month]': '11', 'nextTestOn[year]': '2026', reason: 'Lives far away' }
  const again = { ...guard, 'request-key': records.id() }
  const done = await prescriber.post(path, { ...decision, ...again, ...whole })
  assert.equal(done.status, 303)
  assert((await nurse.get(path)).text.includes('No decision is waiting'))
})

test('a manager adds a clinic and closes a day; what is wrong is said at its field', async () => {
  const manager = await signedInAs(clinic, 'practice-manager')
  const { main: _, ...guard } = await formOf(manager, '/service/clinics/new')
  const wrong = {
    ...guard,
    name: 'Friday',
    weekday: '5',
    start: '9',
    end: '12:00',
    slotMinutes: '10',
  }
  const refused = await manager.post('/service/clinics/new', wrong)
  assert.equal(refused.status, 422)
  assert(refused.text.includes('Enter the time like 09:00.'))
  assert(refused.text.includes('value="Friday"'))
  const from = { 'from[day]': '1', 'from[month]': '12', 'from[year]': '2026' }
  const right = { ...wrong, ...from, start: '09:00', 'request-key': records.id() }
  assert.equal((await manager.post('/service/clinics/new', right)).status, 303)
  assert((await manager.get('/service/clinics')).text.includes('Friday'))

  const day = { 'on[day]': '4', 'on[month]': '12', 'on[year]': '2026' }
  const close = { csrf: guard.csrf, 'request-key': records.id(), what: 'close', reason: 'Training' }
  assert.equal((await manager.post('/service/clinics/days', { ...close, ...day })).status, 303)
  assert((await manager.get('/service/clinics')).text.includes('Friday 04-Dec-2026'))
  assert(
    (await nurse.get('/clinic?on=2026-12-04')).text.includes('The clinic is closed on this day'),
  )
})

test('a bank holiday says so on the clinic list', async () => {
  assert((await nurse.get('/clinic?on=2026-12-28')).text.includes('Bank holiday: no clinic'))
  assert.equal((await nurse.get('/clinic?on=2026-02-30')).status, 422)
})

test('every page of recall stands in the frame and says whose it is', async () => {
  const { patientId } = await records.person()
  for (const page of ['contacts', 'appointments', 'non-attendance']) {
    const answer = await nurse.get(`/patients/${patientId}/${page}`)
    assert.equal(answer.status, 200)
    assert(answer.text.includes('id="patient-banner"'), page)
    const nobody = await nurse.get(`/patients/${records.id()}/${page}`)
    assert.equal(nobody.status, 404)
  }
})
