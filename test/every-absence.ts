import { addDays, day, londonDay } from '#base/day.ts'
import { openAlertReview } from '#store/alert-reviews.ts'
import { bookSlot, setAppointmentStatus } from '#store/appointments.ts'
import { addClinicClosure, addClinicPattern } from '#store/clinics.ts'
import { addContact } from '#store/contacts.ts'
import { insertRows } from '#store/insert-rows.ts'
import { addResults } from '#store/results.ts'
import { changeStaff, findStaff } from '#store/staff.ts'
import { addTask, type TaskKind } from '#store/tasks.ts'
import type { TestClinic } from '#test/clinic.ts'
import { doacDesk } from '#test/store/doac-desk.ts'
import { OVERLAP } from '#test/store/overlap-fields.ts'
import { procedureDesk } from '#test/store/procedure-desk.ts'
import { done, step } from '#test/store/transfer-desk.ts'
import { acceptDose } from '#workflow/accept-dose.ts'
import { agreeContract } from '#workflow/agree-contract.ts'
import { checkControlNightly } from '#workflow/check-control-nightly.ts'
import { escalateOverdue } from '#workflow/escalate-overdue.ts'
import { recordLicence } from '#workflow/keep-licences.ts'
import { registerMeter } from '#workflow/keep-meters.ts'
import { newId } from '#workflow/new-id.ts'
import { planOverlap } from '#workflow/plan-overlap.ts'
import { recordControl } from '#workflow/record-control.ts'
import { recordEvent } from '#workflow/record-event.ts'
import { recordSurvey } from '#workflow/record-survey.ts'
import { suggestDose } from '#workflow/suggest-dose.ts'

/** Of the test clinic: Sunday 22 November 2026. */
export const TODAY = day('2026-11-22')
const HOUR_MS = 3_600_000

/** Where a person is needed for one absence. */
export type Person = { readonly patientId: string; readonly episodeId: string }

/** The small deeds that a clinic's records are made of, without the pages around them. */
export function recordsOf(clinic: TestClinic) {
  const now = () => clinic.clock.now()
  const id = () => newId(now())
  const at = (hoursAgo = 0) => new Date(now() - hoursAgo * HOUR_MS).toISOString()
  const by = clinic.callerOf('nurse').accountId

  const person = async (known: Parameters<TestClinic['addEpisode']>[1] = {}): Promise<Person> => {
    const patientId = await clinic.addPatient()
    return { patientId, episodeId: await clinic.addEpisode(patientId, known) }
  }
  const mondayClinic = async (known: { readonly untilOn?: string } = {}) => {
    const patternId = id()
    await clinic.inTx((tx) =>
      addClinicPattern(tx, {
        id: patternId,
        name: 'Monday morning',
        weekday: 1,
        startMinute: 540,
        endMinute: 720,
        slotMinutes: 10,
        fromOn: '2026-01-01',
        untilOn: known.untilOn ?? null,
        housebound: false,
        version: 1,
        by,
        at: at(),
      }),
    )
    return patternId
  }
  const appointment = async (
    who: Person,
    slot: { readonly patternId: string; readonly onDate: string; readonly atMinute: number },
    status: 'booked' | 'arrived' | 'missed' = 'booked',
  ) => {
    const appointmentId = id()
    await clinic.inTx(async (tx) => {
      await bookSlot(tx, { id: appointmentId, ...who, ...slot, by, at: at() })
      if (status === 'booked') return
      await setAppointmentStatus(tx, { id: appointmentId, version: 1, status, by, at: at() })
    })
    return appointmentId
  }
  const task = async (who: Person, kind: TaskKind, takenBy: string | null = null) => {
    const taskId = id()
    await clinic.inTx((tx) =>
      addTask(tx, {
        id: taskId,
        kind,
        ...who,
        visitId: null,
        title: `A task: ${kind}`,
        details: {},
        forWhom: 'authoriser',
        openedBy: by,
        openedAt: at(2),
        dueAt: at(1),
        takenBy,
      }),
    )
    return taskId
  }
  const contact = (who: Person, step: number, dueOn: string) =>
    clinic.inTx((tx) =>
      addContact(tx, {
        id: id(),
        ...who,
        purpose: 'missed-test',
        step,
        how: 'telephone',
        outcome: 'no-answer',
        dueOn,
        note: null,
        by,
        at: at(24),
      }),
    )
  const undosedResult = (who: Person) =>
    clinic.inTx(async (tx) => {
      const resultId = id()
      await addResults(tx, [
        { ...resultOf(who, resultId, 25, TODAY), enteredBy: by, enteredAt: at() },
      ])
      const visitId = id()
      await tx.query(
        `insert into visit (provider_id, id, patient_id, episode_id, result_id, on_date, answers, recorded_by, recorded_at)
         values ($1, $2, $3, $4, $5, $6, '{}', $7, $8)`,
        [tx.providerId, visitId, who.patientId, who.episodeId, resultId, TODAY, by, at(1)],
      )
      tx.unsealed.push({ table: 'visit', id: visitId })
      return visitId
    })
  const results = (who: Person, readings: Readonly<Record<string, number>>) =>
    clinic.inTx((tx) =>
      addResults(
        tx,
        Object.entries(readings).map(([sampledOn, tenths]) => ({
          ...resultOf(who, id(), tenths, sampledOn),
          enteredBy: by,
          enteredAt: at(),
        })),
      ),
    )
  return { id, at, by, person, mondayClinic, appointment, task, contact, undosedResult, results }
}

