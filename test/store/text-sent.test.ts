import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays, day } from '#base/day.ts'
import { resultsSince } from '#store/results.ts'
import { findTask, openTasksOf, taskEvents } from '#store/tasks.ts'
import { unansweredTexts } from '#store/text-tasks.ts'
import { waitForVisit } from '#store/visits.ts'
import { CHEAP, COMPETENCE, PASSWORD, type TestClinic, testClinic } from '#test/clinic.ts'
import { addEarlierResult } from '#workflow/add-earlier-result.ts'
import { atEachCourse, atEachProvider } from '#workflow/at-each-provider.ts'
import { closeTask } from '#workflow/close-task.ts'
import { correctResult } from '#workflow/correct-result.ts'
import { endEpisode } from '#workflow/end-episode.ts'
import { escalateOverdue } from '#workflow/escalate-overdue.ts'
import { foundProvider } from '#workflow/found-provider.ts'
import { proposeLink } from '#workflow/propose-link.ts'
import { raiseAlarm } from '#workflow/raise-alarm.ts'
import { recordStanding } from '#workflow/record-standing.ts'
import { recordTextSent } from '#workflow/record-text-sent.ts'
import { recordTold } from '#workflow/record-told.ts'
import { resumeEpisode } from '#workflow/resume-episode.ts'
import { savedDose } from '#workflow/saved-dose.ts'
import { suspendEpisode } from '#workflow/suspend-episode.ts'
import { findUnansweredTexts } from '#workflow/unanswered-texts.ts'
import { findUntoldDoses } from '#workflow/untold-doses.ts'
import { worklist } from '#workflow/worklist.ts'
import { somebodyWaits } from './somebody-waits.ts'
import {
  accepted,
  done,
  dosablePatient,
  type Fields,
  freshKey,
  ROUTINE,
  refusal,
} from './visit-desk.ts'

// The text of a dose that a person has sent: sent is not told.

const START = '2026-11-22T09:00:00Z'
const MOBILE = '07700 900123'
let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const nurse = () => clinic.callerOf('nurse')

async function dosed(mobile = MOBILE) {
  clinic.clock.set(START)
  const who = await dosablePatient(clinic, { managementPlan: 'As before' }, { mobile })
  const { patientId } = who
  const { decisionId } = done(await accepted(clinic, nurse(), { ...ROUTINE, patientId }))
  return { ...who, decisionId }
}

const send = (decisionId: string, number = MOBILE) =>
  recordTextSent.run(clinic.house, nurse(), freshKey(clinic), { decisionId, number })

/** A dose whose text was sent at 09:00. */
async function sent() {
  const dose = await dosed()
  done(await send(dose.decisionId))
  return dose
}

const tell = (
  decisionId: string,
  how: string,
  ticked: Fields = { readBack: 'yes', answered: 'yes' },
) => recordTold.run(clinic.house, nurse(), freshKey(clinic), { decisionId, how, ...ticked })

const kindsOf = async (episodeId: string) =>
  (await clinic.inTx((tx) => openTasksOf(tx, episodeId))).map(({ kind }) => kind)

async function minutesLater(minutes: number): Promise<void> {
  clinic.clock.set(new Date(Date.parse(START) + minutes * 60_000).toISOString())
  await Promise.all([findUnansweredTexts(clinic.house), findUnansweredTexts(clinic.house)])
  await findUnansweredTexts(clinic.house)
}

async function whyNotTold(patientId: string): Promise<string | undefined> {
  const asked = { kind: 'not-told', risk: null, owner: null, page: null }
  const list = await worklist(clinic.house, nurse(), asked)
  assert.ok(list.kind === 'worklist')
  return list.lines.find((line) => line.patientId === patientId)?.why
}

const PHONE = ['text-not-answered']

test('H16: a text that was sent is not told: the dose stays among those not told until it is acknowledged', async () => {
  const { patientId, decisionId, episodeId } = await sent()
  assert.equal(
    await whyNotTold(patientId),
    'Dose decided; its text was sent 22-Nov-2026 09:00 and is not acknowledged',
  )
  assert.deepEqual(refusal(await tell(decisionId, 'message', {})), [422, 'not-answered'])
  assert.notEqual(await whyNotTold(patientId), undefined)
  done(await tell(decisionId, 'message'))
  assert.equal(await whyNotTold(patientId), undefined)
  await minutesLater(240)
  assert.deepEqual(await kindsOf(episodeId), [])
})

