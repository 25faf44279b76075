import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Role } from '#access/policy.ts'
import { ABSENCE_ROWS, COMMON_PARTS } from '#store/absence-sql.ts'
import { findEpisode } from '#store/episodes.ts'
import { readMigrations } from '#store/migrate.ts'
import { findSent, sentLately } from '#store/sent-results.ts'
import { openTasksOf } from '#store/tasks.ts'
import { coursePoints, waitingResult } from '#store/visits.ts'
import { nextNhsNumber, type TestClinic, testClinic } from '#test/clinic.ts'
import { bundleOf, sentObservation } from '#test/import/sent-bundle.ts'
import { acceptDose } from '#workflow/accept-dose.ts'
import { bringInResults, sentResults } from '#workflow/bring-in-results.ts'
import { closeTask } from '#workflow/close-task.ts'
import { raiseAlarm } from '#workflow/raise-alarm.ts'
import { settleSentResult } from '#workflow/settle-sent-result.ts'
import { suggestDose } from '#workflow/suggest-dose.ts'
import { takeTask } from '#workflow/take-task.ts'
import { worklist } from '#workflow/worklist.ts'
import { nhsNumberOf as nhsNumberAt, sendFile as sendFileAt, takeIn, valued } from './sent-desk.ts'
import {
  accepted,
  done,
  dosablePatient,
  type Fields,
  freshKey,
  ROUTINE,
  refusal,
} from './visit-desk.ts'

// Results that a laboratory sends as a file: they enter the record as a typed one does, or are held for a person (H03).

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

let reports = 0
type Changes = Readonly<Record<string, unknown>>

const named = (value: string) => ({
  identifier: [{ system: 'https://lab.example.nhs.uk/report', value }],
})
const nhsNumberOf = (patientId: string) => nhsNumberAt(clinic, patientId)

/** Brings in one result of a patient and takes it in; answers what became of it. */
async function send(
  nhsNumber: string,
  changes: Changes = {},
  person: Changes = {},
  by: Role = 'healthcare-assistant',
) {
  reports += 1
  const observation = sentObservation(nhsNumber, { ...named(`R-${reports}`), ...changes }, person)
  return sendFile(bundleOf(observation), by)
}

const sendFile = (text: string, by?: Role) => sendFileAt(clinic, text, by)

const tasks = (episodeId: string) => clinic.inTx((tx) => openTasksOf(tx, episodeId))
const waiting = (episodeId: string) => clinic.inTx((tx) => waitingResult(tx, episodeId))
const points = (episodeId: string) => clinic.inTx((tx) => coursePoints(tx, episodeId, '2025-01-01'))
const nurse = () => clinic.callerOf('nurse')
const visit = (patientId: string, fields: Fields = {}) => ({
  ...ROUTINE,
  patientId,
  method: 'laboratory',
  meter: '',
  stripLot: '',
  ...fields,
})
const suggest = (patientId: string, fields: Fields = {}) =>
  suggestDose.run(clinic.house, nurse(), freshKey(clinic), visit(patientId, fields))

test('H03: a result that is sent waits for a decision with its task, counts nowhere yet, and is dosed on by a visit that enters just it', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const { step, sentId } = await send(await nhsNumberOf(patientId))
  assert.equal(step, 'waits')
  const [task] = await tasks(episodeId)
  assert.match(task?.title ?? '', /^INR 2\.6 of 22-Nov-2026 has come from Northern Pathology/)
  assert.equal(task?.kind, 'result-to-enter')
  assert.equal((await points(episodeId)).length, 1)

  assert.deepEqual(refusal(await suggest(patientId, { inr: '2.5' })), [409, 'result-waiting'])
  const byMeter = { inr: '2.6', method: 'provider-meter', meter: 'M', stripLot: 'L' }
  assert.deepEqual(refusal(await suggest(patientId, byMeter)), [409, 'result-waiting'])
  const entered = await accepted(clinic, nurse(), visit(patientId, { inr: '2.6' }))
  done(entered)
  assert.deepEqual(await tasks(episodeId), [])
  assert.equal(await waiting(episodeId), undefined)
  assert.deepEqual(
    (await points(episodeId)).map(({ tenths, method }) => [tenths, method]),
    [
      [24, 'provider-meter'],
      [26, 'laboratory'],
    ],
  )
  const kept = await clinic.inTx((tx) => findSent(tx, sentId))
  assert.equal(kept?.patientId, patientId)
})