const resultOf = (who: Person, id: string, tenths: number, sampledOn: string) =>
  ({
    id,
    ...who,
    inr: { comparator: '=', tenths },
    raw: `${tenths / 10}`,
    sampledOn,
    sampledAt: null,
    method: 'provider-meter',
    device: null,
    status: 'final',
    replaces: null,
    reason: null,
    doseBeforeUg: null,
    omitDays: null,
    plannedNextOn: null,
    comment: null,
    importBatchId: null,
  }) as const

/** Two INRs above 5 in the last six months. */
export const TWO_ABOVE_FIVE = { '2026-09-01': 53, '2026-10-25': 51 } as const

/** The nurse doses a routine visit; telling the patient is left undone. */
export async function doseRoutinely(clinic: TestClinic, { patientId }: Person): Promise<string> {
  const nurse = clinic.callerOf('nurse')
  const visit = {
    patientId,
    identity: 'MH 1942',
    nothingToReport: 'yes',
    inr: '2.5',
    method: 'provider-meter',
    meter: 'CoaguChek 4417',
    stripLot: 'L 62210',
    sampledOn: londonDay(clinic.clock.now()),
    currentDose: '4',
  }
  const key = () => newId(clinic.clock.now())
  const suggested = await suggestDose.run(clinic.house, nurse, key(), visit)
  if (suggested.kind !== 'done') throw new Error(JSON.stringify(suggested))
  const answer = { ...visit, token: suggested.token, slot: 'none' }
  const accepted = await acceptDose.run(clinic.house, nurse, key(), answer)
  if (accepted.kind !== 'done') throw new Error(JSON.stringify(accepted))
  return accepted.decisionId
}

