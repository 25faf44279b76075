import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { findDraft } from '#store/drafts.ts'
import { findEpisode } from '#store/episodes.ts'
import { misfiledOf } from '#store/misfiled-results.ts'
import { findResult } from '#store/results.ts'
import { openTasksOf, taskEvents } from '#store/tasks.ts'
import { visitHistory, waitForVisit } from '#store/visits.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { textOf } from '#test/print/pdf-text.ts'
import { closeTask } from '#workflow/close-task.ts'
import { correctResult } from '#workflow/correct-result.ts'
import { dosePage } from '#workflow/dose-page.ts'
import { nameRightPatient } from '#workflow/name-right-patient.ts'
import { nearMissReport } from '#workflow/near-misses.ts'
import { patientPage } from '#workflow/patient-page.ts'
import { raiseAlarm } from '#workflow/raise-alarm.ts'
import { recordTold } from '#workflow/record-told.ts'
import { recordWrongPatient } from '#workflow/record-wrong-patient.ts'
import { verify } from '#workflow/verify.ts'
import { changeOn } from './decision-desk.ts'
import { atOnce, somebodyWaits } from './somebody-waits.ts'
import {
  accepted,
  done,
  dosablePatient,
  type Fields,
  freshKey,
  ROUTINE,
  refusal,
  suggested,
} from './visit-desk.ts'
import { addMeasured, insertDose, keepRulesOf, moveCourse, soundDose } from './written-dose.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const nurse = () => clinic.callerOf('nurse')
const pharmacist = () => clinic.callerOf('pharmacist')
const tasksOf = (episodeId: string) => clinic.inTx((tx) => openTasksOf(tx, episodeId))

/** Two people; the INR of Edith Marlowe is accepted, with a dose, on Margaret Hargreaves. */
async function mixedUp(inr = '2.5') {
  const wrong = await dosablePatient(clinic)
  const right = await dosablePatient(clinic, {}, { givenName: 'Edith', familyName: 'Marlowe' })
  const { decisionId } = done(
    await accepted(clinic, nurse(), { ...ROUTINE, inr, patientId: wrong.patientId }),
  )
  const newest = (await clinic.inTx((tx) => visitHistory(tx, wrong.episodeId, '2026-11-01'))).at(-1)
  assert(newest !== undefined)
  return { wrong, right, decisionId, resultId: newest.id }
}

const declare = (resultId: string, fields: Fields = {}, caller = nurse(), key = freshKey(clinic)) =>
  recordWrongPatient.run(clinic.house, caller, key, {
    resultId,
    wrongPatient: 'similar-name',
    ...fields,
  })

const name = (resultId: string, patientId: string, identity = 'EM 1942', key = freshKey(clinic)) =>
  nameRightPatient.run(clinic.house, nurse(), key, { resultId, patientId, identity })

test('H01: a result recorded on the wrong patient is void there and kept, its dose is given to nobody, and somebody owns it', async () => {
  const { wrong, decisionId, resultId } = await mixedUp()
  const { taskId } = done(await declare(resultId, { reasonText: 'Two Margarets at nine' }))

  const history = await clinic.inTx((tx) => visitHistory(tx, wrong.episodeId, '2026-11-01'))
  assert.deepEqual(history, [])
  const kept = await clinic.inTx((tx) => findResult(tx, resultId))
  assert.deepEqual([kept?.tenths, kept?.status, kept?.replaced], [25, 'final', true])
  const tasks = await tasksOf(wrong.episodeId)
  assert.deepEqual(
    tasks.map((task) => [task.id, task.kind, task.title]),
    [
      [
        taskId,
        'wrong-patient',
        "INR 2.5 of 22-Nov-2026 is another patient's: look at the dose that was decided on it here",
      ],
    ],
  )
  const told = await recordTold.run(clinic.house, nurse(), freshKey(clinic), {
    decisionId,
    how: 'handed-over',
  })
  assert.deepEqual(refusal(told), [409, 'result-void'])
  const printed = await dosePage(clinic.house, nurse(), { decisionId, copyOfSuperseded: false })
  assert.deepEqual(refusal(printed), [409, 'result-void'])
  const copy = await dosePage(clinic.house, nurse(), { decisionId, copyOfSuperseded: true })
  assert(copy.kind === 'printed')
  const words = textOf(copy.pdf).map(({ text }) => text)
  assert.match(words.join(' '), /VOID: the INR of this dose does not stand/)
  assert.doesNotMatch(words.join(' '), /a newer page replaces this one/, 'there is none')
  const episode = await clinic.inTx((tx) => findEpisode(tx, wrong.episodeId))
  assert.deepEqual([episode?.lastTestedOn, episode?.nextTestOn], ['2026-10-25', null])
  const { faults } = await verify(clinic.pool, clinic.clock.now())
  assert.deepEqual(faults, [])
})

