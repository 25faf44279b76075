import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { countAbsences } from '#store/absences.ts'
import { findPatient } from '#store/patients.ts'
import { openTasksOf } from '#store/tasks.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { recordsOf } from '#test/every-absence.ts'
import { agreeContract } from '#workflow/agree-contract.ts'
import { newId } from '#workflow/new-id.ts'
import {
  accept,
  answering,
  codeOf,
  done,
  nextPerson,
  numberOf,
  secondClinic,
  seenBy,
  sent,
  step,
} from './transfer-desk.ts'
import { addPastResult, dosablePatient, TODAY } from './visit-desk.ts'

// A patient who is handed over from one provider to another (S4, S21-S23): at each moment exactly one of them answers.

let here: TestClinic
let there: TestClinic
before(async () => {
  here = await testClinic()
  there = await secondClinic(here)
})
after(() => here.drop())

const somebody = async (clinic = here) => {
  const made = await dosablePatient(clinic, { nextTestOn: '2026-12-06' }, nextPerson())
  return { ...made, nhs: await numberOf(here, made.patientId) }
}

const courseOf = async (clinic: TestClinic, patientId: string) => {
  const { rows } = await here.database.migratorPool.query<{
    id: string
    phase: string
    standing: string
    next: string | null
    ended: string | null
    reason: string | null
    how: string
  }>(
    `select id, phase, standing, next_test_on as next, ended_on as ended, ended_reason as reason, plan ->> 'howStarted' as how
       from episode where provider_id = $1 and patient_id = $2`,
    [clinic.providerId, patientId],
  )
  return rows
}

test('S4: while nobody has accepted the sender answers alone; with the acceptance the receiver does, due on the day that was set', async () => {
  const { patientId, episodeId, nhs } = await somebody()
  const transferId = await sent(here, there, episodeId)
  assert.deepEqual(await answering(here, nhs), [here.providerId])
  const [before] = await courseOf(here, patientId)
  assert.deepEqual([before?.phase, before?.next], ['maintaining', '2026-12-06'])

  const accepted = done(await accept(there, transferId))
  assert.deepEqual(await answering(here, nhs), [there.providerId])
  const [ended] = await courseOf(here, patientId)
  assert.deepEqual(
    [ended?.phase, ended?.ended, ended?.reason, ended?.next],
    ['ended', '2026-11-21', 'transferred-out', null],
  )
  const [taken] = await courseOf(there, accepted.patientId ?? '')
  assert.deepEqual(
    [taken?.phase, taken?.standing, taken?.next, taken?.how],
    ['maintaining', 'unverified', '2026-12-06', 'transferred-in'],
  )
  const { rows } = await here.database.migratorPool.query(
    'select tenths, sampled_on::text as on, dose_before_ug as dose, comment from inr_result where provider_id = $1 and patient_id = $2',
    [there.providerId, accepted.patientId],
  )
  assert.deepEqual(rows, [
    { tenths: 24, on: '2026-10-25', dose: 5000, comment: 'Handed over by Hallam Surgery' },
  ])
})

test('S4: what changed at the sender since is seen before it is accepted', async () => {
  const { patientId, episodeId, nhs } = await somebody()
  const transferId = await sent(here, there, episodeId)
  await addPastResult(here, { patientId, episodeId }, 31, 1)
  assert.equal(codeOf(await accept(there, transferId)), 'package-changed')
  assert.deepEqual(await answering(here, nhs), [here.providerId])
  const seen = await seenBy(there, transferId)
  done(await step(there, 'renew-transfer', { transferId }))
  const stale = await step(there, 'accept-transfer', { transferId, seen })
  assert.equal(codeOf(stale), 'package-changed', 'the page from before the renewal')
  done(await accept(there, transferId))
  assert.deepEqual(await answering(here, nhs), [there.providerId])
})

test('S4: nobody is taken on while the sender has work open for them; the sender sees which', async () => {
  const { patientId, episodeId, nhs } = await somebody()
  const transferId = await sent(here, there, episodeId)
  await recordsOf(here).task({ patientId, episodeId }, 'alarm')
  assert.equal(codeOf(await accept(there, transferId)), 'open-there')
  assert.deepEqual(await answering(here, nhs), [here.providerId])
  const open = await here.inTx((tx) => openTasksOf(tx, episodeId))
  assert.equal(open.length, 1, 'the alarm stays with the sender')
})