test('H16: no acknowledgement in 2 hours is one task to telephone the same day, of whoever sent the text, and it escalates', async () => {
  const { episodeId, decisionId } = await sent()
  await minutesLater(119)
  assert.deepEqual(await kindsOf(episodeId), [])
  done(await send(decisionId))
  await minutesLater(120)
  const [task, ...more] = await clinic.inTx((tx) => openTasksOf(tx, episodeId))
  assert.deepEqual(more, [])
  assert.ok(task !== undefined)
  assert.equal(task.kind, 'text-not-answered')
  assert.equal(task.takenBy, nurse().accountId)
  assert.equal(task.dueAt, Date.parse('2026-11-22T18:00:00Z'))
  const [opened] = await clinic.inTx((tx) => taskEvents(tx, task.id))
  assert.equal(opened?.note, 'The text was sent 22-Nov-2026 09:00; no answer is recorded.')

  await minutesLater(9 * 60)
  await escalateOverdue(clinic.house)
  assert.equal((await clinic.inTx((tx) => findTask(tx, task.id)))?.escalatedAt, null)
  await minutesLater(9 * 60 + 1)
  await escalateOverdue(clinic.house)
  assert.notEqual((await clinic.inTx((tx) => findTask(tx, task.id)))?.escalatedAt, null)
})

for (const how of ['message', 'read-back', 'handed-over']) {
  test(`H16: the task to telephone closes when the dose is told: ${how}`, async () => {
    const { episodeId, decisionId } = await sent()
    await minutesLater(121)
    const [task] = await clinic.inTx((tx) => openTasksOf(tx, episodeId))
    assert.equal(task?.kind, 'text-not-answered')
    done(await tell(decisionId, how))
    assert.deepEqual(await kindsOf(episodeId), [])
    assert.equal((await clinic.inTx((tx) => findTask(tx, task.id)))?.closingCode, 'told')
    await minutesLater(300)
    assert.deepEqual(await kindsOf(episodeId), [])
  })
}

test('H16: a newer dose closes it, and its text names the text that may still lie on the telephone', async () => {
  const { patientId, episodeId } = await sent()
  await minutesLater(121)
  assert.deepEqual(await kindsOf(episodeId), PHONE)
  clinic.clock.set('2026-11-29T09:00:00Z')
  const again = { ...ROUTINE, patientId, sampledOn: '2026-11-29' }
  const { decisionId } = done(await accepted(clinic, nurse(), again))
  assert.deepEqual(await kindsOf(episodeId), [])
  const saved = await savedDose(clinic.house, nurse(), { decisionId })
  assert.ok(saved.kind === 'saved-dose' && saved.text?.kind === 'messages')
  assert.match(saved.text.messages[0] ?? '', /\nReplaces the text of 22 Nov 2026\.\n/)
})

test('H16: a later INR that alarms closes it, and the void of its INR leaves the text to be telephoned about', async () => {
  const alarmed = await sent()
  await minutesLater(121)
  const high = { ...ROUTINE, patientId: alarmed.patientId, inr: '5.6', inrAgain: '5.6' }
  done(await raiseAlarm.run(clinic.house, nurse(), freshKey(clinic), high))
  await minutesLater(122)
  assert.deepEqual(await kindsOf(alarmed.episodeId), ['alarm'])

  const after = await sent()
  await minutesLater(121)
  const [task] = await clinic.inTx((tx) => openTasksOf(tx, after.episodeId))
  await voided(after.episodeId)
  await minutesLater(122)
  assert.deepEqual(await kindsOf(after.episodeId), ['result-corrected', 'text-withdrawn'])
  const closed = await clinic.inTx((tx) => findTask(tx, task?.id ?? ''))
  assert.equal(closed?.closingCode, 'dose-not-given')
  assert.deepEqual(refusal(await send(after.decisionId)), [409, 'not-in-force'])
})

const ENDED = { 'endedOn[day]': '22', 'endedOn[month]': '11', 'endedOn[year]': '2026' }
const UNTIL = { 'until[day]': '30', 'until[month]': '11', 'until[year]': '2026' }

type Who = { readonly patientId: string; readonly episodeId: string }