test('H03: the same file brought in again, and taken in again, records nothing a second time', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const text = bundleOf(sentObservation(await nhsNumberOf(patientId), named('again')))
  const first = await sendFile(text)
  const second = await sendFile(text, 'pharmacist')
  assert.deepEqual([second.sentId, second.known, second.step], [first.sentId, 1, 'waits'])
  assert.deepEqual([first.toTakeIn, second.toTakeIn], [[first.sentId], []])
  assert.equal((await tasks(episodeId)).length, 1)
})

test('H03, H17: an INR of 9.4 that is sent alarms as a typed one: its clock, its action, no test date, and nobody has it yet', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const nhs = await nhsNumberOf(patientId)
  assert.equal((await send(nhs, valued(9.4), {}, 'prescriber')).step, 'waits')
  const [task] = await tasks(episodeId)
  assert.ok(task)
  assert.deepEqual([task.kind, task.state, task.takenBy], ['alarm-to-enter', 'open', null])
  assert.ok(task.dueAt - task.openedAt <= 60 * 60_000)
  assert.match(task.title, /INR 9\.4 of 22-Nov-2026/)
  const episode = await clinic.inTx((tx) => findEpisode(tx, episodeId))
  assert.equal(episode?.nextTestOn, null)

  const high = visit(patientId, { inr: '9.4', inrAgain: '9.4' })
  done(await raiseAlarm.run(clinic.house, nurse(), freshKey(clinic), high))
  const open = await tasks(episodeId)
  assert.deepEqual(
    open.map(({ kind }) => kind),
    ['alarm'],
    'entered, it is the alarm of the visit',
  )
})

test('H17: a task that was opened before alarms that wait had a kind of their own becomes one by its action; a calm one does not', async () => {
  const { sql = '' } = readMigrations().find(({ name }) => name === 'alarms-to-enter') ?? {}
  const opened = async (value: number) => {
    const { patientId, episodeId } = await dosablePatient(clinic)
    await send(await nhsNumberOf(patientId), valued(value))
    return episodeId
  }
  const [alarming, calm] = [await opened(9.4), await opened(2.6)]
  const { migratorPool } = clinic.database
  await migratorPool.query(`alter table task no force row level security;
    update task set kind = 'result-to-enter' where kind = 'alarm-to-enter'`)
  await migratorPool.query(sql)
  const kinds = async (episodeId: string) => (await tasks(episodeId)).map(({ kind }) => kind)
  assert.deepEqual(await kinds(alarming), ['alarm-to-enter'])
  assert.deepEqual(await kinds(calm), ['result-to-enter'])
})

test('H03, H17: a later INR of 9.4 takes the place of the one that waits, which nobody doses on any more', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const nhs = await nhsNumberOf(patientId)
  const before = { effectiveDateTime: '2026-11-21' }
  assert.equal((await send(nhs, before)).step, 'waits')
  assert.equal((await send(nhs, valued(9.4))).step, 'waits')
  assert.equal((await waiting(episodeId))?.tenths, 94)
  assert.deepEqual(
    (await tasks(episodeId)).map(({ kind }) => kind),
    ['alarm-to-enter'],
  )
  assert.deepEqual(
    (await points(episodeId)).map(({ tenths }) => tenths),
    [24, 26],
  )
  const older = { inr: '2.6', sampledOn: '2026-11-21' }
  assert.deepEqual(refusal(await suggest(patientId, older)), [409, 'result-waiting'])
})

