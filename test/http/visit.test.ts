import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { clinicalDate, type Day, patientDate, weekdayName } from '#base/day.ts'
import { formatMg } from '#clinical/dose.ts'
import { expand } from '#clinical/schedule.ts'
import { tabletsInShort } from '#clinical/tablets.ts'
import { findDecision } from '#store/decisions.ts'
import { openTasksOf } from '#store/tasks.ts'
import { changeOn } from '#test/store/decision-desk.ts'
import {
  accepted,
  addPastResult,
  done,
  dosablePatient,
  freshKey,
  ROUTINE,
  wednesdayClinic,
} from '#test/store/visit-desk.ts'
import { correctResult } from '#workflow/correct-result.ts'
import { recordTold } from '#workflow/record-told.ts'
import { findUnansweredTexts } from '#workflow/unanswered-texts.ts'
import {
  hiddenField,
  type ServedClinic,
  servedClinic,
  signedInAs,
  type Visitor,
} from './served-clinic.ts'
import { formFields, postVisit } from './visit-forms.ts'
import { answered, leavingNothing, pressed, suggestedPage, summaryOf } from './walked-page.ts'

let clinic: ServedClinic
let nurse: Visitor
before(async () => {
  clinic = await servedClinic()
  nurse = await signedInAs(clinic, 'nurse')
  await wednesdayClinic(clinic)
})
after(() => clinic.close())

test('a routine visit goes through the pages without a script, booked in the slot that is offered', async () => {
  const { patientId } = await dosablePatient(clinic)
  const suggested = await postVisit(nurse, patientId, {})
  assert.equal(suggested.status, 200, suggested.text)
  assert.match(suggested.text, /5 mg a day from tonight/)
  assert.match(suggested.text, /Entered: INR 2\.5, two point five\./)

  const action = `/patients/${patientId}/visit`
  const accepted = await nurse.post(action, { ...formFields(suggested, action), step: 'accept' })
  assert.equal(accepted.status, 303, accepted.text)

  const dose = await nurse.get(accepted.location ?? '')
  assert.match(
    dose.text,
    /From tonight take 5 mg \(one 3 mg blue tablet and two 1 mg brown tablets\)/,
  )
  assert.match(dose.text, /The next test is booked for 30-Dec-2026/)
  const told = await nurse.post(`${accepted.location}/told`, {
    csrf: hiddenField(dose.text, 'csrf'),
    'request-key': hiddenField(dose.text, 'request-key'),
    how: 'handed-over',
  })
  assert.equal(told.status, 303, told.text)
  assert.match((await nurse.get(told.location ?? '')).text, /<strong>Handed over<\/strong>/)
})

test('H12: a dose told by telephone is read back first, with its first and its last date', async () => {
  const { patientId } = await dosablePatient(clinic)
  const action = `/patients/${patientId}/visit`
  const suggested = await postVisit(nurse, patientId, {})
  const accepted = await nurse.post(action, { ...formFields(suggested, action), step: 'accept' })
  const to = `${accepted.location}/told`
  const page = await nurse.get(accepted.location ?? '')
  const id = accepted.location?.split('/').at(-1) ?? ''
  const dose = await clinic.inTx((tx) => findDecision(tx, id))
  const days = dose === undefined ? [] : expand(dose.schedule)
  const inFull = (on: Day | undefined) => on && `${weekdayName(on)} ${patientDate(on)}`
  const dates = `from ${inFull(days[0]?.day)} to ${inFull(days.at(-1)?.day)}`
  assert.ok(page.text.includes(`They read back the dose that is shown above, ${dates}`), dates)
  assert.match(page.text, new RegExp(`<p>For each evening (?:<!-- -->)?${dates}`))
  const fields = formFields(page, to)
  const silent = await nurse.post(to, { ...fields, how: 'read-back' })
  assert.equal(silent.status, 422)
  assert.match(silent.text, /Ask the person to read the dose back/)
  assert.equal((await nurse.post(to, { ...fields, how: 'read-back', readBack: 'yes' })).status, 303)
})