test('H01: the reason is coded, and what is said twice or of a void result is not done twice', async () => {
  const { wrong, resultId } = await mixedUp()
  assert.deepEqual(refusal(await declare(resultId, { wrongPatient: 'oops' })), [422, 'required'])
  const otherNumber = await declare(resultId, { reasonText: 'It is of 999 000 0018' })
  assert.deepEqual(refusal(otherNumber), [422, 'other-nhs-number'])

  const key = freshKey(clinic)
  const first = done(await declare(resultId, {}, nurse(), key))
  assert.equal(done(await declare(resultId, {}, nurse(), key)).taskId, first.taskId)
  assert.deepEqual(refusal(await declare(resultId)), [409, 'already-corrected'])
  assert.equal((await tasksOf(wrong.episodeId)).length, 1)
})

test('H01: the result is copied to the right record only after its initials and year of birth, as an entry, and never its dose', async () => {
  const { wrong, right, resultId } = await mixedUp()
  done(await declare(resultId))
  assert.deepEqual(refusal(await name(resultId, right.patientId, '')), [422, 'required'])
  const others = await name(resultId, right.patientId, 'MH 1942')
  assert.deepEqual(refusal(others), [422, 'identity-differs'])
  assert.deepEqual(await tasksOf(right.episodeId), [])

  clinic.clock.advance(1000)
  done(await name(resultId, right.patientId))
  const [task] = await tasksOf(right.episodeId)
  assert.equal(task?.kind, 'result-to-enter')
  assert.match(task?.title ?? '', /^INR 2\.5 of 22-Nov-2026 was recorded for somebody else/)
  assert.doesNotMatch(JSON.stringify(task), /Hargreaves|Margaret/)
  const draft = await clinic.inTx((tx) => findDraft(tx, nurse().accountId, right.patientId))
  assert.deepEqual([draft?.form['inr'], draft?.form['identity']], [['2.5'], undefined])
  const before = await clinic.inTx((tx) => visitHistory(tx, right.episodeId, '2026-11-01'))
  assert.deepEqual(before, [])

  const visit = { ...ROUTINE, identity: 'EM 1942', patientId: right.patientId }
  done(await accepted(clinic, nurse(), visit))
  assert.deepEqual(await tasksOf(right.episodeId), [])
  const [ofWrong] = await tasksOf(wrong.episodeId)
  const events = await clinic.inTx((tx) => taskEvents(tx, ofWrong?.id ?? ''))
  assert.deepEqual(
    events.map(({ what }) => what),
    ['opened', 'right-patient-named'],
  )
  assert.deepEqual(refusal(await name(resultId, right.patientId)), [409, 'already-named'])
})

test('H01: an INR in the alarm zone is as urgent at the right record as its alarm, and alarms when it is entered', async () => {
  const wrong = await dosablePatient(clinic)
  const right = await dosablePatient(clinic, {}, { givenName: 'Edith', familyName: 'Marlowe' })
  const high = { ...ROUTINE, inr: '6.0', inrAgain: '6.0' }
  const visit = { ...high, patientId: wrong.patientId }
  done(await raiseAlarm.run(clinic.house, nurse(), freshKey(clinic), visit))
  const newest = (await clinic.inTx((tx) => visitHistory(tx, wrong.episodeId, '2026-11-01'))).at(-1)
  const resultId = newest?.id ?? ''
  done(await declare(resultId))
  const [taken, ...rest] = await tasksOf(wrong.episodeId)
  assert.deepEqual(
    [taken?.kind, rest],
    ['wrong-patient', []],
    'the alarm is not this patient\u2019s',
  )

  done(await name(resultId, right.patientId))
  const [task] = await tasksOf(right.episodeId)
  assert(task !== undefined)
  assert.deepEqual([task.kind, task.takenBy], ['alarm-to-enter', null])
  assert.match(task.title, /^INR 5\.0 to 8\.0/)
  assert.equal(task.dueAt - task.openedAt, 30 * 60_000)
  const entered = { ...high, identity: 'EM 1942', patientId: right.patientId }
  done(await raiseAlarm.run(clinic.house, nurse(), freshKey(clinic), entered))
  assert.deepEqual(
    (await tasksOf(right.episodeId)).map(({ kind }) => kind),
    ['alarm'],
  )
})

