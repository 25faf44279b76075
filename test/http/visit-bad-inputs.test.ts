import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { day } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import { addSettings } from '#store/settings.ts'
import { dosablePatient } from '#test/store/visit-desk.ts'
import { type ServedClinic, servedClinic, signedInAs, type Visitor } from './served-clinic.ts'
import { type Fields, postAct, postVisit, ROUTINE, rowCounts } from './visit-forms.ts'

// The cases of bad-inputs.json that a visit meets, each through the page and through the API of the act.

type Case = { readonly id: string; readonly surface: string; readonly input: string }
const { cases }: { readonly cases: readonly Case[] } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../bad-inputs.json'), 'utf8'),
)
const caseOf = (id: string): Case => {
  const found = cases.find((one) => one.id === id)
  assert(found !== undefined, id)
  return found
}
const literal = (id: string): string => /`([^`]*)`/.exec(caseOf(id).input)?.[1] ?? ''

let clinic: ServedClinic
let nurse: Visitor
let patientId: string
before(async () => {
  clinic = await servedClinic()
  nurse = await signedInAs(clinic, 'nurse')
  patientId = (await dosablePatient(clinic)).patientId
  await clinic.inTx((tx) =>
    addSettings(tx, {
      version: 1,
      settings: { blockedLots: ['L BAD'], advisoryLots: ['L ADVISED'], stoppedMeters: ['M STOP'] },
      proposalId: null,
      setBy: clinic.callerOf('clinical-lead').accountId,
      setAt: new Date(clinic.clock.now()).toISOString(),
    }),
  )
})
after(() => clinic.close())

const API = { ...ROUTINE, method: 'provider-meter', sampledOn: '2026-11-22' }

const ofPatient = (fields: Fields) => ({ ...API, patientId, ...fields })

/** The same refusal behind the page and behind the API, and nothing written. */
async function refusedBoth(typed: Fields, codes: readonly string[], status = 422): Promise<void> {
  const before = await rowCounts(clinic)
  const page = await postVisit(nurse, typed['patientId'] ?? patientId, typed)
  const api = await postAct(nurse, 'suggest-dose', ofPatient(typed))
  assert.equal(page.status, status, page.text)
  assert.equal(api.status, status, api.answer.text)
  assert.deepEqual([...new Set(api.codes)], codes)
  assert.deepEqual(await rowCounts(clinic), before)
  assert.doesNotMatch(page.text, /<img src=x|\bat file:/)
}

const INR_CODES: Readonly<Record<string, string>> = {
  'D1.01': 'required',
  'D1.02': 'required',
  'D1.03': 'below-range',
  'D1.07': 'format',
  'D1.08': 'format',
  'D1.09': 'use-a-point',
  'D1.10': 'use-a-point',
  'D1.12': 'format',
  'D1.14': 'leading-zero',
  'D1.15': 'format',
  'D1.17': 'above-range',
  'D1.21': 'double-entry',
  'D1.26': 'double-entry',
  'D1.28': 'double-entry',
  'D1.29': 'double-entry',
  'D1.30': 'double-entry',
  'D1.32': 'format',
  'D1.33': 'format',
  'D1.34': 'not-a-result:greater-than-8',
  'D1.36': 'not-a-result:test-failed',
  'D1.37': 'not-a-result:sample-unsuitable',
  'D1.39': 'precision',
  'D1.43': 'hidden-character',
  'D1.44': 'format',
  'D1.45': 'format',
  'D1.46': 'no-units',
  'D1.47': 'no-units',
  'D1.48': 'no-units',
  'D1.51': 'format',
  'D1.52': 'format',
  'D1.53': 'format',
  'D1.56': 'format',
  'D1.58': 'format',
  'D1.59': 'format',
}

const typedInr = (id: string): string => (id === 'D1.43' ? '2.5\u200b' : literal(id))

for (const [id, code] of Object.entries(INR_CODES)) {
  test(`${id}: an INR of ${caseOf(id).input} is answered with ${code}`, async () => {
    await refusedBoth({ inr: typedInr(id) }, [code])
  })
}

for (const id of ['D1.41', 'D1.42']) {
  test(`${id}: an INR of ${caseOf(id).input} is taken`, async () => {
    const page = await postVisit(nurse, patientId, { inr: literal(id) })
    assert.equal(page.status, 200)
    const api = await postAct(nurse, 'suggest-dose', ofPatient({ inr: literal(id) }))
    assert.equal(api.status, 200)
  })
}

test('D1.59: what was typed comes back escaped', async () => {
  const page = await postVisit(nurse, patientId, { inr: literal('D1.59') })
  assert.match(page.text, /value="&lt;img src=x onerror=alert\(1\)&gt;"/)
})

test('D1.62, D1.63, D1.64: a JSON number, a boolean or a list is no INR', async () => {
  for (const inr of [2.5, true, ['2.5']]) {
    const api = await postAct(nurse, 'suggest-dose', { ...ofPatient({}), inr })
    assert.equal(api.status, 422)
    assert.deepEqual([...new Set(api.codes)], ['type'])
  }
})

test('D1.66: a key that comes twice is refused before it can mean two things', async () => {
  const body = JSON.stringify(ofPatient({})).replace('"inr":"2.5"', '"inr":"2.5","inr":"25"')
  assert.equal((await postAct(nurse, 'suggest-dose', body)).status, 400)
})

test('D1.24, D1.25: two entries that differ clear both; the second box refuses what is pasted', async () => {
  const first = await postVisit(nurse, patientId, { inr: '5.2' })
  assert.match(first.text, /<input(?=[^>]*name="inrAgain")(?=[^>]*data-no-paste="true")/)
  assert.doesNotMatch(first.text, /<input(?=[^>]*name="inr")(?![^>]*type="hidden")[^>]*>/)
  const second = await postVisit(nurse, patientId, { inr: '5.2', inrAgain: '2.5' }, first)
  assert.equal(second.status, 422)
  assert.match(second.text, /The two entries are not the same/)
  assert.doesNotMatch(second.text, /value="5\.2"|name="inrAgain"/)
})

test('D1.21, D1.23: an alarming INR typed twice becomes a same-day task', async () => {
  const entered = ofPatient({ inr: '5.2', inrAgain: '5.2' })
  const asked = await postAct(nurse, 'suggest-dose', entered)
  assert.match(asked.answer.text, /"inr-5-to-8"/)
  const valve = await dosablePatient(
    clinic,
    {},
    { mechanicalValve: { kind: 'valve', position: 'mitral', make: '' } },
  )
  const low = { ...ofPatient({ inr: '1.4' }), patientId: valve.patientId }
  assert.deepEqual((await postAct(nurse, 'suggest-dose', low)).codes[0], 'double-entry')
  const again = await postAct(nurse, 'suggest-dose', { ...low, inrAgain: '1.4' })
  assert.match(again.answer.text, /"low-inr-at-risk"/)
})

test('D1.26: 8.0 from a meter asks exactly or above, with no default', async () => {
  const twice = { inr: '8.0', inrAgain: '8.0' }
  await refusedBoth(twice, ['exactly-8-or-above'])
  const above = await postAct(nurse, 'suggest-dose', ofPatient({ ...twice, exactlyEight: 'above' }))
  assert.match(above.answer.text, /"comparator":">"/)
})

test('D1.28, D1.29, D1.30, D4.41: no dose is worked out on an INR beyond the meter', async () => {
  for (const inr of ['>8', '> 8.0', '<0.8']) {
    const asked = await postAct(nurse, 'suggest-dose', ofPatient({ inr, inrAgain: inr }))
    assert.match(asked.answer.text, /"kind":"alarm"/)
    const token = /"token":"([^"]*)"/.exec(asked.answer.text)?.[1] ?? ''
    const dose = { ...ofPatient({ inr, inrAgain: inr }), token, slot: 'none' }
    const accepted = await postAct(nurse, 'accept-dose', dose)
    assert.deepEqual([accepted.status, accepted.codes[0]], [409, 'alarm'])
  }
})

test('D1.34, D1.36, D1.37: what is no INR is offered as what it is, and a failed test is a task', async () => {
  const high = await postVisit(nurse, patientId, { inr: 'HI' })
  assert.match(high.text, /value="greater-than-8" name="record"/)
  const other = (await dosablePatient(clinic)).patientId
  const failed = await postVisit(nurse, other, { inr: 'Error 6' })
  assert.match(failed.text, /value="test-failed" name="record"/)
  const recorded = await postVisit(nurse, other, { record: 'test-failed' }, failed)
  assert.equal(recorded.status, 303)
  const task = await nurse.get(recorded.location ?? '')
  assert.match(task.text, /Test failed: no INR/)
})

test('D1.67: a sample two minutes from now is in the future, one 60 seconds from now is not', async () => {
  const at = (ms: number) => new Date(clinic.clock.now() + ms).toISOString().replace('.000Z', 'Z')
  const { sampledOn: _day, ...rest } = ofPatient({})
  const late = await postAct(nurse, 'suggest-dose', { ...rest, sampledAt: at(120_000) })
  assert.deepEqual([late.status, late.codes[0]], [422, 'in-future'])
  assert.equal(
    (await postAct(nurse, 'suggest-dose', { ...rest, sampledAt: at(60_000) })).status,
    200,
  )
})

test('D1.71: a result that waits is reviewed first', async () => {
  const waiting = await dosablePatient(clinic)
  await clinic.database.migratorPool.query(
    `insert into inr_result (provider_id, id, patient_id, episode_id, comparator, tenths, raw, sampled_on,
       method, status, entered_by, entered_at)
     values ($1, gen_random_uuid(), $2, $3, '=', 31, '3.1', '2026-11-21', 'laboratory', 'preliminary', $4, now())`,
    [clinic.providerId, waiting.patientId, waiting.episodeId, clinic.callerOf('nurse').accountId],
  )
  await refusedBoth({ patientId: waiting.patientId }, ['result-waiting'], 409)
})

test('D1.72: an INR is not dosed for a patient on apixaban', async () => {
  const { patientId: other } = await dosablePatient(clinic, { medicine: 'apixaban' })
  await refusedBoth({ patientId: other }, ['not-warfarin'], 409)
})

test('D1.73: nobody is dosed who has died or left', async () => {
  const dead = { standing: 'deceased', diedOn: '2026-11-01' } as const
  const { patientId: died } = await dosablePatient(clinic, {}, dead)
  await refusedBoth({ patientId: died }, ['patient-deceased'], 409)
  const { patientId: left } = await dosablePatient(clinic, {}, { standing: 'left' })
  await refusedBoth({ patientId: left }, ['patient-left'], 409)
})

test('D1.74, D1.76: a blocked lot and a stopped meter are refused with the next step', async () => {
  await refusedBoth({ stripLot: 'L BAD' }, ['lot-blocked'])
  await refusedBoth({ meter: 'M STOP' }, ['meter-stopped'])
})

test('D1.77: a high result on an advisory lot needs the venous sample, and its comparison is a task', async () => {
  const { patientId: other } = await dosablePatient(clinic)
  const typed = { inr: '4.6', inrAgain: '4.6', stripLot: 'L ADVISED', patientId: other }
  await refusedBoth(typed, ['advisory-lot'])
  const scanned = '(01)07613336121504(17)270331(10)LADVISED'
  await refusedBoth({ ...typed, stripLot: scanned }, ['advisory-lot'])
  const taken = { ...ofPatient(typed), venousTaken: 'yes' }
  const saved = await postAct(nurse, 'raise-alarm', taken)
  assert.equal(saved.status, 200, saved.answer.text)
  const page = await nurse.get(`/patients/${other}`)
  assert.match(page.text, /Venous sample taken: compare the laboratory result/)
})

test('D1.78: a meter is refused where it cannot be relied on', async () => {
  const { patientId: other } = await dosablePatient(clinic, {}, { antiphospholipid: 'yes' })
  await refusedBoth({ patientId: other }, ['meter-unsuitable'])
})

const SAMPLE_DAYS: readonly string[] = [
  'D2.15',
  'D2.16',
  'D2.17',
  'D2.18',
  'D2.20',
  'D2.21',
  'D2.23',
  'D2.34',
  'D2.35',
  'D2.36',
  'D2.38',
  'D2.41',
  'D2.73',
]
for (const id of SAMPLE_DAYS) {
  test(`${id}: the API takes no date ${caseOf(id).input}`, async () => {
    const api = await postAct(nurse, 'suggest-dose', ofPatient({ sampledOn: literal(id) }))
    assert.equal(api.status, 422, api.answer.text)
  })
}

test('D2.33: a number of milliseconds is no date', async () => {
  const api = await postAct(nurse, 'suggest-dose', { ...ofPatient({}), sampledOn: 1795305600000 })
  assert.deepEqual([api.status, api.codes[0]], [422, 'type'])
})

for (const id of ['D2.05', 'D2.07', 'D2.08', 'D2.10', 'D2.12']) {
  test(`${id}: the page takes no date ${caseOf(id).input}`, async () => {
    const [dayText = '', month = '', year = ''] = literal(id).split('/')
    const parts = { 'sampledOn[day]': dayText, 'sampledOn[month]': month, 'sampledOn[year]': year }
    const page = await postVisit(nurse, patientId, parts)
    assert.equal(page.status, 422)
    assert.match(page.text, /That day does not exist/)
    assert.ok(page.text.includes(`value="${dayText}"`))
  })
}

test('D2.01: the date of the sample may not be emptied', async () => {
  const none = { 'sampledOn[day]': '', 'sampledOn[month]': '', 'sampledOn[year]': '' }
  assert.match((await postVisit(nurse, patientId, none)).text, /Enter a date\./)
})

for (const id of ['D2.24', 'D2.25', 'D2.26', 'D2.29']) {
  test(`${id}: the API takes no instant ${caseOf(id).input}`, async () => {
    const { sampledOn: _day, ...rest } = ofPatient({ sampledAt: literal(id) })
    const api = await postAct(nurse, 'suggest-dose', rest)
    assert.deepEqual([api.status, api.codes[0]], [422, 'format'])
  })
}

test('D2.62, D4.66, D4.48: a stop date that has passed, a pause, a plan without target stop every dose', async () => {
  const stopped = await dosablePatient(clinic, {
    duration: { kind: 'until', stopOn: day('2026-11-21') },
  })
  await refusedBoth({ patientId: stopped.patientId }, ['stop-date-passed'], 409)
  const paused = await dosablePatient(clinic, {
    phase: 'suspended',
    suspendedFrom: '2026-11-20',
    suspendedUntil: '2026-11-30',
  })
  await refusedBoth({ patientId: paused.patientId }, ['treatment-suspended'], 409)
  const bare = await dosablePatient(clinic, {
    standing: 'unverified',
    target: null,
    indication: null,
  })
  await refusedBoth({ patientId: bare.patientId }, ['plan-unverified', 'plan-incomplete'], 409)
})

test('D4.62, D4.68: answers of yesterday and nine missed doses of seven are refused', async () => {
  const api = await postAct(nurse, 'suggest-dose', ofPatient({ answeredOn: '2026-11-21' }))
  assert.deepEqual([api.status, api.codes[0]], [422, 'not-of-today'])
  await refusedBoth({ ...ANSWERS, nothingToReport: '', missedDoses: '9' }, ['format'])
})

const ANSWERS = {
  nothingToReport: '',
  takenYesterday: '5',
  missedDoses: '0',
  bleeding: 'none',
  medicinesChanged: 'no',
  illness: 'no',
  procedurePlanned: 'no',
  pregnancyPossible: 'no',
}

for (const [id, answer, code] of [
  ['D4.63', { bleeding: 'minor' }, 'bleeding-minor'],
  ['D4.64', { pregnancyPossible: 'yes' }, 'pregnancy-possible'],
  ['D4.67', { takenYesterday: '4' }, 'taken-dose-differs'],
] as const) {
  test(`${id}: ${caseOf(id).input} stops the dose and shows the pathway`, async () => {
    const entered = ofPatient({ ...ANSWERS, ...answer })
    const asked = await postAct(nurse, 'suggest-dose', entered)
    assert.ok(asked.answer.text.includes(`"${code}"`), asked.answer.text)
    const token = /"token":"([^"]*)"/.exec(asked.answer.text)?.[1] ?? ''
    const accepted = await postAct(nurse, 'accept-dose', { ...entered, token, slot: 'none' })
    assert.deepEqual([accepted.status, accepted.codes[0]], [409, 'alarm'])
    const page = await postVisit(nurse, patientId, { ...ANSWERS, ...answer })
    assert.match(page.text, /No dose is calculated for this result/)
    assert.doesNotMatch(page.text, /Accept and save/)
  })
}

test('D4.47: maintenance rules do not dose somebody on day 4', async () => {
  const { patientId: other } = await dosablePatient(clinic, {
    phase: 'initiating',
    startedOn: day('2026-11-19'),
  })
  const asked = await postAct(nurse, 'suggest-dose', { ...ofPatient({}), patientId: other })
  assert.match(asked.answer.text, /"initiating"/)
})

/** Asks, then changes the dose as a program does. */
async function change(fields: Fields, of: string = patientId) {
  const entered = { ...ofPatient({}), patientId: of }
  const asked = await postAct(nurse, 'suggest-dose', entered)
  const token = /"token":"([^"]*)"/.exec(asked.answer.text)?.[1] ?? ''
  const reason = { reasonCode: 'trend', reasonText: 'Falling for three months' }
  return postAct(nurse, 'change-dose', { ...entered, token, slot: 'none', ...reason, ...fields })
}

const DOSE_CODES: readonly (readonly [id: string, dose: string, code: string])[] = [
  ['D4.03', '0', 'use-omit'],
  ['D4.06', '35', 'weekly-total-as-daily'],
  ['D4.07', '5.25', 'cannot-be-made'],
  ['D4.08', '2.5', 'cannot-be-made'],
  ['D4.11', '.5', 'leading-zero'],
  ['D4.13', '5mg', 'number-only'],
  ['D4.14', '5 tablets', 'number-only'],
  ['D4.17', '1-2', 'no-ranges'],
  ['D4.18', '4/5 alternate', 'use-the-pattern'],
  ['D4.19', 'as directed', 'format'],
  ['D4.20', 'nil', 'use-omit'],
  ['D4.23', '1e1', 'format'],
  ['D4.24', '5.000000001', 'step'],
  ['D4.43', '8', 'change-too-large'],
]
for (const [id, dailyDose, code] of DOSE_CODES) {
  test(`${id}: a dose of ${dailyDose} is answered with ${code}`, async () => {
    const before = await rowCounts(clinic)
    const answer = await change({ dailyDose })
    assert.equal(answer.status, 422, answer.answer.text)
    assert.ok(answer.codes.includes(code), answer.codes.join())
    assert.deepEqual(await rowCounts(clinic), before)

    const suggested = await postVisit(nurse, patientId, {})
    const reason = { reasonCode: 'trend', reasonText: 'Falling', step: 'change', slot: 'none' }
    const page = await postVisit(nurse, patientId, { ...reason, dailyDose }, suggested)
    assert.equal(page.status, 422)
    assert.ok(page.text.includes(`value="${dailyDose}"`), 'what was typed is still there')
  })
}

test('D4.25, D4.54: a dose is text, and a dose that nobody asked for is refused and noted', async () => {
  const typed = await postAct(nurse, 'change-dose', { ...ofPatient({}), dailyDose: 5 })
  assert.deepEqual([typed.status, typed.codes[0]], [422, 'type'])
  const hidden = await postAct(nurse, 'accept-dose', { ...ofPatient({}), suggestedDose: '9' })
  assert.deepEqual([hidden.status, hidden.codes[0]], [422, 'unknown-field'])
})

test('D4.26, D4.27: seven days take seven doses', async () => {
  for (const weekDoses of ['5 5 5 5 5 5 5 5', '5 5 5 5 5 5']) {
    assert.deepEqual((await change({ weekDoses })).codes[0], 'seven-doses')
  }
})

test('D4.39, D4.42: down when the INR is low, or by a quarter, needs a second clinician', async () => {
  const quarter = await change({ dailyDose: '6.25' })
  assert.equal(quarter.status, 422)
  const { patientId: low } = await dosablePatient(clinic)
  const typed = { ...ofPatient({ inr: '1.8', inrAgain: '1.8' }), patientId: low }
  const asked = await postAct(nurse, 'suggest-dose', typed)
  const token = /"token":"([^"]*)"/.exec(asked.answer.text)?.[1] ?? ''
  const reason = { reasonCode: 'trend', reasonText: 'Rising', slot: 'none' }
  const down = { ...typed, token, ...reason, dailyDose: '4' }
  const answer = await postAct(nurse, 'change-dose', down)
  assert.ok(answer.codes.includes('second-clinician:against-direction'), answer.answer.text)
})

test('D4.55: a change without a coded reason is refused', async () => {
  assert.deepEqual((await change({ dailyDose: '6', reasonCode: '' })).codes[0], 'required')
})

test('H34: a change with a coded reason and no words of its own is refused', async () => {
  const { patientId: of } = await dosablePatient(clinic)
  for (const reasonText of ['', '   ']) {
    const { status, answer } = await change({ dailyDose: '6', reasonText }, of)
    assert.equal(status, 422)
    assert.match(answer.text, /Say the reason in words/)
  }
  assert.equal((await change({ dailyDose: '6' }, of)).status, 200)
})

/** What a program sends that gives no reason: a yes as it was once sent, nothing, a reason of another question, another one without words. */
const NO_REASON: readonly (readonly [Fields, readonly string[], RegExp])[] = [
  [{ confirmed: 'look-alike-tablets' }, [], /To save it all the same, choose why\./],
  [{ 'because-look-alike-tablets': ' ' }, [], /To save it all the same, choose why\./],
  [{ 'because-old-sample': 'declines-test' }, [], /To save it all the same, choose why\./],
  [
    { 'because-look-alike-tablets': 'declines-test' },
    ['reason-not-known'],
    /This is none of the reasons\. Choose one: The patient can tell the two apart, and showed it \(tells-apart\);/,
  ],
  [
    { 'because-look-alike-tablets': 'another', 'because-look-alike-tablets-words': ' ' },
    ['reason-without-words'],
    /Write the other reason in a few words\./,
  ],
]

test('D4.70, D4.72: look-alike tablets and many tablets ask for a reason of their own', async () => {
  const alike = await dosablePatient(clinic, {
    tabletSet: { strengths: [500, 1000, 3000, 5000], halves: false },
  })
  const asked = await change({ dailyDose: '5.5' }, alike.patientId)
  assert.deepEqual([asked.status, asked.codes[0]], [422, 'confirm:look-alike-tablets'])
  const why = (fields: Fields) => change({ dailyDose: '5.5', ...fields }, alike.patientId)
  for (const [fields, codes, says] of NO_REASON) {
    const { status, codes: found, answer } = await why(fields)
    assert.deepEqual([status, [...new Set(found)]], [422, ['confirm:look-alike-tablets', ...codes]])
    assert.match(answer.text, says)
  }
  assert.equal((await why({ 'because-look-alike-tablets': 'tells-apart' })).status, 200)
  const many = await dosablePatient(clinic, {
    tabletSet: { strengths: [1000], halves: false },
    dailyUg: ug(7000),
  })
  const burden = await change({ dailyDose: '8' }, many.patientId)
  assert.deepEqual(burden.codes[0], 'confirm:many-tablets')
})

test('D4.73, D4.74: a comment that contradicts the dose, or names another patient, is stopped', async () => {
  const said = await change({ dailyDose: '6', comment: 'omit tonight' })
  assert.deepEqual([said.status, said.codes[0]], [422, 'confirm:comment-contradicts'])
  const ended = await change({ dailyDose: '6', comment: 'weekends only' })
  assert.equal(ended.codes[0], 'confirm:comment-contradicts', 'the reason after it is of its own')
  const other = { ...ofPatient({}), comment: 'As for 999 999 9980' }
  const named = await postAct(nurse, 'suggest-dose', other)
  assert.deepEqual([named.status, named.codes[0]], [422, 'other-nhs-number'])
})

test('D2.53, D2.54, D2.56, D2.57: the next test is after today, not on a holiday unasked, not too far', async () => {
  const codeOf = async (nextTestOn: string) =>
    (await change({ dailyDose: '5', nextTestOn, slot: '' })).codes[0]
  assert.equal(await codeOf('2026-11-22'), 'test-not-after-today')
  assert.equal(await codeOf('2026-11-21'), 'test-not-after-today')
  assert.equal(await codeOf('2026-12-25'), 'confirm:test-on-bank-holiday')
  assert.equal(await codeOf('2026-12-28'), 'confirm:test-on-bank-holiday')
  assert.equal(await codeOf('2027-02-21'), 'interval-too-long')
})

test('D2.67: a sample at 23:30 UTC in summer is counted on the next day in London', async () => {
  clinic.clock.set('2027-07-01T08:00:00.000Z')
  const summer = await signedInAs(clinic, 'nurse')
  const { sampledOn: _day, ...rest } = ofPatient({ sampledAt: '2027-06-30T23:30:00Z' })
  const api = await postAct(summer, 'suggest-dose', rest)
  assert.match(api.answer.text, /"sampledOn":"2027-07-01"/)
})

test('D2.32: a clock time that comes twice asks which of the two', async () => {
  clinic.clock.set('2027-10-31T09:00:00.000Z')
  const autumn = await signedInAs(clinic, 'nurse')
  const twice = ofPatient({ sampledOn: '2027-10-31', sampledTime: '01:30' })
  const asked = await postAct(autumn, 'suggest-dose', twice)
  assert.deepEqual([asked.status, asked.codes[0]], [422, 'happens-twice'])
  assert.equal(
    (await postAct(autumn, 'suggest-dose', { ...twice, sampledHour: 'second' })).status,
    200,
  )
})