/** One of every absence that Evenkeel looks for. */
export async function oneOfEveryAbsence(clinic: TestClinic): Promise<void> {
  const records = recordsOf(clinic)
  const { person, task, appointment } = records
  const later = { nextTestOn: '2026-12-20' }
  const monday = await records.mondayClinic()

  await task(await person(later), 'alarm')
  await task(await person({ nextTestOn: null }), 'referral')
  await task(await person(later), 'referral', records.by)
  await task(await person({ nextTestOn: '2026-11-01' }), 'non-attendance')
  await forbiddenAndUntold(clinic)
  await changingMedicine(clinic)
  await bridged(clinic)
  await plansForProcedures(clinic)
  await escalateOverdue(clinic.house)
  await doseRoutinely(clinic, await person())
  await records.undosedResult(await person({ lastTestedOn: TODAY }))

  await person({ nextTestOn: null })
  await person({ nextTestOn: '2026-11-10', risk: 3 })
  await person({ nextTestOn: '2026-11-10' })
  await person()
  await person({ nextTestOn: '2026-11-25' })
  const came = { patternId: monday, onDate: '2026-11-16', atMinute: 540 }
  await appointment(await person(later), came, 'arrived')
  await appointment(await person(later), { ...came, atMinute: 550 }, 'missed')
  const missedTwice = await person({ nextTestOn: '2026-11-16' })
  await appointment(missedTwice, { ...came, atMinute: 560 }, 'missed')
  await records.contact(missedTwice, 1, '2026-11-21')

  const suspended = { suspendedFrom: '2026-10-01', suspendedUntil: '2026-11-20' }
  await person({ ...later, phase: 'suspended', ...suspended })
  await person({ ...later, duration: { kind: 'until', stopOn: addDays(TODAY, -1) } })
  await person({ ...later, duration: { kind: 'long-term', reviewOn: TODAY } })
  await person({ phase: 'accepted', nextTestOn: null })
  await person({ ...later, standing: 'unverified', indication: null })

  await records.results(await person(later), TWO_ABOVE_FIVE)
  await records.results(
    await person({ ...later, indication: 'deep-vein-thrombosis' }),
    TWO_ABOVE_FIVE,
  )
  await checkControlNightly(clinic.house)
  await person({ ...later, method: 'own-meter' })

  await appointment(await person(later), { ...came, onDate: '2026-11-30' })
  await clinic.database.migratorPool.query(
    `update provider set clinics_closed_from = '2026-11-16' where provider_id = $1`,
    [clinic.providerId],
  )
  const closure = { id: records.id(), onDate: '2026-11-30', reason: 'Training' }
  await clinic.inTx((tx) => addClinicClosure(tx, { ...closure, by: records.by, at: records.at() }))
  await heldRow(clinic)
  await heldResult(clinic)
  await endingCompetence(clinic)
  await ignoredAlert(clinic)
  await failedControl(clinic)
  await lateReturn(clinic)
  await transfersThatWait(clinic)
  await events(clinic)
  await notifiedBreach(clinic)
  await endingLicence(clinic)
}

/** A meter whose control failed. */
async function failedControl(clinic: TestClinic): Promise<void> {
  const nurse = clinic.callerOf('nurse')
  const key = () => newId(clinic.clock.now())
  const meter = { name: 'Meter 9', serial: 'S 9', model: 'coaguchek-xs' }
  await registerMeter.run(clinic.house, nurse, key(), meter)
  const control = { meter: 'METER9', stripLot: 'L 9', controlLot: 'C 9', shown: 'failed' }
  const outcome = await recordControl.run(clinic.house, nurse, key(), control)
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome))
}

/** A contract that ended last week, of which the return of last month was due two days ago, and whose last claim is due. */
async function lateReturn(clinic: TestClinic): Promise<void> {
  const manager = clinic.callerOf('practice-manager')
  const agreed = {
    specification: 'sheffield-2020-21 1',
    reference: 'LCS-02/1',
    from: '2026-04-01',
    to: '2026-11-15',
    'level-4': 'yes',
    agreedWith: 'A. Winter',
    agreedOn: '2026-03-20',
  }
  const key = newId(clinic.clock.now())
  const outcome = await agreeContract.run(clinic.house, manager, key, agreed)
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome))
}

