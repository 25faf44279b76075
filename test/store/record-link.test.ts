import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { day } from '#base/day.ts'
import { typedPlan } from '#register/plan-typed.ts'
import { episodesOf, findEpisode } from '#store/episodes.ts'
import { registeredUnder } from '#store/import-people.ts'
import { findPatient } from '#store/patients.ts'
import { openTargetCheck } from '#store/target-checks.ts'
import { openTasksOf } from '#store/tasks.ts'
import type { Tx } from '#store/tx.ts'
import { nextNhsNumber, type TestClinic, testClinic } from '#test/clinic.ts'
import { acceptDose } from '#workflow/accept-dose.ts'
import { ACTS } from '#workflow/acts.ts'
import { closeTask } from '#workflow/close-task.ts'
import type { Caller } from '#workflow/desk.ts'
import { dosePage } from '#workflow/dose-page.ts'
import { editEpisode } from '#workflow/edit-episode.ts'
import { endEpisode } from '#workflow/end-episode.ts'
import { findPatients } from '#workflow/find-patients.ts'
import { linkRefusal } from '#workflow/linked-records.ts'
import { proposeLink } from '#workflow/propose-link.ts'
import { raiseAlarm } from '#workflow/raise-alarm.ts'
import { recordStanding } from '#workflow/record-standing.ts'
import { recordTold } from '#workflow/record-told.ts'
import { referVisit } from '#workflow/refer-visit.ts'
import { registerPatient } from '#workflow/register-patient.ts'
import { reviewLink } from '#workflow/review-link.ts'
import { settleLink } from '#workflow/settle-link.ts'
import { settleTarget } from '#workflow/settle-target.ts'
import { undoLink } from '#workflow/undo-link.ts'
import { verify } from '#workflow/verify.ts'
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

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const nurse = () => clinic.callerOf('nurse')
const pharmacist = () => clinic.callerOf('pharmacist')
const prescriber = () => clinic.callerOf('prescriber')
const lead = () => clinic.callerOf('clinical-lead')

const NO_NUMBER = { nhs: { kind: 'none', reason: 'not-traced' } } as const

/** One person twice: with a number and treated, and without one. */
async function twice(isTreated = false) {
  const keeps = await dosablePatient(clinic)
  const closes = isTreated
    ? await dosablePatient(clinic, {}, NO_NUMBER)
    : { patientId: await clinic.addPatient(NO_NUMBER), episodeId: '' }
  return { keeps, closes }
}

type Two = Awaited<ReturnType<typeof twice>>

const propose = (two: Two, fields: Fields = {}, by: Caller = nurse(), key = freshKey(clinic)) =>
  proposeLink.run(clinic.house, by, key, {
    patientId: two.keeps.patientId,
    other: two.closes.patientId,
    keeps: 'this',
    reason: 'registered-twice',
    note: 'Same address, says she was here in the spring',
    ...fields,
  })

const step = (linkId: string, version: string, note = 'Compared with her passport') => ({
  linkId,
  version,
  note,
})
const settle = (linkId: string, decision: string, by: Caller = pharmacist(), version = '1') =>
  settleLink.run(clinic.house, by, freshKey(clinic), { ...step(linkId, version), decision })
const review = (linkId: string, by: Caller = prescriber(), read = 'yes') =>
  reviewLink.run(clinic.house, by, freshKey(clinic), { ...step(linkId, '2'), read })
const undo = (linkId: string, version: string, by: Caller = prescriber()) =>
  undoLink.run(clinic.house, by, freshKey(clinic), step(linkId, version))

const tasksOf = async (episodeId: string) =>
  (await clinic.inTx((tx) => openTasksOf(tx, episodeId))).map(({ kind }) => kind)

async function joined(two: Two): Promise<string> {
  const { linkId } = done(await propose(two))
  done(await settle(linkId, 'confirmed'))
  done(await review(linkId))
  return linkId
}