test('H03, H17: an INR of 9.4 of the same day as the one that waits is an alarm that stops its dose, and stays whose it is', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const nhs = await nhsNumberOf(patientId)
  await send(nhs)
  const { sentId, code } = await send(nhs, valued(9.4))
  assert.equal(code, 'another-waits')
  assert.equal((await takeIn(clinic, sentId)).code, 'another-waits')
  const alarms = async () =>
    (await tasks(episodeId)).filter(({ kind }) => kind !== 'result-to-enter')
  const [held, ...more] = await alarms()
  assert.ok(held && more.length === 0)
  assert.deepEqual([held.kind, held.takenBy], ['alarm-to-enter', null])
  assert.match(held.title, /INR 9\.4 of 22-Nov-2026 has come from .* and is held\./)
  assert.equal((await clinic.inTx((tx) => findEpisode(tx, episodeId)))?.nextTestOn, null)
  assert.deepEqual(refusal(await suggest(patientId, { inr: '2.6' })), [409, 'result-held'])

  const doctor = clinic.callerOf('prescriber')
  const taking = { taskId: held.id, version: String(held.version) }
  done(await takeTask.run(clinic.house, doctor, freshKey(clinic), taking))
  const calm = (await tasks(episodeId)).find(({ kind }) => kind === 'result-to-enter')
  const closing = { taskId: calm?.id ?? '', version: '1', code: 'entered-otherwise', note: 'Twice' }
  done(await closeTask.run(clinic.house, doctor, freshKey(clinic), closing))
  clinic.clock.advance(5 * 60_000)
  assert.equal((await takeIn(clinic, sentId)).step, 'waits')
  const [waits, ...others] = await alarms()
  assert.ok(waits && others.length === 0)
  assert.notEqual(waits.id, held.id)
  const { accountId } = doctor
  assert.deepEqual(
    [waits.kind, waits.takenBy, waits.openedAt, waits.dueAt],
    ['alarm-to-enter', accountId, held.openedAt, held.dueAt],
  )
})

test('H03, H17: what is held and differs from the record is a task of its patient, an alarm where its INR alarms', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const nhs = await nhsNumberOf(patientId)
  await send(nhs, named('H-1'))
  done(await accepted(clinic, nurse(), visit(patientId, { inr: '2.6' })))
  const kinds = async () => (await tasks(episodeId)).map(({ kind }) => kind).toSorted()
  const amended = { ...named('H-1'), status: 'amended' }
  assert.equal((await send(nhs, { ...amended, ...valued(9.4) })).code, 'needs-corrector')
  assert.deepEqual(await kinds(), ['alarm'])
  assert.equal((await send(nhs, { ...named('H-1'), ...valued(3.1) })).code, 'changed-unsaid')
  assert.deepEqual(await kinds(), ['alarm', 'result-corrected'])
  assert.equal((await send(nhs, valued(3.2))).code, 'differs-from-record')
  assert.deepEqual(await kinds(), ['alarm', 'result-corrected', 'result-corrected'])
})

test('H03, H17: a held result whose task is closed with what was done is on the chart, and held no longer', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const nhs = await nhsNumberOf(patientId)
  await send(nhs)
  const { sentId } = await send(nhs, valued(9.4))
  const held = (await tasks(episodeId)).find(({ kind }) => kind === 'alarm-to-enter')
  const closing = { taskId: held?.id ?? '', version: '1', code: 'sent-to-hospital', note: 'Rang' }
  done(await closeTask.run(clinic.house, clinic.callerOf('prescriber'), freshKey(clinic), closing))
  const kept = await clinic.inTx((tx) => findSent(tx, sentId))
  assert.deepEqual([kept?.step, kept?.code], ['earlier', 'sent-to-hospital'])
  assert.deepEqual(
    (await points(episodeId)).map(({ tenths }) => tenths),
    [24, 94],
  )
  const episode = await clinic.inTx((tx) => findEpisode(tx, episodeId))
  assert.equal(episode?.lastTestedOn, '2026-11-22')
})

test('H03: a correction of a result that is void here is a task of its record', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const nhs = await nhsNumberOf(patientId)
  await send(nhs, named('V-1'))
  const [task] = await tasks(episodeId)
  const closing = { taskId: task?.id ?? '', version: '1', code: 'entered-otherwise', note: 'Twice' }
  const next = { ...closing, nextTestOn: '2026-11-25', slot: 'none' }
  done(await closeTask.run(clinic.house, clinic.callerOf('prescriber'), freshKey(clinic), next))
  const corrected = { ...named('V-1'), ...valued(9.4), status: 'corrected' }
  assert.equal((await send(nhs, corrected)).code, 'void-here')
  assert.deepEqual(
    (await tasks(episodeId)).map(({ kind }) => kind),
    ['alarm'],
  )
})

