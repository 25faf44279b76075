import { trimAscii } from '#base/typed-text.ts'
import type { Inr } from '#clinical/inr.ts'
import type { Device } from '#store/results.ts'
import type { Desk } from './desk.ts'
import type { OpenVisit } from './open-visit.ts'
import type { Finding } from './outcome.ts'
import type { SiteRules } from './site-rules.ts'
import type { TextFields } from './text-fields.ts'
import { openTask } from './visit-task.ts'

/** Whether a high result stands on strips that are known to read high, so that a laboratory must confirm it (H06). */
export function needsVenousSample(site: SiteRules, inr: Inr, device: Device | null): boolean {
  if (device === null || inr.comparator === '<') return false
  return site.advisoryLots.includes(device.stripLot) && inr.tenths > site.advisoryAboveTenths
}

/** The forced step before such a result is used: the venous sample is taken now. */
export function venousFindings(
  fields: TextFields<'venousTaken' | 'stripLot'>,
  site: SiteRules,
  inr: Inr | undefined,
): readonly Finding[] {
  const device = { meter: '', stripLot: trimAscii(fields.stripLot ?? '') }
  if (inr === undefined || !needsVenousSample(site, inr, device)) return []
  if (fields.venousTaken === 'yes') return []
  const message =
    'Strips of this lot may read high. Take a venous sample now and tick that it is taken.'
  return [{ field: 'venousTaken', code: 'advisory-lot', message }]
}

const CONFIRM_WITHIN_MINUTES = 24 * 60

/** The confirmation is owned by an authorised person until the laboratory's result is there. */
export async function askForVenousResult(
  desk: Desk,
  { known, visit }: OpenVisit,
  visitId: string,
): Promise<void> {
  if (!needsVenousSample(known.site, visit.inr, visit.device)) return
  await openTask(desk, {
    kind: 'venous-confirmation',
    patientId: known.patient.id,
    episodeId: known.episode.id,
    visitId: null,
    title: 'Venous sample taken: compare the laboratory result',
    details: { visitId },
    forWhom: 'authoriser',
    takenBy: null,
    withinMinutes: CONFIRM_WITHIN_MINUTES,
    note: `Strip lot ${visit.device?.stripLot ?? ''}`,
  })
}
