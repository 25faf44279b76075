import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { resultsSince } from '#store/results.ts'
import {
  hiddenField,
  type ServedClinic,
  servedClinic,
  signedInAs,
  type Visitor,
} from '#test/http/served-clinic.ts'
import { NOTHING_AGAINST } from '#test/store/doac-desk.ts'
import { WARFARIN_PLAN } from '#test/store/procedure-desk.ts'
import { accepted, done, dosablePatient, freshKey, ROUTINE } from '#test/store/visit-desk.ts'
import { correctResult } from '#workflow/correct-result.ts'
import { recordTold } from '#workflow/record-told.ts'

let clinic: ServedClinic
before(async () => {
  clinic = await servedClinic()
})
after(() => clinic.close())

type Fields = Readonly<Record<string, string>>

const guard = (page: string): Fields => ({
  csrf: hiddenField(page, 'csrf'),
  'request-key': hiddenField(page, 'request-key'),
  version: hiddenField(page, 'version'),
})

/** A day in the three boxes of a page. */
const boxes = (field: string, iso: string): Fields => {
  const [year = '', month = '', day = ''] = iso.split('-')
  return { [`${field}[day]`]: day, [`${field}[month]`]: month, [`${field}[year]`]: year }
}

const { what, askedBy, bleeding, heparin, heparinBy } = WARFARIN_PLAN as Record<string, string>
const ORDER = { what, askedBy, bleeding, heparin, heparinBy } as Fields

const warfarin = async () => {
  const patientId = await clinic.addPatient()
  await clinic.addEpisode(patientId, { nextTestOn: '2026-12-20' })
  return `/patients/${patientId}`
}

/** Every text field, choice and box of the form as a browser would send it again. */
const boxesShown = (page: string): Fields =>
  Object.fromEntries(
    [...page.matchAll(/name="([A-Za-z]+On\[(?:day|month|year)\])"[^>]*value="(\d+)"/g)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  )

async function planned(visitor: Visitor, home: string): Promise<void> {
  const address = `${home}/procedure`
  const first = await visitor.get(address)
  const proposed = await visitor.post(address, {
    ...guard(first.text),
    ...ORDER,
    ...boxes('procedureOn', '2026-12-09'),
    step: 'propose',
  })
  const confirmed = await visitor.post(address, {
    ...guard(proposed.text),
    ...ORDER,
    ...boxesShown(proposed.text),
    restartAt: 'usual',
    owner: clinic.callerOf('nurse').accountId,
    step: 'confirm',
  })
  assert.equal(confirmed.status, 303)
}

test('H24: a prescriber plans from the page of the patient: dates proposed with their source, then confirmed and followed', async () => {
  const home = await warfarin()
  const visitor = await signedInAs(clinic, 'prescriber')
  assert.match((await visitor.get(home)).text, /Plan for a procedure/)
  const address = `${home}/procedure`
  const first = await visitor.get(address)
  assert.match(first.text, /Not known|Not on the high-risk list/)

  const unknown = await visitor.post(address, {
    ...guard(first.text),
    ...ORDER,
    ...boxes('procedureOn', '2026-12-09'),
    bleeding: 'not-known',
    step: 'propose',
  })
  assert.equal(unknown.status, 422)
  assert.match(unknown.text, /Ask the department/)
  assert.match(unknown.text, /Hernia repair/)

  const proposed = await visitor.post(address, {
    ...guard(unknown.text),
    ...ORDER,
    ...boxes('procedureOn', '2026-12-09'),
    step: 'propose',
  })
  assert.equal(proposed.status, 200)
  assert.match(proposed.text, /Proposed: Thursday 03-Dec-2026/)
  assert.match(proposed.text, /Oxford University Hospitals/)

  const typed = {
    ...ORDER,
    ...boxesShown(proposed.text),
    restartAt: 'usual',
    owner: clinic.callerOf('nurse').accountId,
    step: 'confirm',
  }
  const changed = await visitor.post(address, {
    ...guard(proposed.text),
    ...typed,
    ...boxes('restartOn', '2026-12-08'),
  })
  assert.equal(changed.status, 422)
  assert.match(changed.text, /The restart is never before the procedure/)
  assert.match(changed.text, /Confirm the plan/)

  const confirmed = await visitor.post(address, { ...guard(changed.text), ...typed })
  assert.equal(confirmed.status, 303)
  const running = await visitor.get(address)
  assert.match(running.text, /Restart due Wednesday 09-Dec-2026, with Test nurse/)
  assert.match((await visitor.get(home)).text, /Open the plan for the procedure/)
})

test('H01: beside the usual dose stands that its INR is void, as on the page of the dose', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const by = clinic.callerOf('nurse')
  const { decisionId } = done(await accepted(clinic, by, { ...ROUTINE, patientId }))
  const told = { decisionId, how: 'handed-over' }
  done(await recordTold.run(clinic.house, by, freshKey(clinic), told))
  const visitor = await signedInAs(clinic, 'prescriber')
  const address = `/patients/${patientId}/procedure`
  assert.doesNotMatch((await visitor.get(address)).text, /INR void/)
  const [result] = await clinic.inTx((tx) => resultsSince(tx, episodeId, '2026-11-22'))
  const fields = { resultId: result?.id ?? '', how: 'void', reasonText: 'Meter fault' }
  done(await correctResult.run(clinic.house, by, freshKey(clinic), fields))
  const { text } = await visitor.get(address)
  assert.match(
    text,
    /warfarin, 5 mg a day[\s\S]*INR void[\s\S]*INR of 22-Nov-2026, on which this dose was decided/,
  )
})