test('H02: two records are joined by two people and a prescriber, and by nobody alone', async () => {
  const two = await twice()
  const { linkId } = done(await propose(two))
  assert.deepEqual(refusal(await settle(linkId, 'confirmed', nurse())), [403, 'second-person'])
  assert.deepEqual(refusal(await review(linkId)), [412, 'changed-meanwhile'])
  const early = { ...step(linkId, '1'), read: 'yes' }
  const reviewed = await reviewLink.run(clinic.house, prescriber(), freshKey(clinic), early)
  assert.deepEqual(refusal(reviewed), [409, 'not-confirmed'])
  done(await settle(linkId, 'confirmed'))
  assert.deepEqual(refusal(await settle(linkId, 'declined', nurse())), [412, 'changed-meanwhile'])
  const byNurse = await review(linkId, pharmacist())
  assert.deepEqual(refusal(byNurse), [403, 'not-permitted-role'])
  assert.deepEqual(refusal(await review(linkId, prescriber(), '')), [422, 'required'])
  done(await review(linkId))
  await assert.rejects(
    clinic.inTx((tx) =>
      tx.query(
        `insert into record_link select provider_id, $2, $2, 2, 'confirmed', keeps_id, closes_id, reason, note,
           proposed_by, proposed_by, at from record_link where provider_id = $1 and link_id = $3 and step = 1`,
        [tx.providerId, crypto.randomUUID(), linkId],
      ),
    ),
    /check/,
  )
})

test('H02: whoever proposed it is no second person with another account of the same name', async () => {
  const two = await twice()
  const { linkId } = done(await propose(two))
  const { accountId } = pharmacist()
  const named = (name: string) =>
    clinic.inTx((tx) =>
      tx.query('update staff set name = $3 where provider_id = $1 and account_id = $2', [
        tx.providerId,
        accountId,
        name,
      ]),
    )
  await named('  test  NURSE ')
  const same = await settle(linkId, 'confirmed')
  await named('Test pharmacist')
  assert.deepEqual(refusal(same), [403, 'second-person-same-name'])
})

test('H02: from the proposal until the review nobody doses on either record, and an alarm is raised all the same', async () => {
  const two = await twice(true)
  const [a, b] = [two.keeps, two.closes]
  const { decisionId } = done(
    await accepted(clinic, nurse(), { ...ROUTINE, patientId: a.patientId }),
  )
  const { linkId } = done(await propose(two))
  for (const { episodeId } of [a, b]) assert.deepEqual(await tasksOf(episodeId), ['record-link'])
  clinic.clock.advance(11 * 60_000)

  for (const { patientId } of [a, b]) {
    const fields = { ...ROUTINE, patientId }
    const { token } = await suggested(clinic, nurse(), fields)
    const accept = { ...fields, token, slot: 'none' }
    const dosed = await acceptDose.run(clinic.house, nurse(), freshKey(clinic), accept)
    assert.deepEqual(refusal(dosed), [409, 'records-one-person'])
  }
  const told = { decisionId, how: 'handed-over' }
  const telling = await recordTold.run(clinic.house, nurse(), freshKey(clinic), told)
  assert.deepEqual(refusal(telling), [409, 'records-one-person'])
  const page = await dosePage(clinic.house, nurse(), { decisionId, copyOfSuperseded: false })
  assert.deepEqual(refusal(page), [409, 'records-one-person'])
  const high = { ...ROUTINE, inr: '6.0', inrAgain: '6.0', patientId: b.patientId }
  done(await raiseAlarm.run(clinic.house, nurse(), freshKey(clinic), high))
  const refer = { ...ROUTINE, patientId: a.patientId, note: 'Two records' }
  done(await referVisit.run(clinic.house, nurse(), freshKey(clinic), refer))

  done(await settle(linkId, 'declined'))
  assert.deepEqual(await tasksOf(a.episodeId), ['referral'])
})