/** What takes a dose back after its text was sent, a visit with a dose of its own apart. */
const WITHDRAWN = {
  'its INR is void': ({ episodeId }: Who) => voided(episodeId),
  'an earlier result overtakes it': async ({ patientId }: Who) => {
    clinic.clock.set('2026-11-27T09:00:00Z')
    const measured = { inr: '3.4', inrAgain: '3.4', sampledOn: '2026-11-22' }
    const from = { identity: 'MH 1942', method: 'laboratory', fromNote: 'Discharge letter' }
    const typed = { ...from, ...measured, patientId }
    done(await addEarlierResult.run(clinic.house, nurse(), freshKey(clinic), typed))
  },
  'treatment is paused': async ({ episodeId }: Who) => {
    const pause = { episodeId, version: '1', reason: 'admission', ...UNTIL }
    done(await suspendEpisode.run(clinic.house, nurse(), freshKey(clinic), pause))
  },
  'treatment has ended': async ({ episodeId }: Who) => {
    const end = { episodeId, version: '1', reason: 'patient-choice', ...ENDED }
    const by = clinic.callerOf('prescriber')
    done(await endEpisode.run(clinic.house, by, freshKey(clinic), end))
  },
  'its record waits with another': async ({ patientId }: Who) => {
    const other = await clinic.addPatient({ nhs: { kind: 'none', reason: 'not-traced' } })
    const two = { patientId, other, keeps: 'this', reason: 'registered-twice', note: 'One address' }
    done(await proposeLink.run(clinic.house, nurse(), freshKey(clinic), two))
  },
}

for (const [why, withdraw] of Object.entries(WITHDRAWN)) {
  for (const isTold of why === 'its INR is void' ? [false, true] : [false]) {
    test(`H16: the text of a dose is telephoned about, once and not closed by itself, when ${why}${isTold ? ', though it was answered' : ''}`, async () => {
      const who = await sent()
      if (isTold) done(await tell(who.decisionId, 'message'))
      await minutesLater(5)
      assert.deepEqual(await withdrawnTasks(who.episodeId), [])
      await withdraw(who)
      await minutesLater(6)
      const [task, ...more] = await withdrawnTasks(who.episodeId)
      assert.ok(task !== undefined && more.length === 0)
      assert.equal(task.title, `Telephone: the text sent to ${MOBILE} does not count`)
      assert.equal(task.takenBy, null, 'a nurse may not close it')
      await minutesLater(300)
      assert.deepEqual(await withdrawnTasks(who.episodeId), [task])
      const isOver = why === 'treatment is paused' || why === 'treatment has ended'
      const told = { taskId: task.id, version: '1', code: 'told-not-to-follow', note: '' }
      const call = isOver ? { ...told, ...NO_NEXT_TEST } : told
      assert.deepEqual(refusal(await closed(call)), [422, 'required'])
      done(await closed({ ...call, note: 'Rang her: she takes none of it' }))
      await minutesLater(301)
      assert.deepEqual(await withdrawnTasks(who.episodeId), [])
    })
  }
}

const withdrawnTasks = async (episodeId: string) =>
  (await clinic.inTx((tx) => openTasksOf(tx, episodeId))).filter(
    ({ kind }) => kind === 'text-withdrawn',
  )

const NO_NEXT_TEST = {
  nextTestOn: '',
  'nextTestOn[day]': '',
  'nextTestOn[month]': '',
  'nextTestOn[year]': '',
}

const closed = (fields: Fields) => {
  const next = { 'nextTestOn[day]': '24', 'nextTestOn[month]': '11', 'nextTestOn[year]': '2026' }
  const by = clinic.callerOf('pharmacist')
  const given = { nextTestOn: '2026-11-24', ...next, ...fields }
  return closeTask.run(clinic.house, by, freshKey(clinic), given)
}

test('H16: nobody telephones about the text of somebody who has died', async () => {
  const { episodeId } = await sent()
  const end = { episodeId, version: '1', reason: 'died', ...ENDED }
  const by = clinic.callerOf('prescriber')
  done(await endEpisode.run(clinic.house, by, freshKey(clinic), end))
  await minutesLater(10)
  assert.deepEqual(await kindsOf(episodeId), [])
})