/** A patient whom another provider was asked to take on and has not answered about, and one about whom it asks something. */
async function transfersThatWait(clinic: TestClinic): Promise<void> {
  const { person, results, at } = recordsOf(clinic)
  const later = { nextTestOn: '2026-12-20' }
  const asked = {
    to: 'outside',
    otherName: 'Elsewhere',
    otherContact: '01632 960079',
    note: 'Moves',
  }
  const now = at()
  clinic.clock.set('2026-11-18T09:00:00.000Z')
  const ids: string[] = []
  for (const who of [await person(later), await person(later)]) {
    await results(who, { '2026-11-10': 24 })
    const { episodeId } = who
    ids.push(done(await step(clinic, 'send-transfer', { episodeId, ...asked })).subject ?? '')
  }
  clinic.clock.set(now)
  const question = { transferId: ids[1] ?? '', words: 'Which tablets?' }
  done(await step(clinic, 'ask-about-transfer', question))
}

/** A breach of which a commissioner notified this provider. */
async function notifiedBreach(clinic: TestClinic): Promise<void> {
  const records = recordsOf(clinic)
  await clinic.database.migratorPool.query(
    `insert into breach (provider_id, id, of_provider_id, contract_id, requirement_id, decision, figures, reason, plan_due_on, by,
       by_name, at)
     values ($1, $2, $3, $4, 'bleeding-reported', 'notified', '{"occasions": 1, "met": 0, "late": []}', 'Late', '2026-12-04', $1,
       'A. Winter', $5)`,
    [records.id(), records.id(), clinic.providerId, records.id(), records.at()],
  )
}

/** An event without its analysis, and a result that may be one. */
async function events(clinic: TestClinic): Promise<void> {
  const records = recordsOf(clinic)
  const later = { nextTestOn: '2026-12-20' }
  await records.results(await records.person(later), { '2026-11-20': 84 })
  const { patientId } = await records.person(later)
  const event = {
    patientId,
    kind: 'bleed',
    related: 'yes',
    occurredOn: '2026-11-19',
    awareOn: '2026-11-20',
    note: 'Bled from the nose for an hour.',
  }
  const key = newId(clinic.clock.now())
  const outcome = await recordEvent.run(clinic.house, clinic.callerOf('nurse'), key, event)
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome))
}

/** A licence that ended last week, and a survey out of consensus about which nothing was done. */
async function endingLicence(clinic: TestClinic): Promise<void> {
  const [manager, key] = [clinic.callerOf('practice-manager'), () => newId(clinic.clock.now())]
  const licence = { kind: 'training', name: 'Course', from: '2025-11-15', until: '2026-11-15' }
  done(await recordLicence.run(clinic.house, manager, key(), licence))
  const samples = { isReturned: 'yes', 'own-1': '3.0', 'median-1': '2.5' }
  const survey = { meter: 'METER9', scheme: 'UK NEQAS', survey: '4', doneOn: '2026-11-15' }
  done(await recordSurvey.run(clinic.house, manager, key(), { ...survey, ...samples }))
}

/** An alert that everybody went past. */
async function ignoredAlert(clinic: TestClinic): Promise<void> {
  const { id, at } = recordsOf(clinic)
  const review = {
    id: id(),
    kind: 'confirm',
    code: 'many-tablets',
    asked: 40,
    gonePast: 38,
    actedOn: 2,
    fromOn: '2026-10-24',
    untilOn: TODAY,
    openedAt: at(),
    dueOn: '2026-12-06',
  } as const
  await clinic.inTx((tx) => openAlertReview(tx, review))
}

/** Somebody whose record forbids what they take, and somebody reviewed who was not told. */
async function forbiddenAndUntold(clinic: TestClinic): Promise<void> {
  const desk = doacDesk(clinic)
  const later = { nextTestOn: '2026-12-20' }
  await desk.person({ antiphospholipid: 'yes' }, later)
  await desk.review(await desk.person({}, later), {}, { slot: 'none', toldHow: 'not-yet' })
}

/** Somebody whose medicine is to be changed, and is not yet. */
async function changingMedicine(clinic: TestClinic): Promise<void> {
  const { episodeId } = await doacDesk(clinic).person({}, { nextTestOn: '2026-12-20' })
  const [caller, key] = [clinic.callerOf('prescriber'), newId(clinic.clock.now())]
  const planned = { ...OVERLAP, episodeId, version: '1' }
  const outcome = await planOverlap.run(clinic.house, caller, key, planned)
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome))
}