test('H12: the page of a dose has each date of its calendar with weekday, dose in mg and tablets', async () => {
  const { patientId } = await dosablePatient(clinic)
  const action = `/patients/${patientId}/visit`
  const suggested = await postVisit(nurse, patientId, {})
  const accepted = await nurse.post(action, { ...formFields(suggested, action), step: 'accept' })
  const page = await nurse.get(accepted.location ?? '')
  const dose = await clinic.inTx((tx) =>
    findDecision(tx, accepted.location?.split('/').at(-1) ?? ''),
  )
  const [table = ''] = /<table.*?<\/table>/s.exec(page.text) ?? []
  const rows = [...table.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    row
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  )
  const days = dose === undefined ? [] : expand(dose.schedule)
  assert.ok(days.length > 7)
  assert.deepEqual(
    rows.slice(1),
    days.map(
      ({ day: on, ug, tablets }) =>
        `${weekdayName(on)} ${clinicalDate(on)} ${formatMg(ug)} ${tabletsInShort(tablets)}`,
    ),
  )
})

test('H16: a text that was sent waits for its answer on the page of the dose, and after 2 hours its task says to telephone', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic, {}, { mobile: '07700 900123' })
  const action = `/patients/${patientId}/visit`
  const suggested = await postVisit(nurse, patientId, {})
  const accepted = await nurse.post(action, { ...formFields(suggested, action), step: 'accept' })
  const dose = accepted.location ?? ''
  const form = formFields(await nurse.get(dose), `${dose}/text-sent`)
  const other = await nurse.post(`${dose}/text-sent`, { ...form, number: '07700 900124' })
  assert.equal(other.status, 422)
  assert.match(other.text, /This is not the mobile number on record now/)
  assert.equal((await nurse.post(`${dose}/text-sent`, form)).location, dose)
  const waiting = await nurse.get(dose)
  assert.match(waiting.text, /<strong>Text sent<\/strong> to (?:<!-- -->)?07700 900123/)
  assert.match(waiting.text, /Text sent, not acknowledged/)
  assert.match(waiting.text, /22-Nov-2026 11:00/)
  assert.doesNotMatch(waiting.text, /clinic closes before that|Telephone instead/)

  clinic.clock.advance(2 * 3_600_000)
  await findUnansweredTexts(clinic.house)
  const [task] = await clinic.inTx((tx) => openTasksOf(tx, episodeId))
  const later = await signedInAs(clinic, 'nurse')
  assert.equal((await later.get(`/tasks/${task?.id}`)).location, dose)
  const page = await later.get(dose)
  assert.match(page.text, /Telephone today: the text was not answered/)
  const answer = formFields(page, `${dose}/told`)
  assert.equal(answer['how'], 'message')
  assert.equal(answer['answered'], undefined)
  const firstForm = page.text.split(`action="${dose}/told"`)[1]?.split('</form>')[0] ?? ''
  assert.match(firstForm, /Save that it was answered/)
  assert.doesNotMatch(firstForm, /autofocus/i, 'a habitual Enter says nothing')
  const unticked = await later.post(`${dose}/told`, answer)
  assert.equal(unticked.status, 422)
  assert.match(unticked.text, /Tick that an answer to this text has come/)
  assert.doesNotMatch(unticked.text, /<strong>Message acknowledged<\/strong>/)
  const ticked = { ...answer, answered: 'yes' }
  assert.equal((await later.post(`${dose}/told`, ticked)).status, 303)
  const told = await later.get(dose)
  assert.match(told.text, /<strong>Message acknowledged<\/strong>/)
  assert.doesNotMatch(told.text, /Telephone today|I have sent it/)
  clinic.clock.advance(-2 * 3_600_000)
})

test('H16: a text whose answer would be due after the clinic closes says so before it is sent and after', async () => {
  const { patientId } = await dosablePatient(clinic, {}, { mobile: '07700 900123' })
  const action = `/patients/${patientId}/visit`
  const suggested = await postVisit(nurse, patientId, {})
  const accepted = await nurse.post(action, { ...formFields(suggested, action), step: 'accept' })
  const dose = accepted.location ?? ''
  clinic.clock.advance(7.5 * 3_600_000)
  const late = await signedInAs(clinic, 'nurse')
  const page = await late.get(dose)
  assert.match(page.text, /Telephone instead/)
  assert.match(page.text, /after the clinic closes at (?:<!-- -->)?18:00/)
  const form = formFields(page, `${dose}/text-sent`)
  assert.equal((await late.post(`${dose}/text-sent`, form)).status, 303)
  assert.match((await late.get(dose)).text, /clinic closes before that, at (?:<!-- -->)?18:00/)
  clinic.clock.advance(-7.5 * 3_600_000)
})