test('H24: a nurse records each step to the restart; what is refused stays typed', async () => {
  const home = await warfarin()
  await planned(await signedInAs(clinic, 'prescriber'), home)
  const nurse = await signedInAs(clinic, 'nurse')
  const page = await nurse.get(`${home}/procedure`)
  const deed = new RegExp(`${home}/procedure/[0-9a-f-]+`).exec(page.text)?.[0] ?? ''
  const marked = await nurse.post(`${deed}/step`, {
    ...guard(page.text),
    procedureStep: 'tell-patient',
    how: 'done',
    stepNote: 'Printed and explained',
  })
  assert.equal(marked.status, 303)

  clinic.clock.set('2026-12-09T09:00:00.000Z')
  const onTheDay = await signedInAs(clinic, 'nurse')
  const again = await onTheDay.get(`${home}/procedure`)
  assert.match(again.text, /Printed and explained/)
  assert.match((await onTheDay.get(home)).text, /No INR or dose can be entered now/)
  const done = { outcome: 'done', ...boxes('doneOn', '2026-12-09') }
  assert.equal(
    (await onTheDay.post(`${deed}/outcome`, { ...guard(again.text), ...done })).status,
    303,
  )

  clinic.clock.set('2026-12-11T09:00:00.000Z')
  const late = await signedInAs(clinic, 'nurse')
  assert.match(
    (await late.get('/worklists/procedure-restart-overdue')).text,
    /Hargreaves|HARGREAVES/,
  )
  const overdue = await late.get(`${home}/procedure`)
  assert.match(overdue.text, /Restart overdue/)
  const restart = { takes: 'as-planned', knownBy: 'patient', ...boxes('nextTestOn', '2026-12-16') }
  const refused = await late.post(`${deed}/restart`, { ...guard(overdue.text), ...restart })
  assert.equal(refused.status, 422)
  assert.match(refused.text, /Enter the day of the first dose/)
  const restarted = { ...restart, ...boxes('restartedOn', '2026-12-09') }
  assert.equal(
    (await late.post(`${deed}/restart`, { ...guard(refused.text), ...restarted })).status,
    303,
  )
  const closed = await late.get(`${home}/procedure`)
  assert.match(closed.text, /Earlier plan: Hernia repair/)
  clinic.clock.set('2026-11-22T09:00:00.000Z')
})

test('H24: the plan and the letter are printed of the dates in force, and not once the procedure is over', async () => {
  const home = await warfarin()
  const visitor = await signedInAs(clinic, 'prescriber')
  await planned(visitor, home)
  const page = await visitor.get(`${home}/procedure`)
  const deed = new RegExp(`${home}/procedure/[0-9a-f-]+`).exec(page.text)?.[0] ?? ''
  for (const which of ['sheet', 'letter']) {
    const pdf = await visitor.get(`${deed}/${which}`)
    assert.equal(pdf.headers.get('content-type'), 'application/pdf')
  }
  const off = { outcome: 'called-off', callOffReason: 'patient' }
  assert.equal((await visitor.post(`${deed}/outcome`, { ...guard(page.text), ...off })).status, 303)
  assert.equal((await visitor.get(`${deed}/sheet`)).status, 410)
})

test('H20: a DOAC without a clearance of today gets no dates, and the page says what is missing', async () => {
  const patientId = await clinic.addPatient(NOTHING_AGAINST)
  await clinic.addEpisode(patientId, {
    medicine: 'apixaban',
    target: null,
    protocol: null,
    tabletSet: null,
    method: null,
    dailyUg: null,
    nextTestOn: '2026-12-20',
  })
  const address = `/patients/${patientId}/procedure`
  const visitor = await signedInAs(clinic, 'prescriber')
  const first = await visitor.get(address)
  assert.match(first.text, /Heparin is not given between doses of apixaban/)
  const refused = await visitor.post(address, {
    ...guard(first.text),
    what: 'Knee replacement',
    askedBy: 'Orthopaedics',
    bleeding: 'high',
    restartAfter: '2',
    ...boxes('procedureOn', '2026-12-09'),
    step: 'propose',
  })
  assert.equal(refused.status, 422)
  assert.match(refused.text, /creatinine clearance of today is not known/)
})

test('H34: who may not plan is told so and sees no form', async () => {
  const home = await warfarin()
  const nurse = await signedInAs(clinic, 'nurse')
  const page = await nurse.get(`${home}/procedure`)
  assert.equal(page.status, 200)
  assert.match(page.text, /A prescriber plans/)
  assert.doesNotMatch(page.text, /Work out the dates/)
})