test('H16: the call about a text ends with a death, and is due again once the death is taken back', async () => {
  const { patientId, episodeId } = await sent()
  const recorded = async (standing: string, version: string, note: string) => {
    const day = { 'on[day]': '22', 'on[month]': '11', 'on[year]': '2026' }
    const said = { patientId, version, standing, note, ...day }
    done(await recordStanding.run(clinic.house, nurse(), freshKey(clinic), said))
  }
  await WITHDRAWN['treatment is paused']({ patientId, episodeId })
  await minutesLater(5)
  const [task] = await withdrawnTasks(episodeId)
  assert.ok(task !== undefined)
  await recorded('deceased', '1', '')
  await minutesLater(6)
  assert.deepEqual(await withdrawnTasks(episodeId), [])
  const ended = await clinic.inTx((tx) => findTask(tx, task.id))
  assert.equal(ended?.closingCode, 'patient-died')
  await recorded('live', '2', 'Another of the same name')
  await minutesLater(7)
  assert.equal((await withdrawnTasks(episodeId)).length, 1)
})

const resume = async (episodeId: string) => {
  const how = { episodeId, version: '2', phase: 'initiating', nextTestOn: '2026-11-24' }
  const day = { 'nextTestOn[day]': '24', 'nextTestOn[month]': '11', 'nextTestOn[year]': '2026' }
  const by = clinic.callerOf('prescriber')
  done(await resumeEpisode.run(clinic.house, by, freshKey(clinic), { ...how, ...day }))
}

/** How the call ends when the dose of a text counts again after a pause. */
const COUNTS_AGAIN: Readonly<
  Record<string, (who: { taskId: string; decisionId: string }) => Promise<void>>
> = {
  'which was said': async ({ taskId }) => {
    const note = 'Rang her: she takes it'
    done(await closed({ taskId, version: '1', code: 'counts-again', note }))
  },
  'and was told anew': async ({ decisionId }) => {
    done(await tell(decisionId, 'message'))
  },
}

for (const [which, settle] of Object.entries(COUNTS_AGAIN)) {
  test(`H16: a text that counts again, ${which}, is telephoned about anew when it is withdrawn a second time`, async () => {
    const { patientId, episodeId, decisionId } = await sent()
    await WITHDRAWN['treatment is paused']({ patientId, episodeId })
    await minutesLater(5)
    const [task] = await withdrawnTasks(episodeId)
    assert.ok(task !== undefined)
    await resume(episodeId)
    await settle({ taskId: task.id, decisionId })
    await minutesLater(6)
    assert.deepEqual(await withdrawnTasks(episodeId), [])
    await voided(episodeId)
    await minutesLater(7)
    const again = await withdrawnTasks(episodeId)
    assert.equal(again.length, 1)
    assert.notEqual(again[0]?.id, task.id)
  })
}

test('H16: a text that a dose by letter replaces is telephoned about until that was said, however soon the letter went', async () => {
  const { patientId, episodeId } = await sent()
  const week = 7 * 24 * 60
  clinic.clock.set('2026-11-29T09:00:00Z')
  const again = { ...ROUTINE, patientId, sampledOn: '2026-11-29' }
  const { decisionId } = done(await accepted(clinic, nurse(), again))
  await minutesLater(week + 5)
  assert.deepEqual(await kindsOf(episodeId), [], 'a dose that is decided has its own list')
  done(await tell(decisionId, 'letter'))
  await minutesLater(week + 6)
  const [task, ...more] = await withdrawnTasks(episodeId)
  assert.ok(task !== undefined && more.length === 0)
  done(await tell(decisionId, 'read-back'))
  await minutesLater(week + 7)
  assert.deepEqual(await withdrawnTasks(episodeId), [], 'it was read back')
})

async function untoldAt(instant: string): Promise<void> {
  clinic.clock.set(instant)
  await Promise.all([findUntoldDoses(clinic.house), findUntoldDoses(clinic.house)])
  await findUntoldDoses(clinic.house)
}

test('H16: a dose that nobody records as told, copied by hand or not, is one task to telephone after 2 hours, and it escalates', async () => {
  const { episodeId, decisionId } = await dosed()
  await untoldAt('2026-11-22T10:59:59Z')
  assert.deepEqual(await kindsOf(episodeId), [])
  await untoldAt('2026-11-22T11:00:00Z')
  const [task, ...more] = await clinic.inTx((tx) => openTasksOf(tx, episodeId))
  assert.ok(task !== undefined && more.length === 0)
  assert.equal(task.kind, 'dose-not-told')
  assert.equal(task.takenBy, nurse().accountId)
  assert.equal(task.dueAt, Date.parse('2026-11-22T18:00:00Z'))
  await minutesLater(9 * 60 + 1)
  await escalateOverdue(clinic.house)
  assert.notEqual((await clinic.inTx((tx) => findTask(tx, task.id)))?.escalatedAt, null)
  done(await send(decisionId))
  await minutesLater(12 * 60)
  assert.deepEqual(await kindsOf(episodeId), ['dose-not-told'], 'one task about one dose')
  done(await tell(decisionId, 'read-back'))
  await untoldAt('2026-11-23T11:00:00Z')
  assert.deepEqual(await kindsOf(episodeId), [])
})