test('H02, H18: a record is closed only when no course runs on it; then the other is dosed, and it is closed to everything', async () => {
  const two = await twice(true)
  const { linkId } = done(await propose(two))
  done(await settle(linkId, 'confirmed'))
  assert.deepEqual(refusal(await review(linkId)), [409, 'course-runs'])
  const [running] = await clinic.inTx((tx) => episodesOf(tx, two.closes.patientId))
  assert(running !== undefined)
  done(
    await endEpisode.run(clinic.house, prescriber(), freshKey(clinic), {
      episodeId: running.id,
      version: `${running.version}`,
      'endedOn[day]': '22',
      'endedOn[month]': '11',
      'endedOn[year]': '2026',
      reason: 'transferred-out',
      note: 'Goes on in her other record',
    }),
  )
  done(await review(linkId))
  done(await accepted(clinic, nurse(), { ...ROUTINE, patientId: two.keeps.patientId }))
  const left = await recordStanding.run(clinic.house, nurse(), freshKey(clinic), {
    patientId: two.closes.patientId,
    version: '1',
    standing: 'left',
    'on[day]': '22',
    'on[month]': '11',
    'on[year]': '2026',
  })
  assert.deepEqual(refusal(left), [409, 'record-closed'])
  const { faults } = await verify(clinic.pool, clinic.clock.now())
  assert.deepEqual(faults, [])
})

/** How far two records get, and how they are taken apart from there. */
const APART: readonly (readonly [
  until: string,
  apart: (linkId: string) => Promise<{ readonly kind: string }>,
  ofOther: readonly string[],
])[] = [
  ['proposed', (linkId) => settle(linkId, 'declined'), []],
  [
    'confirmed',
    async (linkId) => {
      done(await settle(linkId, 'confirmed'))
      return undo(linkId, '2')
    },
    [],
  ],
  [
    'reviewed',
    async (linkId) => {
      done(await settle(linkId, 'confirmed'))
      done(await review(linkId))
      return undo(linkId, '3')
    },
    ['record-link'],
  ],
]
for (const [until, apart, ofOther] of APART) {
  test(`H02, H18: whoever was ended for a wrong link has a task when it is taken apart: ${until}`, async () => {
    const two = await twice(true)
    const { linkId } = done(await propose(two))
    const ending = { episodeId: two.closes.episodeId, version: '1', ...TODAY_ENDED }
    done(await endEpisode.run(clinic.house, prescriber(), freshKey(clinic), ending))
    done(await apart(linkId))
    const [task, ...more] = await clinic.inTx((tx) => openTasksOf(tx, two.closes.episodeId))
    assert(task !== undefined && more.length === 0)
    assert.match(task.title, /treatment here has ended: look whether it must go on$/)
    assert.deepEqual(await tasksOf(two.keeps.episodeId), ofOther)
    const closing = { taskId: task.id, version: '1', code: 'put-right', note: 'Treated again' }
    done(await closeTask.run(clinic.house, prescriber(), freshKey(clinic), closing))
  })
}

test('H02, H18: of two records that are taken apart every course that runs or was ended meanwhile is looked at, and none of years ago', async () => {
  const two = await twice(true)
  const past = { phase: 'ended', endedOn: '2019-05-01', endedReason: 'course-complete' } as const
  const longAgo = await clinic.addEpisode(two.closes.patientId, past)
  clinic.clock.advance(60_000)
  const { linkId } = done(await propose(two))
  const end = (episodeId: string) =>
    endEpisode.run(clinic.house, prescriber(), freshKey(clinic), {
      episodeId,
      version: '1',
      ...TODAY_ENDED,
    })
  for (const { episodeId } of [two.keeps, two.closes]) done(await end(episodeId))
  const next = await clinic.addEpisode(two.keeps.patientId, { phase: 'accepted', startedOn: null })
  done(await settle(linkId, 'confirmed'))
  done(await review(linkId))
  done(await undo(linkId, '3'))
  const expected = [
    [two.keeps.episodeId, ['record-link']],
    [next, ['record-link']],
    [two.closes.episodeId, ['record-link']],
    [longAgo, []],
  ] as const
  for (const [id, kinds] of expected) assert.deepEqual(await tasksOf(id), kinds)
})

