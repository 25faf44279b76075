import { formatInr } from '#clinical/inr.ts'
import { dropDraft } from '#store/drafts.ts'
import { addResults, type NewResult } from '#store/results.ts'
import { addTaskEvent, closeTaskRow, type FoundTask, openTasksOf } from '#store/tasks.ts'
import { addVisit } from '#store/visits.ts'
import { askForVenousResult, closeConfirmed } from './advisory-lot.ts'
import { markAttended } from './book-next-test.ts'
import type { Desk } from './desk.ts'
import type { OpenVisit } from './open-visit.ts'
import { noticePoorControl } from './poor-control.ts'
import { resultToEnter } from './result-to-enter.ts'

export type SavedVisit = { readonly visitId: string; readonly resultId: string }

/** Writes the result and the answers of a visit, and what follows from the patient having been tested. */
export async function saveVisit(desk: Desk, open: OpenVisit): Promise<SavedVisit> {
  const { tx, actor, now, today } = desk
  const { patient, episode } = open.known
  const [visitId, resultId] = [desk.newId(), desk.newId()]
  const visit = {
    id: visitId,
    patientId: patient.id,
    episodeId: episode.id,
    resultId,
    onDate: today,
    answers: open.visit.answers,
    place: open.visit.place,
    recordedBy: actor.accountId,
    recordedAt: new Date(now).toISOString(),
  }
  await Promise.all([
    addResults(tx, [...voidedResult(desk, open), newResult(desk, open, resultId)]),
    addVisit(tx, visit),
    dropDraft(tx, actor.accountId, patient.id),
  ])
  await closeConfirmed(desk, open)
  await askForVenousResult(desk, open, visitId)
  await Promise.all([
    markAttended(desk, patient.id),
    closeDoneNow(desk, open),
    noticePoorControl(tx, [{ ...episode, startedOn: open.known.plan.startedOn }], now),
  ])
  return { visitId, resultId }
}

const NOT_IMPORTED = {
  doseBeforeUg: null,
  omitDays: null,
  plannedNextOn: null,
  importBatchId: null,
} as const

function newResult(desk: Desk, { known, visit }: OpenVisit, id: string): NewResult {
  const { on, at } = visit.sample
  return {
    ...NOT_IMPORTED,
    id,
    patientId: known.patient.id,
    episodeId: known.episode.id,
    inr: visit.inr,
    raw: visit.raw,
    sampledOn: on,
    sampledAt: at === null ? null : new Date(at).toISOString(),
    method: visit.method,
    device: visit.device,
    status: 'final',
    replaces: known.arrived?.id ?? null,
    reason: known.arrived && 'Entered at a visit, as it was sent',
    comment: visit.comment,
    enteredBy: desk.actor.accountId,
    enteredAt: new Date(desk.now).toISOString(),
  }
}

/** The other of two results of one visit is voided by a row of its own, which says why. */
function voidedResult(desk: Desk, { known, visit }: OpenVisit): readonly NewResult[] {
  const { replaces } = visit
  const first = known.history.find(({ id }) => id === replaces?.resultId)
  if (replaces === null || first === undefined) return []
  const { comparator, tenths, sampledOn, method } = first
  return [
    {
      ...NOT_IMPORTED,
      id: desk.newId(),
      patientId: known.patient.id,
      episodeId: known.episode.id,
      inr: { comparator, tenths },
      raw: '',
      sampledOn,
      sampledAt: null,
      method,
      device: null,
      status: 'void',
      replaces: replaces.resultId,
      reason: replaces.reason,
      comment: null,
      enteredBy: desk.actor.accountId,
      enteredAt: new Date(desk.now).toISOString(),
    },
  ]
}

/** A visit that was sent back has now been done again; a result that was recorded for somebody else is entered here. */
async function closeDoneNow(
  { tx, actor, now, newId }: Desk,
  { known, visit }: OpenVisit,
): Promise<void> {
  const at = new Date(now).toISOString()
  for (const task of await openTasksOf(tx, known.episode.id)) {
    const closing = closingOf(task, visit)
    if (closing === undefined) continue
    const { id, version } = task
    const by = actor.accountId
    if (!(await closeTaskRow(tx, { id, version, ...closing, by, at }))) continue
    const { code: what, note } = closing
    await addTaskEvent(tx, { id: newId(), taskId: id, what, note, by, at })
  }
}

function closingOf(
  task: FoundTask,
  visit: OpenVisit['visit'],
): { readonly code: string; readonly note: string } | undefined {
  const { inr, sample } = visit
  const due = resultToEnter(task)
  if (due?.inr === formatInr(inr) && due.sampledOn === sample.on) {
    return { code: 'entered-here', note: 'The result was entered here.' }
  }
  switch (task.kind) {
    case 'look-back':
      return visit.unsound === null ? MEASURED_AGAIN : undefined
    case 'alarm-unsaved':
      return { code: 'saved', note: 'A result was saved.' }
    case 'text-not-answered':
    case 'dose-not-told':
      return { code: 'later-result', note: 'A later INR was saved: this dose is not given.' }
    case 'sent-back':
    case 'test-failed':
      return { code: 'done-again', note: 'The visit was done again.' }
    default:
      return undefined
  }
}

const MEASURED_AGAIN = { code: 'measured-again', note: 'The patient was measured again.' }