test('H17: a held result whose task was closed and that is tried again is a task again', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const nhs = await nhsNumberOf(patientId)
  await send(nhs, named('L-1'))
  done(await accepted(clinic, nurse(), visit(patientId, { inr: '2.6' })))
  const { sentId } = await send(nhs, { ...named('L-1'), ...valued(3.1) })
  const [task] = await tasks(episodeId)
  const closing = {
    taskId: task?.id ?? '',
    version: '1',
    code: 'checked-no-harm',
    note: 'In error',
  }
  done(await closeTask.run(clinic.house, clinic.callerOf('prescriber'), freshKey(clinic), closing))
  assert.deepEqual(await tasks(episodeId), [])
  assert.equal((await takeIn(clinic, sentId)).code, 'changed-unsaid')
  assert.equal((await tasks(episodeId)).length, 1)
})

test('H03: what the laboratory corrected or took back is not taken in any more, and asked for no more, whatever had held it', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const nhs = await nhsNumberOf(patientId)
  const before = { effectiveDateTime: '2026-11-21' }
  await send(nhs)
  const first = await send(nhs, { ...named('F-1'), ...before, ...valued(2.5) })
  const gone = await send(nhs, { ...named('F-2'), ...before, ...valued(9.4) })
  clinic.clock.advance(1000)
  const corrected = { ...named('F-1'), ...before, ...valued(4.8), status: 'corrected' }
  const second = await send(nhs, corrected)
  assert.deepEqual([first.code, second.code], ['another-waits', 'another-waits'])
  const void2 = { ...named('F-2'), ...before, status: 'entered-in-error' }
  assert.equal((await send(nhs, void2)).code, 'nothing-to-void')
  for (const { sentId } of [first, gone]) {
    const kept = await clinic.inTx((tx) => findSent(tx, sentId))
    assert.deepEqual([kept?.step, kept?.code], ['settled', 'sent-again-since'])
  }
  const asked = (await tasks(episodeId)).map(({ title }) => /INR (\d\.\d)/.exec(title)?.[1])
  assert.deepEqual(asked.toSorted(), ['2.6', '4.8'])
  clinic.clock.advance(1000)
  const late = await send(nhs, { ...named('F-1'), ...before, ...valued(2.7) })
  done(await accepted(clinic, nurse(), visit(patientId, { inr: '2.6' })))

  assert.equal(
    (await takeIn(clinic, late.sentId)).code,
    'changed-unsaid',
    'an old one that comes late',
  )
  assert.equal(await waiting(episodeId), undefined)
  assert.equal((await takeIn(clinic, second.sentId)).step, 'earlier')
  assert((await points(episodeId)).some(({ tenths }) => tenths === 48))
})

test('H01: a held result that the laboratory sends again as of another patient is asked for in the record of the first no more', async () => {
  const [first, second] = [await dosablePatient(clinic), await dosablePatient(clinic)]
  const nhs = await nhsNumberOf(first.patientId)
  await send(nhs)
  assert.equal((await send(nhs, { ...named('P-1'), ...valued(9.4) })).code, 'another-waits')
  clinic.clock.advance(1000)
  const corrected = { ...named('P-1'), ...valued(9.4), status: 'corrected' }
  assert.equal((await send(await nhsNumberOf(second.patientId), corrected)).step, 'waits')
  const asked = (await tasks(first.episodeId)).map(({ kind, title }) => [kind, title.slice(0, 40)])
  assert.deepEqual(asked.toSorted(), [
    ['result-to-enter', 'INR 2.6 of 22-Nov-2026 has come from Nor'],
    ['test-failed', 'INR 9.4 of 22-Nov-2026 does not count, t'],
  ])
  assert.deepEqual(
    (await tasks(second.episodeId)).map(({ kind }) => kind),
    ['alarm-to-enter'],
  )
})

test('H03, H17: a held alarm stays one while it is sent again of nobody here', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const nhs = await nhsNumberOf(patientId)
  const kinds = async () => (await tasks(episodeId)).map(({ kind }) => kind).toSorted()
  await send(nhs)
  const first = await send(nhs, { ...named('A-1'), ...valued(9.4) })
  clinic.clock.advance(1000)
  const mistyped = { ...named('A-1'), ...valued(9.4), status: 'corrected' }
  assert.equal((await send(nextNhsNumber(), mistyped)).code, 'no-patient')
  assert.deepEqual(await kinds(), ['alarm-to-enter', 'result-to-enter'])
  assert.equal((await takeIn(clinic, first.sentId)).code, 'sent-again-unsure')
  assert.deepEqual(await kinds(), ['alarm-to-enter', 'result-to-enter'])
})

