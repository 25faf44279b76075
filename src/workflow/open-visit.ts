import { clinicalDate, day } from '#base/day.ts'
import { deviceKey } from '#clinical/device-name.ts'
import { formatInr } from '#clinical/inr.ts'
import type { Suggestion } from '#store/decisions.ts'
import type { Device } from '#store/results.ts'
import type { Desk } from './desk.ts'
import { type Parsed, type Refused, refused } from './outcome.ts'
import { heldSince, type ResultToEnter } from './result-to-enter.ts'
import { suggestionFor } from './suggestion.ts'
import { openSuggestionToken, type SuggestionOwner, staleContent } from './suggestion-token.ts'
import { readTextFields } from './text-fields.ts'
import { heldFirst, openVisitCase, type VisitCase } from './visit-case.ts'
import { type EnteredVisit, readVisit, VISIT_FIELDS, type VisitFields } from './visit-form.ts'

/** A visit that can be believed, the case it belongs to, and what the rules say to it. */
export type OpenVisit = {
  readonly kind: 'open'
  readonly known: VisitCase
  readonly visit: EnteredVisit
  readonly suggestion: Suggestion
}

export const parseVisitFields = (input: unknown): Parsed<VisitFields> =>
  readTextFields(input, VISIT_FIELDS)

/** Opens the case, reads the visit against it and asks the rules. */
export async function openVisit(
  desk: Desk,
  fields: VisitFields,
  aim: 'to-ask' | 'to-save',
): Promise<OpenVisit | Refused> {
  const known = await openVisitCase(desk, fields.patientId, aim)
  return 'kind' in known ? known : readAgainst(desk, known, fields)
}

/**
 * Opens a visit whose suggestion has been shown, and makes sure that nothing has moved since: not the patient,
 * the plan, the newest dose, the rules or the entries. The dose is always worked out again here (D4.51-54).
 */
export async function openShownVisit(
  desk: Desk,
  fields: VisitFields & { readonly token?: string },
): Promise<OpenVisit | Refused> {
  const known = await openVisitCase(desk, fields.patientId, 'to-save')
  if ('kind' in known) return known
  const shown = openSuggestionToken(desk.secret, fields.token, ownerOf(desk, known), desk.now)
  if (shown.kind === 'refused') return shown
  const open = readAgainst(desk, known, fields)
  if (open.kind === 'refused') return open
  return staleContent(shown, open.suggestion) ?? open
}

function readAgainst(desk: Desk, known: VisitCase, fields: VisitFields): OpenVisit | Refused {
  const read = readVisit(fields, known, desk.now, desk.today)
  if (read.kind === 'refused') return refused(422, ...read.findings)
  const { visit } = read
  const { arrived } = known
  if (arrived !== null && !isEntered(arrived, visit)) return enterArrived(arrived)
  const suggestion = suggestionFor(known, visit, desk)
  const [held] = heldSince(known.tasks, visit.sample.on).filter((one) => !isJust(one, visit))
  if (held !== undefined && suggestion.advice.kind !== 'alarm') return heldFirst(held)
  return { kind: 'open', known, visit, suggestion }
}

/** Whether a visit enters by hand what is held. */
const isJust = (
  { inr, sampledOn, method = 'laboratory' }: ResultToEnter,
  visit: EnteredVisit,
): boolean =>
  visit.method === method && inr === formatInr(visit.inr) && sampledOn === visit.sample.on

const enterArrived = (arrived: NonNullable<VisitCase['arrived']>): Refused => {
  const [inr, on] = [formatInr(arrived), clinicalDate(day(arrived.sampledOn))]
  const { device } = arrived
  const isMeter = arrived.method !== 'laboratory'
  const by = isMeter
    ? `the meter ${device?.meter ?? ''} with strips of lot ${device?.stripLot ?? ''}`
    : 'the laboratory'
  const message = `A ${isMeter ? 'meter' : 'laboratory'} result of ${on} is waiting for this patient. Review it first. Enter just it: INR ${inr}, measured by ${by}, with that day. If it is wrong or another patient's, close its task with that.`
  return refused(409, { field: '', code: 'result-waiting', message })
}

/** Whether a visit enters the very result that has arrived: the same INR of the same day, of the laboratory, or of the same meter and strips (H03). */
const isEntered = (
  arrived: NonNullable<VisitCase['arrived']>,
  { inr, method, device, sample, replaces }: EnteredVisit,
): boolean =>
  method === arrived.method &&
  isSameDevice(arrived.device, device) &&
  replaces === null &&
  sample.on === arrived.sampledOn &&
  inr.comparator === arrived.comparator &&
  inr.tenths === arrived.tenths

const isSameDevice = (sent: Device | null, entered: Device | null): boolean =>
  deviceKey(sent?.meter ?? '') === deviceKey(entered?.meter ?? '') &&
  deviceKey(sent?.stripLot ?? '') === deviceKey(entered?.stripLot ?? '')

/** Whom a suggestion belongs to: nobody else can accept it, for nobody else, on no other dose. */
export const ownerOf = ({ actor }: Desk, { patient, episode }: VisitCase): SuggestionOwner => ({
  patientId: patient.id,
  episodeVersion: episode.version,
  lastDecisionId: episode.lastDecisionId,
  accountId: actor.accountId,
})