test('an alarm is saved from the page and decided on its task, with what was typed kept on a refusal', async () => {
  const { patientId } = await dosablePatient(clinic)
  const action = `/patients/${patientId}/visit`
  const asked = await postVisit(nurse, patientId, { inr: '5.6' })
  const alarm = await postVisit(nurse, patientId, { inr: '5.6', inrAgain: '5.6' }, asked)
  assert.match(alarm.text, /withhold 1 or 2 doses/)
  const saved = await nurse.post(action, { ...formFields(alarm, action), step: 'alarm' })
  assert.equal(saved.status, 303)

  const task = saved.location ?? ''
  assert.match((await nurse.get(task)).text, /An authorised person must decide this/)
  const prescriber = await signedInAs(clinic, 'prescriber')
  const page = await prescriber.get(task)
  const fields = {
    ...formFields(page, task, 'authorise'),
    step: 'authorise',
    decision: 'own',
    omitDays: '1',
  }
  const wrong = await prescriber.post(task, { ...fields, dailyDose: '9' })
  assert.equal(wrong.status, 422)
  assert.match(wrong.text, /value="9"/)
  const dosed = await prescriber.post(task, {
    ...fields,
    dailyDose: '4',
    reasonCode: 'published-action',
    reasonText: 'Withhold one, reduce',
  })
  assert.equal(dosed.status, 303, dosed.text)
  assert.match((await prescriber.get(dosed.location ?? '')).text, /Do not take any warfarin on/)
})

test('somebody who may not enter an INR sees the facts and no form', async () => {
  const { patientId } = await dosablePatient(clinic)
  const receptionist = await signedInAs(clinic, 'receptionist')
  const page = await receptionist.get(`/patients/${patientId}`)
  assert.equal(page.status, 200)
  assert.doesNotMatch(page.text, /name="identity"/)
  assert.equal((await nurse.get('/patients/00000000-0000-7000-8000-000000000000')).status, 404)
})

test('what was typed is in the form again when the person comes back, but never the identity', async () => {
  const { patientId } = await dosablePatient(clinic)
  const kept = await nurse.post('/drafts', {
    csrf: await nurse.csrf(),
    'draft-patient': patientId,
    identity: 'MH 1942',
    inr: '2.7',
    stripLot: 'L 62299',
  })
  assert.equal(kept.status, 204)
  const page = await nurse.get(`/patients/${patientId}`)
  const fields = formFields(page, `/patients/${patientId}/visit`)
  assert.deepEqual([fields['inr'], fields['stripLot'], fields['identity']], ['2.7', 'L 62299', ''])
  assert.match(page.text, /What you typed at 09:00 was kept/)
  const sent = await postVisit(nurse, patientId, { inr: '2.7' })
  assert.match(sent.text, /name="inr"/)
  assert.doesNotMatch(sent.text, /was kept/, 'what was just sent is not spoken of as a draft')
})

test('the page of a patient shows the newest visits, and its own page shows every visit there ever was', async () => {
  const course = await dosablePatient(clinic)
  for (const weeks of [4, 8, 12, 16, 20, 24]) await addPastResult(clinic, course, 25, weeks * 7)
  await addPastResult(clinic, course, 31, 5 * 365)
  const results = (text: string) => text.match(/href="\/results\/[^"]+\/correct"/g)?.length

  const page = await nurse.get(`/patients/${course.patientId}`)
  assert.equal(results(page.text), 5)
  const [, address = ''] = page.text.match(/href="([^"]+)">All visits of this treatment/) ?? []
  const all = await nurse.get(address)
  assert.equal(all.status, 200, all.text)
  assert.equal(results(all.text), 8)
  assert.match(all.text, />3\.1</)

  const receptionist = await signedInAs(clinic, 'receptionist')
  const read = await receptionist.get(address)
  assert.match(read.text, />3\.1</)
  assert.equal(results(read.text), undefined)
})