test('H03, H17: a held alarm stays one beside another INR of its name that is not said to correct it', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const nhs = await nhsNumberOf(patientId)
  await send(nhs)
  await send(nhs, { ...named('A-2'), ...valued(9.4) })
  clinic.clock.advance(1000)
  assert.equal((await send(nhs, { ...named('A-2'), ...valued(2.5) })).code, 'changed-unsaid')
  const kinds = (await tasks(episodeId)).map(({ kind }) => kind).toSorted()
  assert.deepEqual(kinds, ['alarm-to-enter', 'result-corrected', 'result-to-enter'])
})

for (const whose of ['another patient', 'nobody here'] as const) {
  test(`H01: a waiting result that is corrected as of ${whose} is a task of its record, and is not dosed on until then`, async () => {
    const { patientId, episodeId } = await dosablePatient(clinic)
    const name = named(`Q-${whose}`)
    await send(await nhsNumberOf(patientId), name)
    clinic.clock.advance(1000)
    const isHere = whose === 'another patient'
    const other = isHere
      ? await nhsNumberOf((await dosablePatient(clinic)).patientId)
      : nextNhsNumber()
    const { code, sentId } = await send(other, { ...name, ...valued(9.4), status: 'corrected' })
    assert.equal(code, isHere ? 'another-patient' : 'no-patient')
    const task = (await tasks(episodeId)).find(({ kind }) => kind === 'result-corrected')
    assert.match(task?.title ?? '', /^INR of 22-Nov-2026 .* find out whose it is$/)
    assert.deepEqual(refusal(await suggest(patientId, { inr: '2.6' })), [409, 'result-held'])
    const settling = { sentId, how: 'not-needed', reasonText: 'Asked' }
    const settled = await settleSentResult.run(clinic.house, nurse(), freshKey(clinic), settling)
    assert.deepEqual(refusal(settled), [409, 'task-open'])
  })
}

test('H03, H17: a file sent again asks nobody where nothing differs, and of an old result that does it is no alarm', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const nhs = await nhsNumberOf(patientId)
  const old = { ...named('K-2'), effectiveDateTime: '2026-11-10' }
  await send(nhs, named('K-1'))
  done(await accepted(clinic, nurse(), visit(patientId, { inr: '2.6' })))
  assert.equal((await send(nhs, old)).step, 'earlier')
  const again = { birthDate: undefined }
  assert.equal((await send(nhs, named('K-1'), again)).step, 'on-record')
  assert.equal((await send(nhs, old, again)).step, 'on-record')
  assert.deepEqual(await tasks(episodeId), [])
  assert.equal((await send(nhs, { ...old, ...valued(9.4) })).code, 'changed-unsaid')
  assert.deepEqual(
    (await tasks(episodeId)).map(({ kind }) => kind),
    ['result-corrected'],
  )
  assert.notEqual((await clinic.inTx((tx) => findEpisode(tx, episodeId)))?.nextTestOn, null)
})

test('H03: one that was held and is sent again is taken in where it says the same, and held where its INR is another', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const nhs = await nhsNumberOf(patientId)
  const elsewhere = { birthDate: '1950-01-01' }
  for (const [name, value, becomes] of [
    ['G-1', 2.9, 'changed-unsaid'],
    ['G-2', 2.5, 'waits'],
  ] as const) {
    const held = await send(nhs, { ...named(name), ...valued(2.5) }, elsewhere)
    assert.equal(held.code, 'date-of-birth-differs')
    clinic.clock.advance(1000)
    assert.equal((await send(nhs, { ...named(name), ...valued(value) })).code, becomes)
    const before = await clinic.inTx((tx) => findSent(tx, held.sentId))
    assert.equal(before?.code, 'sent-again-since')
  }
  assert.equal((await waiting(episodeId))?.tenths, 25)
})

test('H03: of two that nobody has looked at, that of before is settled and the correction waits', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const nhs = await nhsNumberOf(patientId)
  const bringIn = async (changes: Changes) => {
    clinic.clock.advance(1000)
    const text = bundleOf(sentObservation(nhs, { ...named('F-3'), ...changes }))
    const file = { file: { base64: Buffer.from(text).toString('base64') } }
    const { sentIds } = done(
      await bringInResults.run(clinic.house, nurse(), freshKey(clinic), file),
    )
    return sentIds[0] ?? ''
  }
  const before = await bringIn(valued(2.5))
  const corrected = await bringIn({ ...valued(4.8), status: 'corrected' })
  assert.equal((await takeIn(clinic, before)).code, 'sent-again-since')
  assert.equal((await takeIn(clinic, corrected)).step, 'waits')
  assert.equal((await waiting(episodeId))?.tenths, 48)
})