test('S4: a question waits for the sender, its answer for the receiver, and both see the same steps', async () => {
  const { episodeId } = await somebody()
  const transferId = await sent(here, there, episodeId)
  assert.equal(
    codeOf(await step(here, 'answer-transfer', { transferId, words: 'x' })),
    'transfer-state',
  )
  done(await step(there, 'ask-about-transfer', { transferId, words: 'Who visits at home?' }))
  assert.equal(
    codeOf(await step(here, 'ask-about-transfer', { transferId, words: 'x' })),
    'transfer-state',
  )
  done(await step(here, 'answer-transfer', { transferId, words: 'The daughter.' }))
  const stepsOf = async (clinic: TestClinic) =>
    (
      await here.database.migratorPool.query(
        `select number, what, words, by_name, by_provider from transfer_step where provider_id = $1 and transfer_id = $2 order by number`,
        [clinic.providerId, transferId],
      )
    ).rows
  const steps = await stepsOf(here)
  assert.deepEqual(
    steps.map(({ what }) => what),
    ['sent', 'asked', 'answered'],
  )
  assert.deepEqual(steps, await stepsOf(there))
})

test('S4, S21: who is declined stays with the sender, who is told why and where they were signposted to', async () => {
  const { episodeId, nhs } = await somebody()
  const transferId = await sent(here, there, episodeId)
  assert.equal(codeOf(await step(there, 'decline-transfer', { transferId })), 'required')
  const why = { because: 'no-capacity', signposted: 'Fox Pharmacy' }
  done(await step(there, 'decline-transfer', { transferId, ...why }))
  assert.deepEqual(await answering(here, nhs), [here.providerId])
  assert.equal(codeOf(await accept(there, transferId)), 'transfer-state')
  done(await step(here, 'send-transfer', { episodeId, to: there.providerId, note: 'Again' }))
})

test('S4: one transfer at a time, never to oneself, and nothing that is missing is sent', async () => {
  const { episodeId } = await somebody()
  await sent(here, there, episodeId)
  const again = { episodeId, to: there.providerId, note: 'x' }
  assert.equal(codeOf(await step(here, 'send-transfer', again)), 'transfer-open')
  const other = await somebody()
  const own = { episodeId: other.episodeId, to: here.providerId, note: 'x' }
  assert.equal(codeOf(await step(here, 'send-transfer', own)), 'required')
  const bare = await dosablePatient(here, { nextTestOn: null, duration: null }, nextPerson())
  const asked = { episodeId: bare.episodeId, to: there.providerId, note: 'x' }
  const outcome = await step(here, 'send-transfer', asked)
  assert.deepEqual(outcome.kind === 'refused' && outcome.findings.map(({ message }) => message), [
    'Choose how long treatment lasts, with its stop or review date.',
    'Enter the day on which the next INR is due.',
  ])
})

test('S4: two who accept at once, and one who withdraws meanwhile: exactly one of them is done, and exactly one provider answers', async () => {
  for (const rival of ['accept', 'withdraw'] as const) {
    const { episodeId, nhs } = await somebody()
    const transferId = await sent(here, there, episodeId)
    const seen = await seenBy(there, transferId)
    const accepting = () => step(there, 'accept-transfer', { transferId, seen })
    const withdrawing = () => step(here, 'withdraw-transfer', { transferId, words: 'Stays' })
    const outcomes = await Promise.all([
      accepting(),
      rival === 'accept' ? accepting() : withdrawing(),
    ])
    assert.equal(outcomes.filter(({ kind }) => kind === 'done').length, 1, JSON.stringify(outcomes))
    assert.equal((await answering(here, nhs)).length, 1)
  }
})

test('S4: two providers who hand patients over to one another at once do not wait for one another', async () => {
  const pairs = await Promise.all(
    [0, 1, 2].map(async () => {
      const out = await somebody()
      const back = await somebody(there)
      return [
        { to: there, id: await sent(here, there, out.episodeId) },
        { to: here, id: await sent(there, here, back.episodeId) },
      ]
    }),
  )
  const outcomes = await Promise.all(pairs.flat().map(({ to, id }) => accept(to, id)))
  assert.deepEqual(outcomes.map(codeOf), Array(6).fill('done'))
})

test('S4: whoever is in the register already, or is treated there already, is not taken on a second time', async () => {
  const { patientId, episodeId, nhs } = await somebody()
  const { details } = (await here.inTx((tx) => findPatient(tx, patientId))) ?? assert.fail()
  const known = await there.addPatient(details)
  const running = await there.addEpisode(known)
  const transferId = await sent(here, there, episodeId)
  assert.equal(codeOf(await accept(there, transferId)), 'has-plan')
  assert.equal((await answering(here, nhs)).length, 2, 'as before: nothing was written')
  await here.database.migratorPool.query(
    `update episode set phase = 'ended', ended_on = '2026-11-01', ended_reason = 'course-complete' where id = $1`,
    [running],
  )
  assert.equal(done(await accept(there, transferId)).patientId, known)

  const other = await somebody()
  const their = (await here.inTx((tx) => findPatient(tx, other.patientId))) ?? assert.fail()
  await there.addPatient({ ...nextPerson(), nhs: their.details.nhs })
  const wrong = await sent(here, there, other.episodeId)
  assert.equal(codeOf(await accept(there, wrong)), 'other-person')
})