const TODAY_ENDED = {
  'endedOn[day]': '22',
  'endedOn[month]': '11',
  'endedOn[year]': '2026',
  reason: 'transferred-out',
  note: 'Goes on in her other record',
}

test('H02, H07: while two records wait a target is not agreed to, and may be declined', async () => {
  const two = { ...(await twice()), keeps: await dosablePatient(clinic, KEPT) }
  const { patientId, episodeId } = two.keeps
  const found = await clinic.inTx((tx) => findEpisode(tx, episodeId))
  assert(found !== undefined)
  const plan = { ...typedPlan(found.plan), ...HIGHER, episodeId, version: '1' }
  done(await editEpisode.run(clinic.house, pharmacist(), freshKey(clinic), plan))
  const { linkId } = done(await propose(two))
  const check = await clinic.inTx((tx) => openTargetCheck(tx, episodeId))
  const word = (decision: string) =>
    settleTarget.run(clinic.house, prescriber(), freshKey(clinic), {
      episodeId,
      version: '1',
      checkId: `${check?.id}`,
      decision,
      note: 'Read the letter',
    })
  assert.deepEqual(refusal(await word('agreed')), [409, 'records-one-person'])
  done(await word('declined'))
  done(await settle(linkId, 'declined'))
  assert.deepEqual(await tasksOf(episodeId), [], patientId)
})

const KEPT = { managementPlan: 'Yellow book given' }
const HIGHER = {
  target: '3.5',
  rangeLow: '3.0',
  rangeHigh: '4.0',
  warningReason: 'clinic-letter',
  warningsSeen: 'unusual-target',
  changeReason: 'Second clot at 2.5',
}

test('H02: a closed record is found as the one in use, by its number too, and is not registered anew', async () => {
  const number = nextNhsNumber()
  const person = { givenName: 'Agnes', familyName: 'Thornbury', dateOfBirth: day('1938-03-04') }
  const keeps = await dosablePatient(clinic, {}, { ...person, ...NO_NUMBER })
  const closesId = await clinic.addPatient({
    ...person,
    nhs: { kind: 'number', number: number as never },
  })
  await joined({ keeps, closes: { patientId: closesId, episodeId: '' } })
  for (const who of [number, 'Thornbury']) {
    const found = await findPatients(clinic.house, nurse(), { who })
    assert(found.kind === 'people')
    assert.deepEqual(
      found.people.map(({ id }) => id),
      [keeps.patientId],
      who,
    )
  }
  const known = await clinic.inTx((tx) => registeredUnder(tx, [number]))
  assert.equal(
    known.length,
    1,
    'an import finds the number on the register, and takes no row of it',
  )
  const again = await registerPatient.run(clinic.house, nurse(), freshKey(clinic), {
    familyName: 'Thornbury',
    givenName: 'Agnes',
    'dateOfBirth[day]': '4',
    'dateOfBirth[month]': '3',
    'dateOfBirth[year]': '1938',
    sex: 'female',
    nhsNumber: number,
  })
  assert.ok(refusal(again).includes('nhs-number-taken'), JSON.stringify(again))
})

test('H02: a proposal sent twice is one, needs its words, and two providers have nothing of each other', async () => {
  const two = await twice()
  const bare = await propose(two, { keeps: '', reason: '', note: '', other: '' })
  assert.deepEqual(refusal(bare), [422, 'required', 'required', 'required', 'required'])
  const key = freshKey(clinic)
  const { linkId } = done(await propose(two, {}, nurse(), key))
  assert.equal(done(await propose(two, {}, nurse(), key)).linkId, linkId)
  assert.deepEqual(refusal(await propose(two)), [422, 'link-waits'])
  const both = await Promise.all([settle(linkId, 'confirmed'), settle(linkId, 'confirmed', lead())])
  assert.deepEqual(both.map(({ kind }) => kind).sort(), ['done', 'refused'])

  const elsewhere = await testClinic({ database: clinic.database, prefix: 'other-' })
  const theirs = {
    keeps: two.keeps,
    closes: { patientId: await elsewhere.addPatient(), episodeId: '' },
  }
  assert.deepEqual(refusal(await propose(theirs)), [422, 'required'])
  const by = elsewhere.callerOf('prescriber')
  const fields = { ...step(linkId, '2'), read: 'yes' }
  const reviewed = await reviewLink.run(elsewhere.house, by, freshKey(clinic), fields)
  assert.deepEqual(refusal(reviewed), [412, 'changed-meanwhile'])
})