test('H16: the task of a dose that nobody was told closes with the dose: by a later INR, or once its INR is void', async () => {
  const voidOne = await dosed()
  const later = await dosed()
  await untoldAt('2026-11-22T11:00:00Z')
  await voided(voidOne.episodeId)
  const high = { ...ROUTINE, patientId: later.patientId, inr: '5.6', inrAgain: '5.6' }
  done(await raiseAlarm.run(clinic.house, nurse(), freshKey(clinic), high))
  await minutesLater(121)
  assert.deepEqual(await kindsOf(voidOne.episodeId), ['result-corrected'])
  assert.deepEqual(await kindsOf(later.episodeId), ['alarm'])
})

/** A second dose of 5 mg, four weeks after a first one that was told; by a letter on Sunday 20 December. */
async function lettered(
  fields: Fields = {},
  how = 'handed-over',
  between?: (who: Who) => Promise<void>,
) {
  const { patientId, episodeId, ...first } = await dosed()
  done(await tell(first.decisionId, how))
  await between?.({ patientId, episodeId })
  clinic.clock.set('2026-12-20T09:00:00Z')
  const again = { ...ROUTINE, patientId, sampledOn: '2026-12-20', ...fields }
  const { decisionId } = done(await accepted(clinic, nurse(), again))
  done(await tell(decisionId, 'letter'))
  return { patientId, episodeId, decisionId }
}

test('H16: a letter never counts on the day on which it goes; with an unchanged dose it does after 2 working days', async () => {
  const { patientId, episodeId, decisionId } = await lettered()
  const isTold = async () => {
    const saved = await savedDose(clinic.house, nurse(), { decisionId })
    assert.ok(saved.kind === 'saved-dose')
    return saved.isTold
  }
  assert.equal(await isTold(), false)
  assert.notEqual(await whyNotTold(patientId), undefined)
  await untoldAt('2026-12-22T23:59:59Z')
  assert.deepEqual([await isTold(), await kindsOf(episodeId)], [false, []])
  await untoldAt('2026-12-23T00:00:00Z')
  assert.deepEqual([await isTold(), await kindsOf(episodeId)], [true, []])
  assert.equal(await whyNotTold(patientId), undefined)
})

for (const [why, fields, how] of [
  ['the dose is another one', { inr: '1.6', inrAgain: '1.6' }, 'handed-over'],
  ['nobody was told the dose before', {}, 'letter'],
] as const) {
  test(`H16: a letter holds no clock and never counts alone when ${why}`, async () => {
    const { patientId, episodeId, decisionId } = await lettered(fields, how)
    await untoldAt('2026-12-20T11:00:00Z')
    assert.deepEqual(await kindsOf(episodeId), ['dose-not-told'])
    await untoldAt('2026-12-24T11:00:00Z')
    assert.deepEqual(await kindsOf(episodeId), ['dose-not-told'])
    assert.notEqual(await whyNotTold(patientId), undefined)
    done(await tell(decisionId, 'read-back'))
    assert.deepEqual(await kindsOf(episodeId), [])
  })
}