test('H01: while it is not known whose the result is the task stays, unless it is said that nobody can find out', async () => {
  const { wrong, right, resultId } = await mixedUp()
  const { taskId } = done(await declare(resultId))
  const close = (code: string, version = '1') =>
    closeTask.run(clinic.house, pharmacist(), freshKey(clinic), {
      taskId,
      version,
      code,
      note: 'Telephoned: she has not taken it',
      nextTestOn: '2026-11-24',
    })
  assert.deepEqual(refusal(await close('checked-no-harm')), [422, 'right-patient-open'])
  done(await name(resultId, right.patientId))
  const other = await dosablePatient(clinic, {}, { givenName: 'Enid', familyName: 'Moss' })
  const [toEnter] = await tasksOf(right.episodeId)
  done(
    await closeTask.run(clinic.house, pharmacist(), freshKey(clinic), {
      taskId: toEnter?.id ?? '',
      version: '1',
      code: 'not-this-patient',
      note: 'She was not here today',
      nextTestOn: '2026-11-24',
    }),
  )
  assert.deepEqual(refusal(await close('checked-no-harm')), [422, 'right-patient-open'])
  done(await name(resultId, other.patientId))
  done(await close('checked-no-harm'))
  assert.deepEqual(await tasksOf(wrong.episodeId), [])
  const misfiled = await clinic.inTx((tx) => misfiledOf(tx, resultId))
  assert.deepEqual([misfiled?.ownerId, misfiled?.named], [other.patientId, 2])

  const lost = await mixedUp()
  const opened = done(await declare(lost.resultId))
  done(
    await closeTask.run(clinic.house, pharmacist(), freshKey(clinic), {
      taskId: opened.taskId,
      version: '1',
      code: 'right-patient-not-found',
      note: 'The meter was read twice that morning; nobody remembers',
      nextTestOn: '2026-11-24',
    }),
  )
})