test('H02: a closed record lets nothing be done on it but what puts right and finishes what is in it', async () => {
  const two = await twice()
  await joined(two)
  const desk = (tx: Tx) => ({ tx }) as Parameters<typeof linkRefusal>[0]
  const letThrough: string[] = []
  for (const act of new Set(Object.values(ACTS).map(({ name }) => name))) {
    const no = await clinic.inTx((tx) => linkRefusal(desk(tx), act, two.closes.patientId))
    if (no === undefined) letThrough.push(act)
    const used = await clinic.inTx((tx) => linkRefusal(desk(tx), act, two.keeps.patientId))
    assert.equal(used, undefined, act)
  }
  assert.deepEqual(letThrough.sort(), [
    'cancel-appointment',
    'close-task',
    'correct-result',
    'link-records',
    'record-attendance',
    'record-wrong-patient',
    'review-linked-records',
    'send-back',
    'take-task',
    'unlink-records',
    'withdraw-genotype',
    'withdraw-measurement',
  ])
})

/** Every row of this provider, but those of the link itself, of tasks, of requests and of the audit. */
async function everyRow(): Promise<string> {
  const apart = [
    'record_link',
    'task',
    'task_event',
    'request_key',
    'audit_line',
    'audit_head',
    'session',
  ]
  return clinic.inTx(async (tx) => {
    const tables = await tx.query<{ name: string }>(
      `select c.table_name as name from information_schema.columns c
         join information_schema.tables t using (table_schema, table_name)
        where c.table_schema = 'public' and c.column_name = 'provider_id' and t.table_type = 'BASE TABLE'
        order by c.table_name`,
      [],
    )
    const rows: unknown[] = []
    for (const { name } of tables.filter((table) => !apart.includes(table.name))) {
      const all = await tx.query<{ row: string }>(
        `select x::text as row from ${name} x where provider_id = $1 order by x::text`,
        [tx.providerId],
      )
      rows.push([name, all.map(({ row }) => row)])
    }
    return JSON.stringify(rows)
  })
}

test('H02: whatever is proposed, declined, confirmed, reviewed and undone, every other row is as it was', async () => {
  const [one, other] = [await twice(), await twice()]
  const before = await everyRow()
  const words = fc.constantFrom('confirmed', 'declined', 'reviewed', 'undone')
  const walks = fc.array(fc.tuple(fc.boolean(), words), { minLength: 1, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(walks, async (walk) => {
      for (const [isOne, word] of walk) await goOn(isOne ? one : other, word)
      for (const two of [one, other]) await end(two)
      assert.equal(await everyRow(), before)
      for (const two of [one, other]) assert.equal(await standing(two), undefined)
    }),
    { numRuns: 8 },
  )
})

async function standing({ keeps }: Two) {
  const patient = await clinic.inTx((tx) => findPatient(tx, keeps.patientId))
  return patient?.links[0]
}

async function goOn(two: Two, word: string): Promise<void> {
  const link = await standing(two)
  const { linkId, step: version } = link ?? { ...done(await propose(two)), step: 1 }
  if (word === 'confirmed' || word === 'declined') {
    await settle(linkId, word, pharmacist(), `${version}`)
  } else if (word === 'reviewed') await review(linkId)
  else await undo(linkId, `${version}`)
}

async function end(two: Two): Promise<void> {
  const link = await standing(two)
  if (link === undefined) return
  const { linkId, step: version } = link
  if (link.state === 'proposed') done(await settle(linkId, 'declined'))
  else done(await undo(linkId, `${version}`))
}