test('H03: what the laboratory says beside a correction is in the task and in the reason on record', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const nhs = await nhsNumberOf(patientId)
  const note = [{ text: 'Clotted' }]
  await send(nhs, named('N-1'))
  await send(nhs, { ...named('N-1'), ...valued(3.2), status: 'amended', note })
  const [task] = await tasks(episodeId)
  const title =
    'INR 3.2 of 22-Nov-2026 has come corrected from Northern Pathology, sent as a file. The laboratory says: Clotted: enter it as a visit'
  assert.equal(task?.title, title)
  const kept = await clinic.inTx((tx) =>
    tx.query<{ reason: string }>(
      `select reason from inr_result where provider_id = $1 and episode_id = $2 and replaces is not null`,
      [tx.providerId, episodeId],
    ),
  )
  assert.match(
    kept[0]?.reason ?? '',
    /^Corrected by the laboratory: Northern Pathology\. .*Clotted$/,
  )
})

const uncertain = [
  { says: 'nobody has', nhs: () => nextNhsNumber(), code: 'no-patient' },
  {
    says: 'another date of birth',
    person: { birthDate: '1942-09-05' },
    code: 'date-of-birth-differs',
  },
  {
    says: 'another family name',
    person: { name: [{ family: 'Hargraves' }] },
    code: 'family-name-differs',
  },
  { says: 'a sample of tomorrow', changes: { effectiveDateTime: '2026-11-23' }, code: 'in-future' },
  { says: 'a status of its own', changes: { status: 'preliminary' }, code: 'not-final' },
  {
    says: 'a result taken back that never came',
    changes: { status: 'cancelled' },
    code: 'nothing-to-void',
  },
] as const

for (const one of uncertain) {
  test(`H01, H03: a result with ${one.says} is held with its reason and is on no record`, async () => {
    const { patientId, episodeId } = await dosablePatient(clinic)
    const changes = 'changes' in one ? one.changes : {}
    const person = 'person' in one ? one.person : {}
    const nhs = 'nhs' in one ? one.nhs() : await nhsNumberOf(patientId)
    const { step, code, sentId } = await send(nhs, changes, person)
    assert.deepEqual([step, code], ['held', one.code])
    assert.equal(await waiting(episodeId), undefined)
    assert.deepEqual(await tasks(episodeId), [])
    const shown = await sentResults(clinic.house, nurse(), {})
    assert(shown.kind === 'sent-results')
    assert(shown.inHand.some(({ id }) => id === sentId))
  })
}

test('H03: accents, hyphens and capitals of a family name make no difference', async () => {
  const { patientId } = await dosablePatient(clinic)
  const person = { name: [{ family: 'HARGREAVES' }], birthDate: undefined }
  assert.equal((await send(await nhsNumberOf(patientId), {}, person)).step, 'waits')
})

test('H03: a laboratory result that differs from the one of the same day on record is held; the same one is on record', async () => {
  const { patientId } = await dosablePatient(clinic)
  const nhs = await nhsNumberOf(patientId)
  done(await accepted(clinic, nurse(), visit(patientId, { inr: '2.5' })))
  assert.equal((await send(nhs, valued(2.5))).step, 'on-record')
  assert.equal((await send(nhs, valued(5.2))).code, 'differs-from-record')
})

test('H05: a result that is too old to dose on is kept as an earlier one, without a visit', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const old = { effectiveDateTime: '2026-11-10' }
  assert.equal((await send(await nhsNumberOf(patientId), old)).step, 'earlier')
  assert.equal(await waiting(episodeId), undefined)
  assert.deepEqual(
    (await points(episodeId)).map(({ sampledOn }) => sampledOn),
    ['2026-10-25', '2026-11-10'],
  )
})