test('H01: once nobody has the result again, the record that it was taken out of has an open task again', async () => {
  const { wrong, right, resultId } = await mixedUp()
  const { taskId } = done(await declare(resultId))
  done(await name(resultId, right.patientId))
  const close = (id: string, code: string) =>
    closeTask.run(clinic.house, pharmacist(), freshKey(clinic), {
      taskId: id,
      version: '1',
      code,
      note: 'Telephoned',
      nextTestOn: '2026-11-24',
    })
  done(await close(taskId, 'checked-no-harm'))
  const [toEnter] = await tasksOf(right.episodeId)
  clinic.clock.advance(1000)
  done(await close(toEnter?.id ?? '', 'not-this-patient'))

  const [again, ...more] = await tasksOf(wrong.episodeId)
  assert(again !== undefined && more.length === 0)
  assert.equal(again.kind, 'wrong-patient')
  assert.match(again.title, /is another patient's: and not of whom it was said to be/)
  const [opened] = await clinic.inTx((tx) => taskEvents(tx, again.id))
  assert.match(opened?.note ?? '', /^The record that was named has answered/, 'no words of hers')
  assert.deepEqual(refusal(await close(again.id, 'checked-no-harm')), [422, 'right-patient-open'])
  const other = await dosablePatient(clinic, {}, { givenName: 'Enid', familyName: 'Moss' })
  clinic.clock.advance(1000)
  done(await name(resultId, other.patientId))
  const events = await clinic.inTx((tx) => taskEvents(tx, again.id))
  assert.deepEqual(
    events.map(({ what }) => what),
    ['opened', 'right-patient-named'],
  )
  done(await close(again.id, 'checked-no-harm'))
})

test('H01: closed at both records at once, the result still has a task', async () => {
  const { wrong, right, resultId } = await mixedUp()
  const { taskId } = done(await declare(resultId))
  done(await name(resultId, right.patientId))
  const [toEnter] = await tasksOf(right.episodeId)
  const close = (id: string, code: string) =>
    closeTask.run(clinic.house, pharmacist(), freshKey(clinic), {
      taskId: id,
      version: '1',
      code,
      note: 'Telephoned',
      nextTestOn: '2026-11-24',
    })
  await atOnce(clinic, wrong.patientId, [
    () => close(taskId, 'checked-no-harm'),
    () => close(toEnter?.id ?? '', 'not-this-patient'),
  ])
  assert.deepEqual(
    (await tasksOf(wrong.episodeId)).map(({ kind }) => kind),
    ['wrong-patient'],
  )
})

test('a task is closed once the other record that it may touch is free, so that no two wait for one another', async () => {
  const { wrong, right, resultId } = await mixedUp()
  done(await declare(resultId))
  done(await name(resultId, right.patientId))
  const [toEnter] = await tasksOf(right.episodeId)
  const { closing } = await clinic.inTx(async (tx) => {
    await waitForVisit(tx, wrong.patientId)
    const closing = closeTask.run(clinic.house, pharmacist(), freshKey(clinic), {
      taskId: toEnter?.id ?? '',
      version: '1',
      code: 'not-this-patient',
      note: 'Telephoned',
      nextTestOn: '2026-11-24',
    })
    await somebodyWaits(clinic)
    const held = 'select id from task where provider_id = $1 and id = $2 for update nowait'
    assert.equal((await tx.query(held, [tx.providerId, toEnter?.id])).length, 1)
    return { closing }
  })
  done(await closing)
})

test('H01: of two people who take a result out or correct it at once, the second is told', async () => {
  const { wrong, resultId } = await mixedUp()
  const takeOut = () => declare(resultId)
  const correct = () =>
    correctResult.run(clinic.house, nurse(), freshKey(clinic), {
      resultId,
      how: 'correct',
      inr: '2.6',
      inrAgain: '2.6',
      reasonText: 'Misread',
    })
  const answers = await atOnce(clinic, wrong.patientId, [takeOut, correct, takeOut])
  const told = answers.filter(({ kind }) => kind === 'refused')
  assert.deepEqual(told.map(refusal), new Array(2).fill([409, 'already-corrected']))
})

for (const how of ['declare', 'void'] as const) {
  test(`H01: a dose that is being saved on the result is seen by whoever changes it: ${how}`, async () => {
    const who = await dosablePatient(clinic)
    const dose = { ...soundDose(clinic), kind: 'accepted' } as const
    const at = await clinic.inTx(async (tx) => {
      await keepRulesOf(tx, dose)
      return addMeasured(tx, clinic, who, dose)
    })
    const decisionId = freshKey(clinic)
    const change = () =>
      how === 'declare'
        ? declare(at.resultId)
        : correctResult.run(clinic.house, nurse(), freshKey(clinic), {
            resultId: at.resultId,
            how: 'void',
            reasonText: 'Misread',
          })
    const { changed } = await clinic.inTx(async (tx) => {
      await moveCourse(tx, who.episodeId, decisionId)
      const changed = change()
      await somebodyWaits(clinic)
      await insertDose(tx, at, decisionId, dose)
      return { changed }
    })
    const { taskId } = done(await changed)
    const [task] = await tasksOf(who.episodeId)
    assert(task !== undefined && task.id === taskId)
    assert.equal((task.details as { decisionId: string }).decisionId, decisionId)
  })
}

test('H01: neither the record it is in nor one without a plan can be named, nor a patient of another provider', async () => {
  const { wrong, resultId } = await mixedUp()
  done(await declare(resultId))
  assert.deepEqual(refusal(await name(resultId, wrong.patientId, 'MH 1942')), [422, 'same-record'])
  const without = await clinic.addPatient({ givenName: 'Edith', familyName: 'Marlowe' })
  assert.deepEqual(refusal(await name(resultId, without)), [422, 'no-plan'])

  const elsewhere = await testClinic({ database: clinic.database, prefix: 'other-' })
  const theirs = await dosablePatient(elsewhere, {}, { givenName: 'Edith', familyName: 'Marlowe' })
  assert.deepEqual(refusal(await name(resultId, theirs.patientId)), [422, 'required'])
  const asked = { resultId, patientId: theirs.patientId, identity: 'EM 1942' }
  const from = elsewhere.callerOf('nurse')
  const named = await nameRightPatient.run(elsewhere.house, from, freshKey(clinic), asked)
  assert.deepEqual(refusal(named), [404, 'not-found'])
})

const newestOf = async (episodeId: string): Promise<string> =>
  (await clinic.inTx((tx) => visitHistory(tx, episodeId, '2026-11-01'))).at(-1)?.id ?? ''

/** Corrected first and voided afterwards. */
async function voidBySteps(resultId: string, episodeId: string): Promise<void> {
  const correct = (id: string, fields: Fields) =>
    correctResult.run(clinic.house, nurse(), freshKey(clinic), {
      resultId: id,
      reasonText: 'Misread',
      ...fields,
    })
  done(await correct(resultId, { how: 'correct', inr: '2.2', inrAgain: '2.2' }))
  done(await correct(await newestOf(episodeId), { how: 'void' }))
}

const WAYS_TO_VOID = {
  'another patient’s': async (resultId: string) => void done(await declare(resultId)),
  'corrected and then void': voidBySteps,
} as const
for (const [name, makeVoid] of Object.entries(WAYS_TO_VOID)) {
  for (const isTold of [false, true]) {
    const which = isTold ? 'stays in force when it was told' : 'told to nobody is not in force'
    test(`H01: the dose on an INR that is ${name} ${which}`, async () => {
      const { patientId, episodeId } = await dosablePatient(clinic)
      const decisionId = await changeOn(clinic, patientId, '2026-11-22', '2.1')
      const telling = { decisionId, how: 'handed-over' }
      if (isTold) done(await recordTold.run(clinic.house, nurse(), freshKey(clinic), telling))
      await makeVoid(await newestOf(episodeId), episodeId)

      clinic.clock.set('2026-11-23T09:00:00Z')
      const page = await patientPage(clinic.house, nurse(), { patientId })
      const visit = { ...ROUTINE, patientId, sampledOn: '2026-11-23' }
      const { inputs } = (await suggested(clinic, nurse(), visit)).suggestion
      clinic.clock.set('2026-11-22T09:00:00Z')
      const inForce = isTold ? 6000 : 5000
      assert.ok(page.kind === 'patient-page')
      assert.equal(page.course?.dose.dailyUg, inForce)
      assert.deepEqual([inputs.currentDailyUg, inputs.scheduledYesterdayUg], [inForce, inForce])
    })
  }
}

const MINUTES = 60_000
type After = {
  readonly voidAfter: number
  readonly thenAfter: number
  readonly how?: 'declare' | 'void' | 'correct'
  readonly by?: 'nurse' | 'pharmacist'
  readonly on?: 'right' | 'wrong'
  readonly inr?: string
}
const NEAR: readonly (readonly [what: string, after: After, isListed: boolean])[] = [
  ['at the last moment', { voidAfter: 10 * MINUTES, thenAfter: 10 * MINUTES }, true],
  ['with another INR', { voidAfter: MINUTES, thenAfter: 0, inr: '2.7' }, true],
  ['said to be another’s', { voidAfter: MINUTES, thenAfter: MINUTES, how: 'declare' }, true],
  ['void later', { voidAfter: 10 * MINUTES + 1, thenAfter: MINUTES }, false],
  ['the other one later', { voidAfter: MINUTES, thenAfter: 10 * MINUTES + 1 }, false],
  ['by somebody else', { voidAfter: MINUTES, thenAfter: MINUTES, by: 'pharmacist' }, false],
  ['on the same patient again', { voidAfter: MINUTES, thenAfter: MINUTES, on: 'wrong' }, false],
  ['corrected', { voidAfter: MINUTES, thenAfter: MINUTES, how: 'correct' }, false],
]

test('H01: an INR that is void within ten minutes, and another patient’s by the same person within ten more, is listed for the clinical lead', async () => {
  const listed = async (resultId: string) => {
    const report = await nearMissReport(clinic.house, clinic.callerOf('clinical-lead'), {})
    assert(report.kind === 'near-misses')
    return report.misses.filter((miss) => miss.resultId === resultId)
  }
  for (const [
    what,
    { voidAfter, thenAfter, how = 'void', by, on, inr = '2.5' },
    isListed,
  ] of NEAR) {
    const { wrong, right, resultId } = await mixedUp()
    clinic.clock.advance(voidAfter)
    const fields = { resultId, how, inr: '2.6', inrAgain: '2.6', reasonText: 'Not hers' }
    done(
      how === 'declare'
        ? await declare(resultId)
        : await correctResult.run(clinic.house, nurse(), freshKey(clinic), fields),
    )
    assert.deepEqual(await listed(resultId), [], what)
    clinic.clock.advance(thenAfter)
    const caller = clinic.callerOf(by ?? 'nurse')
    const then =
      on === 'wrong'
        ? { patientId: wrong.patientId }
        : { patientId: right.patientId, identity: 'EM 1942' }
    done(await accepted(clinic, caller, { ...ROUTINE, inr, ...then }))
    assert.deepEqual(
      (await listed(resultId)).map((miss) => [
        miss.patient.id,
        miss.other.id,
        miss.tenths,
        `${miss.otherTenths / 10}`,
        miss.wasDosed,
      ]),
      isListed ? [[wrong.patientId, right.patientId, 25, inr, true]] : [],
      what,
    )
    clinic.clock.advance(30 * MINUTES)
  }
})

for (const [what, correctedAfter, isListed] of [
  ['dosed and then corrected', MINUTES, true],
  ['of long before, corrected just now', 60 * MINUTES, false],
] as const) {
  test(`H01: a result ${what} is void: it was dosed, and counts from its first entry`, async () => {
    const { wrong, right, resultId } = await mixedUp()
    clinic.clock.advance(correctedAfter)
    await voidBySteps(resultId, wrong.episodeId)
    clinic.clock.advance(MINUTES)
    const visit = { ...ROUTINE, patientId: right.patientId, identity: 'EM 1942' }
    done(await accepted(clinic, nurse(), visit))
    const report = await nearMissReport(clinic.house, clinic.callerOf('clinical-lead'), {})
    assert(report.kind === 'near-misses')
    const misses = report.misses.filter(({ patient }) => patient.id === wrong.patientId)
    assert.deepEqual(
      misses.map(({ tenths, wasDosed }) => [tenths, wasDosed]),
      isListed ? [[22, true]] : [],
    )
  })
}

test('H01: a result that a laboratory sent hours before its visit counts from that visit, where a person took it for theirs', async () => {
  const wrong = await dosablePatient(clinic)
  const right = await dosablePatient(clinic, {}, { givenName: 'Edith', familyName: 'Marlowe' })
  await clinic.database.migratorPool.query(
    `insert into inr_result (provider_id, id, patient_id, episode_id, comparator, tenths, raw, sampled_on, method,
                             status, entered_by, entered_at)
     values ($1, gen_random_uuid(), $2, $3, '=', 25, '2.5', '2026-11-22', 'laboratory', 'preliminary', $4, $5)`,
    [
      ...[clinic.providerId, wrong.patientId, wrong.episodeId, nurse().accountId],
      new Date(clinic.clock.now() - 120 * MINUTES).toISOString(),
    ],
  )
  const sample = { ...ROUTINE, method: 'laboratory', meter: '', stripLot: '' }
  const enteredAt = clinic.clock.now()
  done(await accepted(clinic, nurse(), { ...sample, patientId: wrong.patientId }))
  const entered = (await clinic.inTx((tx) => visitHistory(tx, wrong.episodeId, '2026-11-01'))).at(
    -1,
  )
  clinic.clock.advance(3 * MINUTES)
  done(await declare(entered?.id ?? ''))
  done(
    await accepted(clinic, nurse(), {
      ...sample,
      patientId: right.patientId,
      identity: 'EM 1942',
    }),
  )
  const report = await nearMissReport(clinic.house, clinic.callerOf('clinical-lead'), {})
  assert(report.kind === 'near-misses')
  assert.deepEqual(
    report.misses
      .filter(({ resultId }) => resultId === entered?.id)
      .map((miss) => [miss.enteredAt, miss.other.id, miss.wasDosed]),
    [[enteredAt, right.patientId, true]],
  )
})