/** What a patient may be told between two doses that are the same, so that the second is news to them. */
const SAID_BETWEEN: Readonly<Record<string, (who: Who) => Promise<void>>> = {
  'a visit ended without a dose': async ({ patientId, episodeId }) => {
    clinic.clock.set('2026-11-23T09:00:00Z')
    const today = { sampledOn: '2026-11-23', inr: '5.6', inrAgain: '5.6' }
    const high = { ...ROUTINE, patientId, ...today }
    done(await raiseAlarm.run(clinic.house, nurse(), freshKey(clinic), high))
    const [task] = await clinic.inTx((tx) => openTasksOf(tx, episodeId))
    const advised = { taskId: task?.id ?? '', version: '1', code: 'contacted-and-advised' }
    done(await closed({ ...advised, note: 'Takes none until the INR is below 5' }))
  },
  // After a pause a person decides the first dose; its versions are all that says so.
  'treatment was paused': async ({ episodeId }) => {
    await clinic.database.migratorPool.query(
      `insert into episode_version (provider_id, episode_id, version, phase, standing, plan, reason, recorded_by, recorded_at)
       select provider_id, id, 99, 'suspended', standing, plan, 'admission', recorded_by, '2026-11-24T09:00:00Z'
         from episode where id = $1`,
      [episodeId],
    )
  },
  'a procedure interrupted it': async ({ patientId, episodeId }) => {
    await clinic.database.migratorPool.query(
      `insert into procedure_plan (provider_id, id, patient_id, episode_id, medicine, state, procedure_on, last_dose_on,
         restart_due_on, restarted_on, owner, version, changed_at)
       select provider_id, gen_random_uuid(), $1, id, 'warfarin', 'restarted', '2026-12-04', '2026-11-29',
              '2026-12-05', '2026-12-05', recorded_by, 1, '2026-11-24T09:00:00Z'
         from episode where id = $2`,
      [patientId, episodeId],
    )
  },
}

for (const [between, said] of Object.entries(SAID_BETWEEN)) {
  test(`H16: the same dose again is no unchanged one when ${between} since: no letter counts`, async () => {
    const { episodeId } = await lettered({ inrAgain: ROUTINE.inr }, 'handed-over', said)
    await untoldAt('2026-12-20T11:00:00Z')
    assert.deepEqual(await kindsOf(episodeId), ['dose-not-told'])
    await untoldAt('2026-12-24T11:00:00Z')
    assert.deepEqual(await kindsOf(episodeId), ['dose-not-told'])
  })
}

test('H16: a letter with an unchanged dose ends the call that was due, and none with a changed one does', async () => {
  const { patientId, episodeId, decisionId } = await dosed()
  await untoldAt('2026-11-22T11:00:00Z')
  done(await tell(decisionId, 'letter'))
  assert.deepEqual(await kindsOf(episodeId), ['dose-not-told'], 'a first dose is a change')
  done(await tell(decisionId, 'read-back'))
  clinic.clock.set('2026-12-20T09:00:00Z')
  const again = { ...ROUTINE, patientId, sampledOn: '2026-12-20' }
  const next = done(await accepted(clinic, nurse(), again))
  await untoldAt('2026-12-20T11:00:00Z')
  assert.deepEqual(await kindsOf(episodeId), ['dose-not-told'])
  done(await tell(next.decisionId, 'letter'))
  assert.deepEqual(await kindsOf(episodeId), [])
})

test('an unanswered text is not asked about once the days of its dose have passed', async () => {
  const { decisionId } = await sent()
  const due = (today: string) =>
    clinic.inTx(async (tx) =>
      (await unansweredTexts(tx, null, today, '2026-12-31T00:00:00Z')).map(
        (text) => text.decisionId,
      ),
    )
  const [dose] = await clinic.inTx((tx) =>
    tx.query<{ until: string }>(
      'select until_on as until from dose_decision where provider_id = $1 and id = $2',
      [tx.providerId, decisionId],
    ),
  )
  const last = day(dose?.until ?? '')
  assert.ok((await due(last)).includes(decisionId))
  assert.ok(!(await due(addDays(last, 1))).includes(decisionId))
})

test('a course that cannot be looked at keeps none of the others from their turn', async () => {
  const courses = [await dosed(), await dosed(), await dosed()]
  const [, broken] = courses
  const seen: string[] = []
  const look = atEachCourse(
    clinic.house,
    async () => courses,
    async (_tx, _now, episodeId) => {
      seen.push(episodeId)
      if (episodeId === broken?.episodeId) throw new RangeError('cannot be looked at')
      return 0
    },
  )
  await assert.rejects(look, /cannot be looked at/)
  assert.deepEqual(
    seen,
    courses.map(({ episodeId }) => episodeId),
  )
})