test('H03: a correction of a result that waits takes its place, and its task with it; a result taken back leaves a sample to take', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const nhs = await nhsNumberOf(patientId)
  await send(nhs, { ...named('C-1'), ...valued(2.6) })
  const corrected = { ...named('C-1'), ...valued(6.2), status: 'corrected' }
  assert.equal((await send(nhs, corrected)).step, 'waits')
  assert.equal((await waiting(episodeId))?.tenths, 62)
  const open = await tasks(episodeId)
  assert.deepEqual(
    open.map(({ kind, title }) => [kind, /INR 6\.2/.test(title)]),
    [['alarm-to-enter', true]],
  )
  assert.equal((await send(nhs, { ...named('C-1'), status: 'entered-in-error' })).step, 'voided')
  assert.equal(await waiting(episodeId), undefined)
  assert.deepEqual(
    (await tasks(episodeId)).map(({ kind }) => kind),
    ['test-failed'],
  )
})

test('H03: a correction of a result that was dosed on goes the way of every correction, by who may correct', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const nhs = await nhsNumberOf(patientId)
  await send(nhs, named('D-1'))
  done(await accepted(clinic, nurse(), visit(patientId, { inr: '2.6' })))
  const corrected = { ...named('D-1'), ...valued(6.2), status: 'amended' }
  assert.equal((await send(nhs, corrected)).code, 'needs-corrector')
  assert.equal((await send(nhs, corrected, {}, 'pharmacist')).step, 'corrected')
  assert.equal((await points(episodeId)).at(-1)?.tenths, 62)
  const kinds = (await tasks(episodeId)).map(({ kind }) => kind)
  assert(kinds.includes('result-corrected'), kinds.join())
})

test('H03: the same name with another content, without saying that it is a correction, is held', async () => {
  const { patientId } = await dosablePatient(clinic)
  const nhs = await nhsNumberOf(patientId)
  await send(nhs, named('E-1'))
  assert.equal((await send(nhs, { ...named('E-1'), ...valued(3.6) })).code, 'changed-unsaid')
  const moved = { ...named('E-1'), effectiveDateTime: '2026-11-21', status: 'corrected' }
  assert.equal((await send(nhs, moved)).code, 'sample-day-differs')
  const other = await nhsNumberOf((await dosablePatient(clinic)).patientId)
  assert.equal(
    (await send(other, { ...named('E-1'), status: 'corrected' })).code,
    'another-patient',
  )
})

const closings = [
  { code: 'not-this-patient', counted: 1, heldAgain: true, tested: '2026-10-25' },
  { code: 'contacted-and-advised', counted: 2, heldAgain: false, tested: '2026-11-22' },
] as const

for (const { code, counted, heldAgain, tested } of closings) {
  test(`H03: a waiting result whose task is closed as ${code} waits no longer and is not lost`, async () => {
    const { patientId, episodeId } = await dosablePatient(clinic)
    const { sentId } = await send(await nhsNumberOf(patientId))
    const [task] = await tasks(episodeId)
    assert.ok(task)
    const closing = {
      taskId: task.id,
      version: String(task.version),
      code,
      note: 'Rang the ward',
    }
    const by = clinic.callerOf('prescriber')
    const first = await closeTask.run(clinic.house, by, freshKey(clinic), closing)
    if (first.kind === 'refused') {
      const nextTest = { ...closing, nextTestOn: '2026-11-25', slot: 'none' }
      done(await closeTask.run(clinic.house, by, freshKey(clinic), nextTest))
    }
    assert.equal(await waiting(episodeId), undefined)
    assert.equal((await points(episodeId)).length, counted)
    const kept = await clinic.inTx((tx) => findSent(tx, sentId))
    assert.equal(kept?.step === 'held', heldAgain)
    const episode = await clinic.inTx((tx) => findEpisode(tx, episodeId))
    assert.equal(episode?.lastTestedOn, tested)
  })
}

test('H01: a result that is said not to be of a patient never goes back to that patient', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const text = bundleOf(sentObservation(await nhsNumberOf(patientId), named('not-hers')))
  await sendFile(text)
  const [task] = await tasks(episodeId)
  const closing = { taskId: task?.id ?? '', version: '1', code: 'not-this-patient', note: 'Rang' }
  const nextTest = { ...closing, nextTestOn: '2026-11-25', slot: 'none' }
  const by = clinic.callerOf('prescriber')
  done(await closeTask.run(clinic.house, by, freshKey(clinic), nextTest))
  const again = await sendFile(text)
  assert.deepEqual([again.toTakeIn, again.code], [[], 'not-this-patient'])
  assert.deepEqual([await waiting(episodeId), await tasks(episodeId)], [undefined, []])

  clinic.clock.advance(1000)
  const right = await dosablePatient(clinic)
  const corrected = { ...named('not-hers'), ...valued(9.4), status: 'corrected' }
  assert.equal((await send(await nhsNumberOf(right.patientId), corrected)).step, 'waits')
  assert.deepEqual(
    (await tasks(right.episodeId)).map(({ kind }) => kind),
    ['alarm-to-enter'],
  )
})

