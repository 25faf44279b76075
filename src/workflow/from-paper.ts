import { permission } from '#access/policy.ts'
import { type Day, dayFromParts, parseDay } from '#base/day.ts'
import { displayName } from '#register/person-name.ts'
import { patientsDueBy } from '#store/clinic-packs.ts'
import { type NoVisit, noVisitsOf, type PaperDay, paperDayOf } from '#store/paper-days.ts'
import { findPaperEntry, type PaperEntry, paperEntries } from '#store/paper-entries.ts'
import { type PatientOnScreen, patientOnScreen } from '#store/patient-on-screen.ts'
import { allStaff } from '#store/staff.ts'
import { mayNotCheck } from './check-paper.ts'
import { clock } from './dose-page.ts'
import { notHere } from './outcome.ts'
import { type PaperLeft, paperLeft } from './paper-left.ts'
import { idTyped } from './typed-id.ts'
import { view } from './view.ts'

export type { PaperEntry }

/** Somebody who was expected on a day and of whom nothing of that day or after it is on record. */
export type Expected = {
  readonly patientId: string
  readonly name: string
  readonly dateOfBirth: Day
  readonly time: string
}

export type FromPaper = {
  readonly kind: 'from-paper'
  readonly on: Day
  readonly today: Day
  readonly expected: readonly Expected[]
  readonly entries: readonly PaperEntry[]
  /** What somebody said of how its clinic was held. */
  readonly paperDay: PaperDay | undefined
  /** Every day up to now that is not entered whole. */
  readonly left: readonly PaperLeft[]
  readonly noVisits: readonly NoVisit[]
}

/** @technical How many entries one page shows. */
const SHOWN = 200

/** A day as it is typed, like 22/11/2026, or as it stands in an address. */
function dayAsked(asked: string) {
  const [date, month, year] = asked.split('/')
  if (date === undefined || month === undefined || year === undefined) return parseDay(asked)
  return dayFromParts(date, month, year)
}

/** Of one day: who was expected and has nothing yet; and what was entered from paper, what nobody checked first. */
export const fromPaper = view<{ readonly on: string }, FromPaper>(
  'enter-from-paper',
  async ({ tx, today }, { on: asked }) => {
    const read = dayAsked(asked)
    const on = read.kind === 'day' && read.day <= today ? read.day : today
    const due = await patientsDueBy(tx, on)
    const expected = due
      .filter(({ sampledOn }) => sampledOn === null || sampledOn < on)
      .map(({ id, details, atMinute }) => ({
        patientId: id,
        name: displayName(details),
        dateOfBirth: details.dateOfBirth,
        time: clock(atMinute ?? undefined),
      }))
    return {
      kind: 'from-paper',
      on,
      today,
      expected,
      entries: await paperEntries(tx, SHOWN),
      paperDay: await paperDayOf(tx, on),
      left: await paperLeft(tx, today),
      noVisits: await noVisitsOf(tx, on),
    }
  },
)

export type PaperForm = {
  readonly kind: 'paper-form'
  readonly patient: PatientOnScreen
  /** Who works here, to be named as who decided. */
  readonly people: Readonly<Record<string, string>>
}

/** Whose sheet it is, and who may have decided on it. */
export const paperForm = view<{ readonly patientId: string }, PaperForm>(
  'enter-from-paper',
  async ({ tx }, { patientId }) => {
    const patient = await patientOnScreen(tx, idTyped(patientId))
    if (patient === undefined) return notHere('patient')
    const clinical = (await allStaff(tx)).filter(({ competence }) => competence.dosing !== 'none')
    const people = Object.fromEntries(clinical.map(({ accountId, name }) => [accountId, name]))
    return { kind: 'paper-form', patient, people }
  },
  ({ patientId }) => patientId,
)

export type PaperEntryPage = {
  readonly kind: 'paper-entry'
  readonly patient: PatientOnScreen
  readonly entry: PaperEntry
  /** Why this person does not check it, in words; null where they may. */
  readonly notMine: string | null
}

/** One entry, with what the rules propose beside it. */
export const paperEntryPage = view<
  { readonly patientId: string; readonly entryId: string },
  PaperEntryPage
>(
  'enter-from-paper',
  async (desk, { patientId, entryId }) => {
    const patient = await patientOnScreen(desk.tx, idTyped(patientId))
    const entry = await findPaperEntry(desk.tx, idTyped(entryId))
    if (patient === undefined || entry?.patientId !== patient.id) return notHere('paper entry')
    const may = permission('check-from-paper', desk.actor, desk.today)
    const stop =
      may.kind === 'refused' ? may.message : (await mayNotCheck(desk, entry))?.findings[0]?.message
    return { kind: 'paper-entry', patient, entry, notMine: stop ?? null }
  },
  ({ patientId }) => patientId,
)
