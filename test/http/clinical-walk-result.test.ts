import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addSettings } from '#store/settings.ts'
import { dosablePatient } from '#test/store/visit-desk.ts'
import {
  type Answer,
  type ServedClinic,
  servedClinic,
  signedInAs,
  type Visitor,
} from './served-clinic.ts'
import { type Fields, postAct, postVisit, ROUTINE } from './visit-forms.ts'
import {
  answered,
  leavingNothing,
  pressed,
  suggestedPage,
  summaryOf,
  wholeRecord,
  wordsAt,
} from './walked-page.ts'

// The cases of D1 about what an INR means: typed twice, beyond the meter, not to be dosed, from a meter that may not
// be used. Each through the patient's page; those about JSON through the API of the act.

let clinic: ServedClinic
let nurse: Visitor
before(async () => {
  clinic = await servedClinic()
  nurse = await signedInAs(clinic, 'nurse')
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

/** What was added to the record, by table. */
async function added(walk: () => Promise<Answer>): Promise<Readonly<Record<string, number>>> {
  const before = await wholeRecord(clinic)
  await walk()
  const after = await wholeRecord(clinic)
  return Object.fromEntries(
    Object.entries(after)
      .filter(([table, rows]) => rows !== before[table] && table !== 'rule_set')
      .map(([table, rows]) => [table, rows - (before[table] ?? 0)]),
  )
}

const AS_A_TASK = { inr_result: 1, task: 1, task_event: 1, visit: 1 }
/** Control is looked at again. */
const REASSESSED = { ...AS_A_TASK, reassessment: 1, reassessment_event: 1 }
/** The laboratory's result is waited for beside the decision. */
const CONFIRMED = { task: 2, task_event: 2 }

/** Saves the alarm that stands on the page, and answers its task as the nurse sees it. */
async function saveAlarm(
  of: string,
  from: Answer,
  expected: Readonly<Record<string, number>>,
): Promise<Answer> {
  let saved: Answer = from
  const rows = await added(async () => {
    saved = await pressed(nurse, of, from, { step: 'alarm' })
    return saved
  })
  answered(saved, 303)
  assert.deepEqual(rows, expected)
  return nurse.get(saved.location ?? '')
}

test('D1.21: 5.2 after 2.4 is typed a second time, blind, and is then a task for a clinician today', async () => {
  const { patientId } = await dosablePatient(clinic)
  const asked = await leavingNothing(clinic, () => postVisit(nurse, patientId, { inr: '5.2' }))
  assert.match(asked.text, /The INR is 5\.0 or more\. Type the result again without looking/)
  assert.doesNotMatch(asked.text, /<input(?=[^>]*name="inr")(?![^>]*type="hidden")/)
  const alarm = await postVisit(nurse, patientId, { inr: '5.2', inrAgain: '5.2' }, asked)
  assert.match(alarm.text, /No dose is calculated for this result/)
  assert.match(alarm.text, /withhold 1 or 2 doses and reduce/)
  assert.doesNotMatch(alarm.text, /Accept and save/)
  assert.match(
    (await saveAlarm(patientId, alarm, REASSESSED)).text,
    /An authorised person must decide this/,
  )
})

test('D1.23: 1.4 with a mechanical mitral valve is typed a second time, and is then a task for a prescriber today', async () => {
  const valve = { kind: 'valve', position: 'mitral', make: '' } as const
  const { patientId } = await dosablePatient(clinic, {}, { mechanicalValve: valve })
  const asked = await leavingNothing(clinic, () => postVisit(nurse, patientId, { inr: '1.4' }))
  assert.match(asked.text, /The INR is below 1\.5\. Type the result again/)
  const alarm = await postVisit(nurse, patientId, { inr: '1.4', inrAgain: '1.4' }, asked)
  assert.match(alarm.text, /Contact haematology or cardiology today about heparin cover/)
  assert.match(alarm.text, /Prescriber, within 2 hours/)
  assert.match((await saveAlarm(patientId, alarm, REASSESSED)).text, /Low INR, with/)
})

test('D1.24: a second entry that differs clears both boxes, and the first has the error', async () => {
  const { patientId } = await dosablePatient(clinic)
  const asked = await postVisit(nurse, patientId, { inr: '5.2' })
  const differ = await leavingNothing(clinic, () =>
    postVisit(nurse, patientId, { inr: '5.2', inrAgain: '2.5' }, asked),
  )
  const says = 'The two entries are not the same. Look at the result and type it twice again.'
  assert.deepEqual([differ.status, wordsAt(differ, 'inr'), summaryOf(differ)], [422, says, [says]])
  assert.doesNotMatch(differ.text, /value="5\.2"|value="2\.5"|name="inrAgain"/)
})

test('D1.25: the second box refuses what is pasted or filled in', async () => {
  const { patientId } = await dosablePatient(clinic)
  const asked = await postVisit(nurse, patientId, { inr: '5.2' })
  assert.match(
    asked.text,
    /<input(?=[^>]*name="inrAgain")(?=[^>]*data-no-paste="true")(?=[^>]*autoComplete="off")/i,
  )
  const unpasteable = [...asked.text.matchAll(/<input(?=[^>]*data-no-paste)[^>]*name="([^"]*)"/g)]
  assert.deepEqual(
    unpasteable.map(([, name]) => name),
    ['identity', 'inrAgain'],
  )
})

test('D1.25, H03: without scripts the second entry is chosen from lists, so that nothing is pasted; one of the two ways and not both', async () => {
  const { patientId } = await dosablePatient(clinic)
  const asked = await postVisit(nurse, patientId, { inr: '5.2' })
  const unscripted = asked.text.replaceAll(/<template>.*?<\/template>/gs, '')
  assert.doesNotMatch(unscripted, /<input[^>]*name="inrAgain/)
  const lists = [...unscripted.matchAll(/<select[^>]*name="(inrAgain[^"]*)"/g)]
  const parts = ['inrAgain[sign]', 'inrAgain[whole]', 'inrAgain[tenth]']
  assert.deepEqual(
    lists.map(([, name]) => name),
    parts,
  )
  const chosen = (sign: string, whole: string, tenth: string) => ({
    inr: '5.2',
    ...Object.fromEntries([sign, whole, tenth].map((value, nth) => [parts[nth] ?? '', value])),
  })
  const answered = async (fields: Readonly<Record<string, string>>) => {
    const page = await postVisit(nurse, patientId, fields, asked)
    return /The two entries are not the same/.test(page.text) ? 'differ' : page
  }
  for (const [sign, whole, tenth] of [
    ['=', '2', '5'],
    ['>', '5', '2'],
    ['=', '5', ''],
  ] as const) {
    assert.equal(await answered(chosen(sign, whole, tenth)), 'differ')
  }
  assert.equal(await answered({ ...chosen('=', '5', '2'), inrAgain: '5.2' }), 'differ')
  assert.equal(await answered({ ...chosen('=', '5', '2'), inrAgain: '2.5' }), 'differ')
  const withoutBox = { ...asked, text: unscripted }
  const untouched = await postVisit(nurse, patientId, chosen('=', '', ''), withoutBox)
  assert.match(untouched.text, /Type the result again without looking/)
  const alarm = await answered(chosen('=', '5', '2'))
  assert.ok(alarm !== 'differ')
  assert.match(alarm.text, /No dose is calculated for this result/)
  assert.match(alarm.text, /<input(?=[^>]*type="hidden")(?=[^>]*name="inrAgain")[^>]*value="5\.2"/)
})

test('D1.26: 8.0 from a meter asks exactly or above, with neither ticked', async () => {
  const { patientId } = await dosablePatient(clinic)
  const asked = await leavingNothing(clinic, () => suggestedPage(nurse, patientId, { inr: '8.0' }))
  assert.equal(asked.status, 422)
  assert.match(asked.text, /Did the meter show exactly 8\.0, or above 8\.0\?/)
  assert.doesNotMatch(asked.text, /name="exactlyEight"[^>]*checked/)
  const twice = { inr: '8.0', inrAgain: '8.0' }
  const above = await postVisit(nurse, patientId, { ...twice, exactlyEight: 'above' }, asked)
  assert.match(above.text, /Stop warfarin\. Take a venous sample/)
  await saveAlarm(patientId, above, { ...REASSESSED, ...CONFIRMED })
  assert.deepEqual(await newestInr(patientId), { comparator: '>', tenths: 80 })
})

for (const [id, inr, kept, action, rows] of [
  [
    'D1.28',
    '>8',
    { comparator: '>', tenths: 80 },
    /Stop warfarin\. Take a venous sample/,
    REASSESSED,
  ],
  [
    'D1.29',
    '> 8.0',
    { comparator: '>', tenths: 80 },
    /Stop warfarin\. Take a venous sample/,
    REASSESSED,
  ],
  [
    'D1.30',
    '<0.8',
    { comparator: '<', tenths: 8 },
    /Take a venous sample before any dose/,
    AS_A_TASK,
  ],
] as const) {
  test(`${id}, D4.41: ${inr} is kept as it is, gets no dose, and goes the urgent way`, async () => {
    const { patientId } = await dosablePatient(clinic)
    const alarm = await suggestedPage(nurse, patientId, { inr })
    answered(alarm, 200)
    assert.match(alarm.text, action)
    assert.doesNotMatch(alarm.text, /Accept and save|name="dailyDose"/)
    for (const step of ['accept', 'change']) {
      const dose = { step, slot: 'none', dailyDose: '5', reasonCode: 'trend', reasonText: 'Same' }
      const refused = await leavingNothing(clinic, () => pressed(nurse, patientId, alarm, dose))
      assert.equal(refused.status, 409)
      assert.match(summaryOf(refused).join(), /No dose can be accepted on this result/)
    }
    await saveAlarm(patientId, alarm, { ...rows, ...CONFIRMED })
    assert.deepEqual(await newestInr(patientId), kept)
  })
}

async function newestInr(of: string) {
  const { rows } = await clinic.database.migratorPool.query<{
    readonly comparator: string
    readonly tenths: number
  }>(
    `select comparator, tenths from inr_result where patient_id = $1 and sampled_on = '2026-11-22'`,
    [of],
  )
  return rows.at(-1)
}

for (const [id, inr, record, words] of [
  ['D1.36', 'Error 6', 'test-failed', /Test failed: no INR/],
  ['D1.37', 'clotted', 'sample-unsuitable', /Sample unsuitable: no INR/],
] as const) {
  test(`${id}: ${inr} is recorded with the button that is offered, as a task and without an INR`, async () => {
    const { patientId } = await dosablePatient(clinic)
    const offered = await leavingNothing(clinic, () => postVisit(nurse, patientId, { inr }))
    assert.ok(offered.text.includes(`value="${record}" name="record"`), 'no button offers it')
    let task = offered
    const rows = await added(async () => {
      const recorded = await pressed(nurse, patientId, offered, { record })
      answered(recorded, 303)
      task = await nurse.get(recorded.location ?? '')
      return task
    })
    assert.deepEqual(rows, { task: 1, task_event: 1 })
    assert.match(task.text, words)
  })
}

test('D1.34: HI offers the button ">8.0", which asks for the second entry like any INR that high', async () => {
  const { patientId } = await dosablePatient(clinic)
  const offered = await leavingNothing(clinic, () => postVisit(nurse, patientId, { inr: 'HI' }))
  assert.match(offered.text, /value="greater-than-8" name="record"[^>]*>\s*Record &gt;8\.0/)
  const asked = await pressed(nurse, patientId, offered, {
    record: 'greater-than-8',
    ...ROUTINE,
    inr: 'HI',
  })
  assert.match(asked.text, /name="inrAgain"/)
  const alarm = await pressed(nurse, patientId, asked, {
    ...ROUTINE,
    inr: '>8.0',
    inrAgain: '>8.0',
    step: 'suggest',
  })
  assert.match(alarm.text, /Stop warfarin\. Take a venous sample/)
})

const API = { ...ROUTINE, method: 'provider-meter', sampledOn: '2026-11-22' }

for (const [id, inr] of [
  ['D1.62', 2.5],
  ['D1.63', true],
  ['D1.64', ['2.5']],
] as const) {
  test(`${id}: ${JSON.stringify(inr)} in JSON is no INR: decimals are text`, async () => {
    const { patientId } = await dosablePatient(clinic)
    const { answer, status, codes } = await leavingNothing(clinic, async () => {
      const sent = await postAct(nurse, 'suggest-dose', { ...API, patientId, inr })
      return { ...sent, text: sent.answer.text }
    })
    assert.deepEqual([status, [...new Set(codes)]], [422, ['type']])
    assert.match(answer.text, /"pointer":"\/inr"/)
  })
}

test('D1.66: a key that comes twice in JSON, or a field twice in a form, is refused before it can mean two things', async () => {
  const { patientId } = await dosablePatient(clinic)
  const body = JSON.stringify({ ...API, patientId }).replace(
    '"inr":"2.5"',
    '"inr":"2.5","inr":"25"',
  )
  const before = await wholeRecord(clinic)
  assert.equal((await postAct(nurse, 'suggest-dose', body)).status, 400)
  const twice = new URLSearchParams({ csrf: await nurse.csrf(), ...ROUTINE, step: 'suggest' })
  twice.append('inr', '25')
  const posted = await nurse.send(`/patients/${patientId}/visit`, {
    method: 'POST',
    body: twice,
    headers: { origin: nurse.url, 'sec-fetch-site': 'same-origin' },
  })
  assert.equal(posted.status, 400)
  assert.deepEqual(await wholeRecord(clinic), before)
})

test('D1.67: a sample two minutes from now is in the future, one 60 seconds from now is not', async () => {
  const { patientId } = await dosablePatient(clinic)
  const at = (ms: number) => new Date(clinic.clock.now() + ms).toISOString().replace('.000Z', 'Z')
  const { sampledOn: _day, ...rest } = { ...API, patientId }
  const send = (ms: number) => postAct(nurse, 'suggest-dose', { ...rest, sampledAt: at(ms) })
  assert.deepEqual([(await send(120_000)).status, (await send(60_000)).status], [422, 200])
  const page = await leavingNothing(clinic, () =>
    postVisit(nurse, patientId, { sampledTime: '09:02' }),
  )
  assert.equal(page.status, 422)
  assert.match(summaryOf(page).join(), /in the future/)
  assert.match(page.text, /value="09:02"/)
  assert.equal((await postVisit(nurse, patientId, { sampledTime: '09:01' })).status, 200)
})

test('D1.71: a laboratory result that waits is reviewed first: the page says so and takes no INR', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  await clinic.database.migratorPool.query(
    `insert into inr_result (provider_id, id, patient_id, episode_id, comparator, tenths, raw, sampled_on,
       method, status, entered_by, entered_at)
     values ($1, gen_random_uuid(), $2, $3, '=', 31, '3.1', '2026-11-21', 'laboratory', 'preliminary', $4, now())`,
    [clinic.providerId, patientId, episodeId, clinic.callerOf('nurse').accountId],
  )
  await blocked(
    patientId,
    {},
    409,
    /A laboratory result of 21-Nov-2026 is waiting for this patient\. Review it first\./,
  )
})

/** Refused for the whole page: its words stand in the summary, and no form offers a dose. */
async function blocked(of: string, typed: Fields, status: number, words: RegExp): Promise<Answer> {
  for (const by of [nurse, await signedInAs(clinic, 'clinical-lead')]) {
    const page = await leavingNothing(clinic, () => postVisit(by, of, typed))
    answered(page, status)
    assert.match(summaryOf(page).join(' '), words)
    assert.doesNotMatch(page.text, /Accept and save/)
  }
  return nurse.get(`/patients/${of}`)
}

test('D1.72: nobody on apixaban is dosed by an INR, whoever asks', async () => {
  const { patientId } = await dosablePatient(clinic, { medicine: 'apixaban' })
  const page = await blocked(patientId, {}, 409, /on apixaban, which is not dosed here by INR/)
  assert.doesNotMatch(page.text, /name="inr"/)
})

test('D1.73: nobody is dosed who has died or left', async () => {
  const dead = { standing: 'deceased', diedOn: '2026-11-01' } as const
  const died = await dosablePatient(clinic, {}, dead)
  const words = /This patient died on 01-Nov-2026\. No INR or dose can be entered\./
  assert.doesNotMatch((await blocked(died.patientId, {}, 409, words)).text, /name="inr"/)
  const left = await dosablePatient(clinic, {}, { standing: 'left' })
  const gone = /This patient has left\. Tell the service that looks after them now\./
  assert.doesNotMatch((await blocked(left.patientId, {}, 409, gone)).text, /name="inr"/)
})

test('D1.74, D1.76: a blocked lot and a meter whose control failed are refused at their fields with the next step', async () => {
  const { patientId } = await dosablePatient(clinic)
  const lot = 'This lot of strips may not be used. Use another lot or take a venous sample.'
  const meter =
    'The internal control of this meter failed or is overdue. Use another meter or take a venous sample.'
  for (const [typed, field, says] of [
    [{ stripLot: 'L BAD' }, 'stripLot', lot],
    [{ meter: 'M STOP' }, 'meter', meter],
  ] as const) {
    const page = await leavingNothing(clinic, () => postVisit(nurse, patientId, typed))
    assert.deepEqual([page.status, wordsAt(page, field)], [422, says])
    assert.match(page.text, new RegExp(`value="${Object.values(typed)[0]}"`))
  }
})

test('D1.77: 4.6 on an advisory lot asks for the venous sample, whose comparison is a task', async () => {
  const { patientId } = await dosablePatient(clinic)
  const typed = { inr: '4.6', inrAgain: '4.6', stripLot: 'L ADVISED' }
  const asked = await leavingNothing(clinic, () => postVisit(nurse, patientId, typed))
  assert.match(asked.text, /A venous sample is taken and on its way/)
  const alarm = await postVisit(nurse, patientId, { ...typed, venousTaken: 'yes' }, asked)
  answered(alarm, 200)
  const saved = await pressed(nurse, patientId, alarm, { step: 'alarm' })
  answered(saved, 303)
  const page = await nurse.get(`/patients/${patientId}`)
  assert.match(page.text, /Venous sample taken: compare the laboratory result/)
})

for (const [flag, says] of [
  ['antiphospholipid', /A meter cannot be relied on in antiphospholipid syndrome/],
  ['meterUnsuitable', /A meter is not suitable for this patient/],
] as const) {
  test(`D1.78: a meter result is refused where the record says ${flag}; the laboratory's is taken`, async () => {
    const { patientId } = await dosablePatient(clinic, {}, { [flag]: 'yes' })
    for (const method of ['provider-meter', 'own-meter']) {
      const page = await leavingNothing(clinic, () => postVisit(nurse, patientId, { method }))
      assert.equal(page.status, 422)
      assert.match(wordsAt(page, 'method'), says)
    }
    assert.equal((await postVisit(nurse, patientId, { method: 'laboratory' })).status, 200)
  })
}

test('D1.79: two results within 10 minutes ask which is valid and why; the other is voided and kept', async () => {
  const { patientId } = await dosablePatient(clinic)
  const first = await suggestedPage(nurse, patientId)
  assert.equal(
    (await pressed(nurse, patientId, first, { step: 'accept', slot: 'none' })).status,
    303,
  )
  const typed = { inr: '4.9', inrAgain: '4.9' }
  const asked = await leavingNothing(clinic, () => postVisit(nurse, patientId, typed))
  assert.equal(asked.status, 422)
  assert.match(wordsAt(asked, 'secondResult'), /Say which one is valid/)
  const chosen = { ...typed, secondResult: 'this-one' }
  const silent = await leavingNothing(clinic, () => postVisit(nurse, patientId, chosen))
  assert.match(wordsAt(silent, 'secondResultReason'), /Say why the other result is not valid/)
  const alarm = await postVisit(nurse, patientId, {
    ...chosen,
    secondResultReason: 'Wrong patient',
  })
  answered(await pressed(nurse, patientId, alarm, { step: 'alarm' }), 303)
  const { rows } = await clinic.database.migratorPool.query<{
    readonly status: string
    readonly tenths: number
  }>(
    `select status, tenths from inr_result where patient_id = $1 and sampled_on = '2026-11-22' order by entered_at, id`,
    [patientId],
  )
  assert.ok(
    rows.some(({ tenths }) => tenths === 25) && rows.some(({ tenths }) => tenths === 49),
    JSON.stringify(rows),
  )
})