test('H03: a held result is on the front page until it is taken in or settled with a reason', async () => {
  const { sentId } = await send(nextNhsNumber())
  const question = { kind: 'sent-result-held', risk: null, owner: null, page: null }
  const keys = async () => {
    const list = await worklist(clinic.house, nurse(), question)
    assert(list.kind !== 'refused', JSON.stringify(list))
    return list.lines.map(({ key }) => key)
  }
  assert((await keys()).includes(sentId))
  const settle = (fields: Fields) =>
    settleSentResult.run(clinic.house, nurse(), freshKey(clinic), { sentId, ...fields })
  assert.deepEqual(refusal(await settle({ how: '', reasonText: 'Asked' })), [422, 'required'])
  assert.deepEqual(refusal(await settle({ how: 'not-needed', reasonText: ' ' })), [422, 'required'])
  done(await settle({ how: 'another-service', reasonText: 'Told the hospital' }))
  assert(!(await keys()).includes(sentId))
  assert.deepEqual(refusal(await settle({ how: 'not-needed', reasonText: 'x' })), [409, 'not-held'])
})

test('H03: the front page asks no result that was ever sent for its steps but those in hand', async () => {
  const asked = `with ${COMMON_PARTS} select count(*) from (${ABSENCE_ROWS['sent-result-held']}) r`
  const plan = await clinic.inTx((tx) =>
    tx.queryPlanned<Record<string, string>>(`explain ${asked}`, [tx.providerId, '2026-11-22', []]),
  )
  const lines = plan.flatMap((line) => Object.values(line))
  const scan = lines.findIndex((line) => line.includes('on sent_result s'))
  const steps = lines.findIndex((line) => line.includes('on sent_result_step x'))
  assert.ok(scan >= 0 && scan < steps, lines.join('\n'))
  assert.match(lines.slice(scan, steps).join(), /in_hand/)
})

test('H03: what was taken in lately is shown newest first, each once, and no more than is asked for', async () => {
  const [first, second] = [await dosablePatient(clinic), await dosablePatient(clinic)]
  clinic.clock.advance(1000)
  const one = await send(await nhsNumberOf(first.patientId))
  clinic.clock.advance(1000)
  const two = await send(await nhsNumberOf(second.patientId))
  const lately = (limit: number) => clinic.inTx((tx) => sentLately(tx, limit))
  assert.deepEqual(
    (await lately(2)).map(({ id }) => id),
    [two.sentId, one.sentId],
  )
  const ids = (await lately(1000)).map(({ id }) => id)
  assert.equal(new Set(ids).size, ids.length)
  assert.deepEqual((await lately(1)).length, 1)
})

test('H03: nobody doses on what was on the record while a newer result waits, whatever is typed', async () => {
  const { patientId } = await dosablePatient(clinic)
  const token = await suggest(patientId, { inr: '2.4' })
  assert(token.kind === 'done')
  await send(await nhsNumberOf(patientId))
  const fields = { ...visit(patientId, { inr: '2.4' }), token: token.token, slot: 'none' }
  const saved = await acceptDose.run(clinic.house, nurse(), freshKey(clinic), fields)
  assert.deepEqual(refusal(saved), [409, 'result-waiting'])
})

test('H34: a file is brought in by whoever may enter a result, and by nobody else', async () => {
  const file = { file: { base64: Buffer.from(bundleOf()).toString('base64') } }
  const by = clinic.callerOf('receptionist')
  const asked = await bringInResults.run(clinic.house, by, freshKey(clinic), file)
  assert.deepEqual(refusal(asked), [403, 'not-permitted-role'])
  const empty = await bringInResults.run(clinic.house, nurse(), freshKey(clinic), file)
  assert.deepEqual(refusal(empty), [422, 'no-results'])
})