test('S4: a provider outside is recorded by name; treatment ends here with its acceptance and not before', async () => {
  const { patientId, episodeId, nhs } = await somebody()
  const fields = { episodeId, to: 'outside', note: 'Moves to Wales' }
  assert.equal(codeOf(await step(here, 'send-transfer', fields)), 'required')
  const named = { ...fields, otherName: 'Cardiff clinic', otherContact: '02920 180 000' }
  const transferId = done(await step(here, 'send-transfer', named)).subject ?? ''
  assert.deepEqual(await answering(here, nhs), [here.providerId])
  const said = { transferId, acceptedBy: 'Dr Rees, clinical lead' }
  const future = { ...said, acceptedOn: '2026-11-23' }
  assert.equal(codeOf(await step(here, 'record-transfer-accepted', future)), 'range')
  done(await step(here, 'record-transfer-accepted', { ...said, acceptedOn: TODAY }))
  assert.deepEqual(await answering(here, nhs), [])
  const [ended] = await courseOf(here, patientId)
  assert.deepEqual([ended?.phase, ended?.ended], ['ended', '2026-11-21'])
})

test('S23: a criterion of the contract that is not met needs a reason, which is kept', async () => {
  const key = newId(there.clock.now())
  const agreed = {
    specification: 'sheffield-2020-21 1',
    reference: 'LCS-02/9',
    from: '2026-04-01',
    to: '2027-03-31',
    'level-3': 'yes',
    agreedWith: 'A. Winter',
    agreedOn: '2026-03-20',
  }
  done(await agreeContract.run(there.house, there.callerOf('practice-manager'), key, agreed))
  const { episodeId } = await somebody()
  const transferId = await sent(here, there, episodeId)
  assert.equal(codeOf(await accept(there, transferId)), 'required')
  const seen = await seenBy(there, transferId)
  const reason = { transferId, seen, criteriaReason: 'Will be measured by the laboratory' }
  done(await step(there, 'accept-transfer', reason))
  const { rows } = await here.database.migratorPool.query<{ words: string }>(
    `select words from transfer_step where transfer_id = $1 and what = 'accepted'`,
    [transferId],
  )
  assert.equal(rows.length, 2)
  for (const { words } of rows) {
    assert.match(words, /Not met: Level 4 .*Will be measured by the laboratory/)
  }
})

test('S4: what waits for an answer is on the front page of the one whose turn it is, and after two working days of the other', async () => {
  const { episodeId } = await somebody()
  const counts = async (clinic: TestClinic, today: string) => {
    const day = { today, bankHolidays: ['2026-11-24'] }
    const all = await clinic.inTx((tx) => countAbsences(tx, day))
    return (['transfer-to-answer', 'transfer-not-answered'] as const).map(
      (kind) => all.find((one) => one.kind === kind)?.count ?? 0,
    )
  }
  const both = async (today: string) =>
    [await counts(there, today), await counts(here, today)].flat()
  const days = ['2026-11-25', '2026-11-26'] as const
  const before = [await both(days[0]), await both(days[1])]
  const transferId = await sent(here, there, episodeId)
  const more = async () => [
    (await both(days[0])).map((count, nth) => count - (before[0]?.[nth] ?? 0)),
    (await both(days[1])).map((count, nth) => count - (before[1]?.[nth] ?? 0)),
  ]
  assert.deepEqual(await more(), [
    [1, 0, 0, 0],
    [1, 0, 0, 1],
  ])
  done(await step(there, 'ask-about-transfer', { transferId, words: 'Which tablets?' }))
  assert.deepEqual(await more(), [
    [0, 0, 1, 0],
    [0, 1, 1, 0],
  ])
})

test('SR-70: each step has its line in the audits of both', async () => {
  const { patientId, episodeId } = await somebody()
  const transferId = await sent(here, there, episodeId)
  const seen = await seenBy(there, transferId)
  done(await step(there, 'accept-transfer', { transferId, seen, criteriaReason: 'As agreed' }))
  const linesOf = async (clinic: TestClinic) =>
    (
      await here.database.migratorPool.query<{ line: string }>(
        `select line from audit_line where provider_id = $1 and line like $2 order by seq`,
        [clinic.providerId, `%${transferId}%`],
      )
    ).rows.map(({ line }) => JSON.parse(line))
  const ours = await linesOf(here)
  assert.deepEqual(
    ours.map(({ act, patient }) => [act, patient]),
    [
      ['send-transfer', patientId],
      ['step-transfer', patientId],
    ],
  )
  assert.match(ours[1]?.who, /^Test prescriber, /)
  assert.equal(ours[1]?.from, there.providerId)
  const theirs = (await linesOf(there)).filter(({ looked }) => looked === undefined)
  assert.deepEqual(
    theirs.map(({ act }) => act),
    ['step-transfer', 'accept-transfer'],
  )
})