test('H01: an INR on the wrong patient is taken out from its own page and filled in at the right one, identity typed anew', async () => {
  const wrong = await dosablePatient(clinic)
  const right = await dosablePatient(clinic, {}, { givenName: 'Edith', familyName: 'Marlowe' })
  const suggested = await postVisit(nurse, wrong.patientId, {})
  const action = `/patients/${wrong.patientId}/visit`
  const dose = await nurse.post(action, { ...formFields(suggested, action), step: 'accept' })
  const visits = await nurse.get(`/patients/${wrong.patientId}`)
  const correct = /\/results\/[0-9a-f-]+\/correct/.exec(visits.text)?.[0] ?? ''

  const out = { ...formFields(await nurse.get(correct), correct), how: 'wrong-patient' }
  const without = await nurse.post(correct, out)
  assert.equal(without.status, 422)
  assert.match(without.text, /Choose how the result came to this patient/)
  const moved = await nurse.post(correct, { ...out, wrongPatient: 'two-windows' })
  assert.equal(moved.status, 303, moved.text)
  assert.match((await nurse.get(dose.location ?? '')).text, /The INR of this dose is void/)
  const afterwards = (await nurse.get(`/patients/${wrong.patientId}`)).text
  assert.match(afterwards, /INR 2\.5 of 22-Nov-2026 is another patient&#x27;s: look at the dose/)

  const address = /\/tasks\/[0-9a-f-]+/.exec(afterwards)?.[0] ?? ''
  const link = new RegExp(`<a href="${moved.location}">Say whose result it is</a>`)
  assert.match((await nurse.get(address)).text, link)
  const read = await (await signedInAs(clinic, 'receptionist')).get(address)
  assert.match(read.text, /Say whose result it is/)
  assert.ok(!read.text.includes(`href="${moved.location}"`), 'a link that would be refused')

  const whose = moved.location ?? ''
  const opened = await nurse.get(whose)
  const csrf = hiddenField(opened.text, 'csrf')
  const found = await nurse.post(whose, { csrf, who: 'Marlowe', step: 'find' })
  assert.equal(found.status, 200, found.text)
  const choice = {
    ...formFields(found, whose, 'name'),
    patientId: right.patientId,
    step: 'name',
  }
  const unknown = await nurse.post(whose, { ...choice, identity: 'MH 1942' })
  assert.equal(unknown.status, 422)
  assert.match(unknown.text, /not the initials and year of birth of this patient/)
  const named = await nurse.post(whose, { ...choice, identity: 'EM 1942' })
  assert.equal(named.location, `/patients/${right.patientId}`, named.text)
  const there = formFields(await nurse.get(named.location), `/patients/${right.patientId}/visit`)
  assert.deepEqual([there['inr'], there['identity'], there['sampledOn[day]']], ['2.5', '', '22'])
})

test('H01: who has the name of another patient, or a similar one, is marked on each page, and namesakes on the lists of the day', async () => {
  const name = { givenName: 'Winifred', familyName: 'Bagshaw' }
  const due = { nextTestOn: '2026-11-22' }
  const one = await dosablePatient(clinic, due, name)
  assert.doesNotMatch((await nurse.get(`/patients/${one.patientId}`)).text, /Another patient has/)
  const alike = { ...name, familyName: 'Bagshawe' }
  const other = await dosablePatient(clinic, due, alike)
  for (const { patientId } of [one, other]) {
    for (const page of ['', '/plan', '/contacts']) {
      const { text } = await nurse.get(`/patients/${patientId}${page}`)
      assert.match(text, /Another patient has a similar name/)
      assert.doesNotMatch(text, /has this name/)
    }
  }
  for (const list of ['/worklists/due-today', '/clinic']) {
    const { text } = await nurse.get(list)
    const marked = text.match(
      /BAGSHAWE?, Winifred<\/a>[^/]*<span class="evk-born">[^<]*<\/span> <strong[^>]*>Similar name/g,
    )
    assert.equal(marked?.length, 2, list)
  }
  const caller = clinic.callerOf('nurse')
  const visit = { ...ROUTINE, patientId: one.patientId, identity: 'WB 1942' }
  done(await accepted(clinic, caller, visit))
  const end = (await nurse.get('/clinic/end')).text
  const marked = [
    ...end.matchAll(/(BAGSHAWE?), Winifred<\/a>[^/]*<\/span> <strong[^>]*>Similar name/g),
  ]
  assert.deepEqual(
    marked.map(([, who]) => who),
    ['BAGSHAW', 'BAGSHAWE', 'BAGSHAW'],
    'not finished, due without an appointment, and left over',
  )
  await clinic.addPatient(name)
  for (const page of ['', '/history', '/plan']) {
    const { text } = await nurse.get(`/patients/${one.patientId}${page}`)
    assert.match(text, /Another patient has this name/)
  }
})

for (const isTold of [true, false]) {
  const which = isTold ? 'told may have been taken, and says so' : 'told to nobody is not shown'
  test(`H01: beside the dose now: one on a void INR that was ${which}`, async () => {
    const { patientId } = await dosablePatient(clinic)
    const caller = clinic.callerOf('nurse')
    const decisionId = await changeOn(clinic, patientId, '2026-11-22', '2.1')
    const telling = { decisionId, how: 'handed-over' }
    if (isTold) done(await recordTold.run(clinic.house, caller, freshKey(clinic), telling))
    const plan = async () => {
      const { text } = await nurse.get(`/patients/${patientId}`)
      return text.slice(text.indexOf('Dose now'), text.indexOf('evk-patient__results'))
    }
    const before = await plan()
    assert.match(before, /^Dose now<\/strong><span>6 mg a day</)
    assert.doesNotMatch(before, /is void/)

    const decision = await clinic.inTx((tx) => findDecision(tx, decisionId))
    const gone = {
      resultId: decision?.resultId ?? '',
      how: 'void',
      reasonText: 'Strip out of date',
    }
    done(await correctResult.run(clinic.house, caller, freshKey(clinic), gone))
    const now = (await plan()).replaceAll('<!-- -->', '')
    const stands = isTold
      ? '6 mg a day'
      : 'none decided since INR 2.4 of 25-Oct-2026; before it 5 mg a day'
    assert.ok(now.startsWith(`Dose now</strong><span>${stands}</span>`), now)
    assert.equal(
      /INR void<.*INR of 22-Nov-2026, on which this dose was decided, is void.*told, or sent as a text, so it may have been taken/.test(
        now,
      ),
      isTold,
    )
  })
}

/** The database refuses every dose, as it would one that an act has let through. */
async function refusingDoses<T>(work: () => Promise<T>): Promise<T> {
  const { migratorPool } = clinic.database
  const asked = "select pg_get_functiondef('dose_rests_on_its_result'::regproc) as text"
  const { rows } = await migratorPool.query<{ text: string }>(asked)
  await migratorPool.query(`create or replace function dose_rests_on_its_result(d dose_decision) returns boolean
    language plpgsql as $$ begin raise exception 'dose refused: in a test' using errcode = '23514'; end $$`)
  try {
    return await work()
  } finally {
    await migratorPool.query(rows[0]?.text ?? '')
  }
}

test('H05: a dose that the database refuses is refused in words on its page, with what was typed kept', async () => {
  const { patientId } = await dosablePatient(clinic)
  const suggested = await suggestedPage(nurse, patientId, { inr: '2.1' })
  const change = { step: 'change', dailyDose: '6', reasonCode: 'trend', reasonText: 'Falling' }
  const typed = { ...change, slot: 'none' }
  const refused = await refusingDoses(() =>
    leavingNothing(clinic, () => pressed(nurse, patientId, suggested, typed)),
  )
  answered(refused, 409)
  assert.deepEqual(summaryOf(refused), [
    'This dose does not fit what is on record now, so nothing is saved. Open the patient again and decide on what you see there.',
  ])
  const action = `/patients/${patientId}/visit`
  const kept = formFields(refused, action)
  assert.deepEqual([kept['inr'], kept['dailyDose'], kept['reasonText']], ['2.1', '6', 'Falling'])
  assert.equal((await nurse.post(action, { ...kept, ...typed })).status, 303)
})

test('H05: the decision of a task that the database refuses leaves the task open, with what was typed kept', async () => {
  const { patientId } = await dosablePatient(clinic)
  const prescriber = await signedInAs(clinic, 'prescriber')
  const alarm = await suggestedPage(prescriber, patientId, { inr: '5.6' })
  const task = (await pressed(prescriber, patientId, alarm, { step: 'alarm' })).location ?? ''
  const order = { decision: 'own', omitDays: '1', dailyDose: '4', reasonText: 'Withhold one' }
  const own = { ...order, step: 'authorise', reasonCode: 'published-action' }
  const form = { ...formFields(await prescriber.get(task), task, 'authorise'), ...own }
  const refused = await refusingDoses(() =>
    leavingNothing(clinic, () => prescriber.post(task, form)),
  )
  answered(refused, 409)
  assert.match(summaryOf(refused).join(), /does not fit what is on record now/)
  const kept = formFields(refused, task, 'authorise')
  assert.deepEqual([kept['dailyDose'], kept['reasonText']], ['4', 'Withhold one'])
  answered(await prescriber.post(task, { ...kept, ...own }), 303)
})