/** Somebody who is given heparin beside warfarin. */
async function bridged(clinic: TestClinic): Promise<void> {
  const { person } = recordsOf(clinic)
  const later = { nextTestOn: '2026-12-20' }
  const { patientId } = await person(later)
  const duration = { kind: 'until', stopOn: day('2026-11-30') } as const
  const heparin = { medicine: 'heparin', bridging: true, startedOn: TODAY, duration } as const
  await clinic.addEpisode(patientId, { ...later, ...heparin, phase: 'initiating' })
}

/** A restart that is overdue, one of today, and a plan of which a step is due. */
async function plansForProcedures(clinic: TestClinic): Promise<void> {
  const desk = procedureDesk(clinic)
  const later = { nextTestOn: '2026-12-20' }
  const now = new Date(clinic.clock.now()).toISOString()
  const dates = (last: string, before: string, on: string, after: string) => ({
    lastDoseOn: last,
    inrBeforeOn: before,
    procedureOn: on,
    restartOn: on,
    inrAfterOn: after,
  })
  clinic.clock.set('2026-11-10T09:00:00.000Z')
  const overdue = dates('2026-11-12', '2026-11-17', '2026-11-18', '2026-11-25')
  const ofToday = dates('2026-11-16', '2026-11-20', TODAY, '2026-11-27')
  const planned = [
    await desk.plan(await desk.person({}, later), overdue),
    await desk.plan(await desk.person({}, later), ofToday),
  ]
  clinic.clock.set(now)
  planned.push(await desk.plan(await desk.person({}, later)))
  if (planned.some((said) => said !== 'done')) throw new Error(planned.join('; '))
}

/** An import that somebody has taken over, with nothing in it; answers its id. */
export async function committedImport(clinic: TestClinic): Promise<string> {
  const { id, by, at } = recordsOf(clinic)
  const batchId = id()
  await clinic.inTx((tx) =>
    insertRows(
      tx,
      'import_batch',
      ['provider_id', 'id', 'state', 'options', 'summary', 'staged_by', 'staged_at', 'version'],
      [[tx.providerId, batchId, 'committed', '{}', '{}', by, at(), 1]],
    ),
  )
  return batchId
}

/** A laboratory's result that was brought in and that nobody has taken in. */
async function heldResult(clinic: TestClinic): Promise<void> {
  const { id, by, at } = recordsOf(clinic)
  const columns = ['provider_id', 'id', 'system', 'identifier', 'content_hash', 'entry']
  const row = [id(), 'lab', 'R-1', '0'.repeat(64), '{}', by, at()]
  await clinic.inTx((tx) =>
    insertRows(
      tx,
      'sent_result',
      [...columns, 'received_by', 'received_at'],
      [[tx.providerId, ...row]],
    ),
  )
}

async function heldRow(clinic: TestClinic): Promise<void> {
  const batchId = await committedImport(clinic)
  const held = recordsOf(clinic).id()
  await clinic.inTx((tx) =>
    insertRows(
      tx,
      'import_held_row',
      ['provider_id', 'id', 'batch_id', 'kind', 'line', 'row', 'findings', 'state'],
      [[tx.providerId, held, batchId, 'patients', 7, '{}', '[{"message":"No name"}]', 'held']],
    ),
  )
}

async function endingCompetence(clinic: TestClinic): Promise<void> {
  const { at } = recordsOf(clinic)
  const { accountId } = clinic.callerOf('pharmacist')
  await clinic.inTx(async (tx) => {
    const member = await findStaff(tx, accountId)
    if (member === undefined) throw new Error('the test clinic has a pharmacist')
    const competence = { ...member.competence, until: addDays(TODAY, 10) }
    const entry = { ...member, competence, changedBy: null, changedAt: at() }
    await changeStaff(tx, entry, member.version)
  })
}
