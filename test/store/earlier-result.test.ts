import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Role } from '#access/policy.ts'
import { day } from '#base/day.ts'
import { findEpisode } from '#store/episodes.ts'
import { openTasksOf } from '#store/tasks.ts'
import { coursePoints } from '#store/visits.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { addEarlierResult } from '#workflow/add-earlier-result.ts'
import { authoriseDose } from '#workflow/authorise-dose.ts'
import { correctResult } from '#workflow/correct-result.ts'
import { dosePage } from '#workflow/dose-page.ts'
import { patientControl } from '#workflow/patient-control.ts'
import { recordTold } from '#workflow/record-told.ts'
import { savedDose } from '#workflow/saved-dose.ts'
import { suggestDose } from '#workflow/suggest-dose.ts'
import { authoriseTask, referOn } from './decision-desk.ts'
import {
  accepted,
  done,
  dosablePatient,
  type Fields,
  freshKey,
  ROUTINE,
  refusal,
} from './visit-desk.ts'

// A result of the past is entered as history: on the chart and in the figures, and never a dose (H05).

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const EARLIER = {
  identity: 'MH 1942',
  inr: '2.2',
  inrAgain: '2.2',
  method: 'laboratory',
  sampledOn: '2026-11-16',
  fromNote: 'Discharge letter of 18 November',
}

const add = (patientId: string, fields: Fields = {}, by: Role = 'healthcare-assistant') =>
  addEarlierResult.run(clinic.house, clinic.callerOf(by), freshKey(clinic), {
    ...EARLIER,
    patientId,
    ...fields,
  })

const points = (episodeId: string) => clinic.inTx((tx) => coursePoints(tx, episodeId, '2025-01-01'))
const tasks = (episodeId: string) => clinic.inTx((tx) => openTasksOf(tx, episodeId))

test('H05: an earlier result is on the chart and counts in control, and no dose, visit, booking or task follows from it', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const before = await clinic.inTx((tx) => findEpisode(tx, episodeId))
  const { taskId } = done(await add(patientId))
  assert.equal(taskId, null)
  const after = await clinic.inTx((tx) => findEpisode(tx, episodeId))
  assert.deepEqual(after, { ...before, lastTestedOn: '2026-11-16' })
  const [, newest] = await points(episodeId)
  assert.deepEqual(
    [newest?.sampledOn, newest?.tenths, newest?.method, newest?.dailyUg],
    ['2026-11-16', 22, 'laboratory', null],
  )
  assert.deepEqual(await tasks(episodeId), [])
  const visits = await clinic.inTx((tx) =>
    tx.query('select id from visit where provider_id = $1 and episode_id = $2', [
      tx.providerId,
      episodeId,
    ]),
  )
  assert.deepEqual(visits, [])
})

test('H05: the next visit has the earlier result before it, and is dosed as ever', async () => {
  const { patientId } = await dosablePatient(clinic)
  done(await add(patientId, { sampledOn: '2026-11-08' }))
  const visit = { ...ROUTINE, patientId }
  const asked = await suggestDose.run(
    clinic.house,
    clinic.callerOf('nurse'),
    freshKey(clinic),
    visit,
  )
  const { previous } = done(asked).suggestion.inputs
  assert.deepEqual(
    previous.map(({ on }) => on),
    ['2026-11-08', '2026-10-25'],
  )
  done(await accepted(clinic, clinic.callerOf('nurse'), visit))
})