test('a provider that cannot be looked at keeps none of the others from their turn', async () => {
  const role = 'practice-manager'
  await foundProvider(clinic.house.pool, {
    providerId: '00000000-0000-4000-8000-00000000e15e',
    provider: {
      name: 'Elsewhere',
      odsCode: 'C88998',
      kind: 'gp-practice',
      telephone: '01632 960078',
    },
    people: [
      {
        accountId: '00000000-0000-4000-8000-00000000e15f',
        username: 'elsewhere',
        password: PASSWORD,
        name: 'Test elsewhere',
        role,
        competence: COMPETENCE[role],
      },
    ],
    clock: clinic.clock.now,
    passwordCost: CHEAP,
  })
  const seen: string[] = []
  const look = atEachProvider(clinic.house, async ({ providerId }) => {
    seen.push(providerId)
    if (seen.length === 1) throw new RangeError('cannot be looked at')
    return 0
  })
  await assert.rejects(look, /cannot be looked at/)
  assert.equal(new Set(seen).size, 2)
})

for (const [how, left] of [
  ['message', []],
  ['read-back', []],
  ['letter', ['text-withdrawn']],
] as const) {
  test(`H16: a text that does not count is settled by the next dose once that was told, and not by a letter: ${how}`, async () => {
    const { patientId, episodeId } = await sent()
    await voided(episodeId)
    await minutesLater(10)
    const again = { ...ROUTINE, patientId, inr: '2.6' }
    const { decisionId } = done(await accepted(clinic, nurse(), again))
    assert.equal((await withdrawnTasks(episodeId)).length, 1, 'decided is not told')
    done(await tell(decisionId, how))
    const kinds = (await withdrawnTasks(episodeId)).map(({ kind }) => kind)
    assert.deepEqual(kinds, left)
  })
}

test('H15, H16: a dose replaces the newest that was told or sent, and says that an earlier text may be there', async () => {
  const { patientId, episodeId } = await sent()
  const onNext = async (on: string) => {
    clinic.clock.set(`${on}T09:00:00Z`)
    return done(await accepted(clinic, nurse(), { ...ROUTINE, patientId, sampledOn: on }))
  }
  const firstLines = async (decisionId: string) => {
    const saved = await savedDose(clinic.house, nurse(), { decisionId })
    assert.ok(saved.kind === 'saved-dose' && saved.text?.kind === 'messages')
    return saved.text.messages[0] ?? ''
  }
  await onNext('2026-11-29')
  await voided(episodeId, '2026-11-29')
  const third = await onNext('2026-12-06')
  assert.match(await firstLines(third.decisionId), /\nReplaces the text of 22 Nov 2026\.\n/)
  done(await tell(third.decisionId, 'handed-over'))
  const fourth = await onNext('2026-12-13')
  const both = /\nReplaces the dose of 6 Dec 2026 and any earlier text\.\n/
  assert.match(await firstLines(fourth.decisionId), both)
})

test('the product holds the record of one patient at a time while it looks at texts, and no task before it', async () => {
  const first = await sent()
  await minutesLater(121)
  const [task] = await clinic.inTx((tx) => openTasksOf(tx, first.episodeId))
  assert.equal(task?.kind, 'text-not-answered')
  const second = await sent()
  await voided(first.episodeId)
  clinic.clock.advance(121 * 60_000)
  const { looking } = await clinic.inTx(async (tx) => {
    await waitForVisit(tx, second.patientId)
    const looking = findUnansweredTexts(clinic.house)
    await somebodyWaits(clinic)
    const held = 'select id from task where provider_id = $1 and id = $2 for update nowait'
    await tx.query(held, [tx.providerId, task.id])
    return { looking }
  })
  await looking
  assert.deepEqual(await kindsOf(second.episodeId), PHONE)
})

async function voided(episodeId: string, since = '2026-11-22'): Promise<void> {
  const results = await clinic.inTx((tx) => resultsSince(tx, episodeId, since))
  const fields: Fields = { resultId: results[0]?.id ?? '', how: 'void', reasonText: 'Not theirs' }
  done(await correctResult.run(clinic.house, nurse(), freshKey(clinic), fields))
}

test('H16: sent only to the number on record now, and not once the patient has been told', async () => {
  const { decisionId } = await dosed()
  for (const number of ['07700 900124', '', `${MOBILE} `]) {
    assert.deepEqual(refusal(await send(decisionId, number)), [422, 'number-changed'])
  }
  const without = await dosed('')
  assert.deepEqual(refusal(await send(without.decisionId, '')), [422, 'number-changed'])
  assert.deepEqual(refusal(await send(freshKey(clinic))), [404, 'not-found'])
  done(await tell(decisionId, 'handed-over'))
  assert.deepEqual(refusal(await send(decisionId)), [409, 'told-already'])
})
