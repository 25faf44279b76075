import { clinicalDate, londonDay } from '#base/day.ts'
import { isListed } from '#clinical/device-name.ts'
import { formatInr, type Inr } from '#clinical/inr.ts'
import type { Method } from '#clinical/warfarin/advice.ts'
import type { FoundEpisode } from '#store/episodes.ts'
import type { Device } from '#store/results.ts'
import { addTaskEvent, closeTaskRow, openTasksOf } from '#store/tasks.ts'
import type { Desk } from './desk.ts'
import type { OpenVisit } from './open-visit.ts'
import type { Finding } from './outcome.ts'
import type { SiteRules } from './site-rules.ts'
import { isUncheckedMeter } from './unchecked-meter.ts'
import { limitsOf } from './visit-method.ts'
import { openTask } from './visit-task.ts'

/** Whether a high result stands on strips that are known to read high, so that a laboratory must confirm it (H06). */
export function needsVenousSample(site: SiteRules, inr: Inr, device: Device | null): boolean {
  if (device === null || inr.comparator === '<') return false
  return isListed(site.advisoryLots, device.stripLot) && inr.tenths > site.advisoryAboveTenths
}

/** The forced step before such a result is used, with its lot typed or scanned: the venous sample is taken now. */
export function venousFindings(
  venousTaken: string | undefined,
  site: SiteRules,
  inr: Inr | undefined,
  device: Device | null,
): readonly Finding[] {
  if (inr === undefined || !needsVenousSample(site, inr, device)) return []
  if (venousTaken === 'yes') return []
  const message =
    'Strips of this lot may read high. Take a venous sample now and tick that it is taken.'
  return [{ field: 'venousTaken', code: 'advisory-lot', message }]
}

/** Whether a meter could not measure the INR, or stands at the end of what it measures: a laboratory must (H04). */
export const isBeyondMeter = (inr: Inr, method: Method, device: Device | null): boolean =>
  method !== 'laboratory' &&
  (inr.comparator !== '=' || inr.tenths >= (limitsOf(method, device).censorAboveTenths ?? Infinity))

/**
 * Minutes for the laboratory's result: of strips that read high; of an INR that no meter measured; of an alarming INR
 * of an own meter that nobody has checked, or of a meter or strips that no dose rests on. Local settings. @see docs/evidence.md#venous-within
 */
const CONFIRM_WITHIN_MINUTES = {
  'advisory-lot': 24 * 60,
  'beyond-meter': 4 * 60,
  'unchecked-meter': 4 * 60,
  'unsound-device': 4 * 60,
} as const

/** The confirmation is owned by an authorised person until the laboratory's result is there. */
export async function askForVenousResult(
  desk: Desk,
  { known, visit }: OpenVisit,
  visitId: string,
): Promise<void> {
  const { inr, method, device } = visit
  await askForVenous(desk, known.episode, { inr, method, device, visitId })
  if (isBeyondMeter(inr, method, device)) return
  if (isUncheckedMeter(method, known, desk.today)) {
    await openConfirmation(desk, known.episode, {
      because: 'unchecked-meter',
      title: `INR ${formatInr(inr)} on the patient's own meter, which is not checked: take a venous sample and enter the laboratory result`,
      visitId,
      note: 'No check of this patient and of their meter is current.',
    })
    return
  }
  if (visit.unsound !== null) {
    await openConfirmation(desk, known.episode, {
      because: 'unsound-device',
      title: `INR ${formatInr(inr)} that no dose may rest on: take a venous sample and enter the laboratory result`,
      visitId,
      note: visit.unsound,
    })
    return
  }
  if (!needsVenousSample(known.site, inr, device)) return
  await openConfirmation(desk, known.episode, {
    because: 'advisory-lot',
    title: 'Venous sample taken: compare the laboratory result',
    visitId,
    note: `Strip lot ${device?.stripLot ?? ''}`,
  })
}

/** An INR that the meter could not measure is confirmed from a vein, whatever else is done about it. */
export async function askForVenous(
  desk: Desk,
  episode: Pick<FoundEpisode, 'id' | 'patientId'>,
  measured: {
    readonly inr: Inr
    readonly method: Method
    readonly device: Device | null
    readonly visitId: string | null
  },
): Promise<void> {
  if (!isBeyondMeter(measured.inr, measured.method, measured.device)) return
  await openConfirmation(desk, episode, {
    because: 'beyond-meter',
    title: `INR ${formatInr(measured.inr)} on a meter: take a venous sample and enter the laboratory result`,
    visitId: measured.visitId,
    note: 'No dose is decided on what the meter could not measure.',
  })
}

async function openConfirmation(
  desk: Desk,
  episode: Pick<FoundEpisode, 'id' | 'patientId'>,
  asked: {
    readonly because: keyof typeof CONFIRM_WITHIN_MINUTES
    readonly title: string
    readonly visitId: string | null
    readonly note: string
  },
): Promise<void> {
  const { because, title, visitId, note } = asked
  await openTask(desk, {
    kind: 'venous-confirmation',
    patientId: episode.patientId,
    episodeId: episode.id,
    visitId: null,
    title,
    details: { visitId, because },
    forWhom: 'authoriser',
    takenBy: null,
    withinMinutes: CONFIRM_WITHIN_MINUTES[because],
    note,
  })
}

/** A laboratory result of the day of the sample or later is what was waited for: it closes the confirmation. */
export async function closeConfirmed(desk: Desk, { known, visit }: OpenVisit): Promise<void> {
  if (visit.method !== 'laboratory') return
  const { tx, actor, now } = desk
  const [by, at] = [actor.accountId, new Date(now).toISOString()]
  const note = `Laboratory INR ${formatInr(visit.inr)} of ${clinicalDate(visit.sample.on)}`
  for (const { id, version, kind, openedAt } of await openTasksOf(tx, known.episode.id)) {
    if (kind !== 'venous-confirmation' || visit.sample.on < londonDay(openedAt)) continue
    const isClosed = await closeTaskRow(tx, { id, version, code: VENOUS_RESULT, note, by, at })
    if (!isClosed) continue
    await addTaskEvent(tx, { id: desk.newId(), taskId: id, what: VENOUS_RESULT, note, by, at })
  }
}

const VENOUS_RESULT = 'venous-result'