const REFUSED: readonly (readonly [string, Fields, number, string])[] = [
  ['of today', { sampledOn: '2026-11-22' }, 422, 'dosable'],
  ['of a meter today', { method: 'own-meter', sampledOn: '2026-11-22' }, 422, 'dosable'],
  ['of a laboratory yesterday', { sampledOn: '2026-11-21' }, 422, 'dosable'],
  ['of tomorrow', { sampledOn: '2026-11-23' }, 422, 'in-future'],
  ['of before treatment', { sampledOn: '2025-01-22' }, 422, 'before-start'],
  ['typed differently the second time', { inrAgain: '2.3' }, 422, 'entries-differ'],
  ['without a method', { method: '' }, 422, 'required'],
  ['from nowhere', { fromNote: ' ' }, 422, 'required'],
  ['of somebody else', { identity: 'MH 1943' }, 422, 'identity-differs'],
  ['that is none', { inr: '22', inrAgain: '22' }, 422, 'above-range'],
]
for (const [name, fields, status, code] of REFUSED) {
  test(`H05: an earlier result ${name} is refused with ${code}`, async () => {
    const { patientId } = await dosablePatient(clinic)
    const [said, ...codes] = refusal(await add(patientId, fields))
    assert.deepEqual([said, codes], [status, [code]])
  })
}

test('H05: at the edge of its window a result is a visit, and a day or a minute later it is history', async () => {
  const edges: readonly Fields[] = [
    { sampledOn: '2026-11-20' },
    { method: 'own-meter', sampledOn: '2026-11-21' },
    { method: 'provider-meter', sampledOn: '2026-11-21', sampledTime: '08:59' },
    { sampledOn: '2026-11-20', sampledTime: '08:59' },
  ]
  for (const fields of edges) done(await add((await dosablePatient(clinic)).patientId, fields))
  const last = { method: 'provider-meter', sampledOn: '2026-11-21', sampledTime: '09:00' }
  const atIt = await add((await dosablePatient(clinic)).patientId, last)
  assert.deepEqual(refusal(atIt), [422, 'dosable'])
})

test('H05: a fresh result that a later one has overtaken is history, and the same one twice is refused', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  done(await accepted(clinic, clinic.callerOf('nurse'), { ...ROUTINE, patientId }))
  done(await add(patientId, { sampledOn: '2026-11-21' }))
  const episode = await clinic.inTx((tx) => findEpisode(tx, episodeId))
  assert.equal(episode?.lastTestedOn, '2026-11-22')
  assert.deepEqual(refusal(await add(patientId, { sampledOn: '2026-11-21' })), [
    422,
    'known-already',
  ])
  assert.equal((await points(episodeId)).length, 3)
})

test('H17, H05: an earlier INR above 5 is a task with its published action while it is the last one known, and no dose', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const { taskId } = done(await add(patientId, { inr: '6.1', inrAgain: '6.1' }))
  const [task] = await tasks(episodeId)
  assert.equal(task?.id, taskId)
  assert.deepEqual([task?.kind, task?.visitId], ['alarm', null])
  assert.match(task?.title ?? '', /^Earlier INR 6\.1 of 16-Nov-2026, none since: INR 5\.0 to 8\.0$/)
  const episode = await clinic.inTx((tx) => findEpisode(tx, episodeId))
  assert.deepEqual([episode?.nextTestOn, episode?.risk], [null, 2])
  const dose = {
    taskId: `${taskId}`,
    version: '1',
    decision: 'own',
    dailyDose: '4',
    reasonCode: 'trend',
    reasonText: 'High',
    slot: 'none',
  }
  const by = clinic.callerOf('prescriber')
  const decided = await authoriseDose.run(clinic.house, by, freshKey(clinic), dose)
  assert.equal(refusal(decided)[0], 404, 'there is no visit to decide a dose on')

  const overtaken = await dosablePatient(clinic)
  const older = { inr: '6.1', inrAgain: '6.1', sampledOn: '2026-10-01' }
  assert.equal(done(await add(overtaken.patientId, older)).taskId, null)
  assert.deepEqual(await tasks(overtaken.episodeId), [])
})

test('H05: an earlier result belongs to a course that is followed by INR, of a person who is here', async () => {
  assert.deepEqual(refusal(await add(await clinic.addPatient())), [409, 'no-inr-course'])
  const left = await dosablePatient(clinic, {}, { standing: 'left' })
  assert.deepEqual(refusal(await add(left.patientId)), [409, 'no-inr-course'])
  const { patientId } = await dosablePatient(clinic)
  assert.deepEqual(refusal(await add(patientId, {}, 'receptionist')), [403, 'not-permitted-role'])
})

test('H05: an earlier result counts in the time in range of the person as one measured on its day', async () => {
  const { patientId } = await dosablePatient(clinic)
  const asked = { patientId, asked: { from: '2026-10-25', until: '2026-11-22' } }
  const figures = async () => {
    const found = await patientControl(clinic.house, clinic.callerOf('nurse'), asked)
    assert.ok(found.kind === 'patient-control' && found.figures.kind === 'figures')
    return found.figures
  }
  const before = await figures()
  done(await add(patientId, { inr: '3.6', inrAgain: '3.6', sampledOn: day('2026-11-15') }))
  assert.notDeepEqual(await figures(), before)
})

const NEWER: readonly (readonly [string, Fields, boolean])[] = [
  ['sampled after it', { sampledOn: '2026-11-24' }, true],
  ['of its day, nobody knows of which hour', { sampledOn: '2026-11-22' }, true],
  ['sampled before it', { sampledOn: '2026-11-20' }, false],
]
for (const [name, sample, isOvertaken] of NEWER) {
  const what = isOvertaken ? 'neither printed, texted nor told' : 'still in force'
  test(`H05, H16: with an earlier result ${name}, entered later, a dose is ${what}`, async () => {
    const nurse = clinic.callerOf('nurse')
    const { patientId } = await dosablePatient(clinic)
    const { decisionId } = done(await accepted(clinic, nurse, { ...ROUTINE, patientId }))
    clinic.clock.set('2026-11-27T09:00:00Z')
    const high = { ...sample, inr: '6.1', inrAgain: '6.1' }
    const { taskId, subject } = done(await add(patientId, high))
    assert.equal(taskId !== null, isOvertaken)

    const telling = { decisionId, how: 'handed-over' }
    const answers = async () => {
      const saved = await savedDose(clinic.house, nurse, { decisionId })
      assert.ok(saved.kind === 'saved-dose')
      const wanted = { decisionId, copyOfSuperseded: false }
      const printed = await dosePage(clinic.house, nurse, wanted)
      const told = await recordTold.run(clinic.house, nurse, freshKey(clinic), telling)
      const codes = [printed, told].map((one) =>
        one.kind === 'refused' ? refusal(one).join(' ') : one.kind,
      )
      return [saved.isOvertaken, saved.text === null, ...codes]
    }
    const given = [false, false, 'printed', 'done']
    const held = [true, true, '409 later-result', '409 later-result']
    assert.deepEqual(await answers(), isOvertaken ? held : given)

    const gone = { resultId: `${subject}`, how: 'void', reasonText: 'Another hospital number' }
    done(await correctResult.run(clinic.house, nurse, freshKey(clinic), gone))
    assert.deepEqual(await answers(), given, 'a void result overtakes nothing')
    clinic.clock.set('2026-11-22T09:00:00Z')
  })
}

test('H05: an earlier result overtakes a dose though the clock of its machine is behind, or its act had begun before', async () => {
  const { patientId } = await dosablePatient(clinic)
  const taskId = await referOn(clinic, patientId, '2026-11-22', '2.5')
  clinic.clock.set('2026-11-27T09:00:00Z')
  const own = { decision: 'own', reasonCode: 'trend', reasonText: 'Has waited', dailyDose: '5' }
  const knowing = { ...own, 'because-old-sample': 'cannot-be-tested' }
  const { decisionId } = done(await authoriseTask(clinic, taskId, knowing))
  const isHeld = async () => {
    const saved = await savedDose(clinic.house, clinic.callerOf('nurse'), { decisionId })
    assert.ok(saved.kind === 'saved-dose')
    return saved.isOvertaken
  }
  assert.equal(await isHeld(), false)
  clinic.clock.advance(-2000)
  done(await add(patientId, { sampledOn: '2026-11-24' }))
  assert.equal(await isHeld(), true)
  clinic.clock.set('2026-11-22T09:00:00Z')
})
