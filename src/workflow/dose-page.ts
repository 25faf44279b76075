import { type Day, day, londonDay, patientDate } from '#base/day.ts'
import { uuid } from '#base/ids.ts'
import { ug } from '#clinical/dose.ts'
import { indicationOf } from '#clinical/indications.ts'
import { formatTenths } from '#clinical/inr.ts'
import { expand } from '#clinical/schedule.ts'
import type { Target } from '#clinical/target.ts'
import { type DosePage, printDosePage } from '#print/dose-page.ts'
import type { EpisodePlan } from '#register/episode.ts'
import { formatNhsNumber, type NhsNumber } from '#register/nhs-number.ts'
import type { PatientDetails } from '#register/patient.ts'
import { displayName } from '#register/person-name.ts'
import { oldInWords, type ShownSwitch } from '#register/switch-plan.ts'
import { appointmentsOf } from '#store/appointments.ts'
import { type FoundDecision, findDecision } from '#store/decisions.ts'
import { type NotInForce, whyNotInForce } from '#store/doses-in-force.ts'
import { type FoundEpisode, findEpisode } from '#store/episodes.ts'
import { findPatient } from '#store/patients.ts'
import { thisProvider } from '#store/providers.ts'
import { type KnownBefore, knownBefore } from '#store/texts-sent.ts'
import type { Tx } from '#store/tx.ts'
import { ONE_PERSON, RECORD_CLOSED } from './linked-records.ts'
import { notHere, type Refused, refused } from './outcome.ts'
import { type WithoutDose, withoutDoseOf } from './procedure-doses.ts'
import { view } from './view.ts'

export type PrintedDose = {
  readonly kind: 'printed'
  readonly patientId: string
  readonly fileName: string
  readonly pdf: Uint8Array
}

type Wanted = {
  readonly decisionId: string
  /** A copy of a page that a newer one has replaced, for the record; every sheet says so. */
  readonly copyOfSuperseded: boolean
}

/**
 * The patient's page for a saved dose. There is no way here for a dose that is not saved (D4.78), and one that
 * a newer dose has replaced is refused unless a marked copy is asked for (D4.79).
 */
export const dosePage = view<Wanted, PrintedDose>(
  'print-dose',
  async ({ tx, now }, { decisionId, copyOfSuperseded }) => {
    const id = uuid(decisionId)
    const why = id && (await whyNotInForce(tx, id))
    const facts = id && (await factsOf(tx, id))
    if (facts === undefined || why === undefined) return notHere('dose')
    const [isSuperseded, isVoid] = [why.includes('superseded'), why.includes('result-void')]
    const [stop] = copyOfSuperseded ? againstCopy(why) : why
    if (stop !== undefined) return REFUSALS[stop]

    const page = { ...(await pageOf(tx, facts)), superseded: whyCopy(isSuperseded, isVoid) }
    const fileName = `doses-page-${facts.decision.sequence}.pdf`
    return {
      kind: 'printed',
      patientId: facts.decision.patientId,
      fileName,
      pdf: await printDosePage(page, now),
    }
  },
  (_wanted, printed) => printed.patientId,
)

/** What stands in the way of a marked copy: of an older page nothing, and a void INR of none. */
const againstCopy = (why: readonly NotInForce[]): readonly NotInForce[] =>
  why.includes('superseded') ? [] : why.filter((reason) => reason !== 'result-void')

/** Why a copy is not to be followed: a newer page says more than that the INR of this one is void. */
function whyCopy(isSuperseded: boolean, isVoid: boolean): DosePage['superseded'] {
  if (isSuperseded) return 'newer'
  return isVoid ? 'void' : false
}

/** The page of the dose in force, as it would be printed now; nothing when it is not to be followed. */
export async function pageInForce(tx: Tx, decisionId: string): Promise<DosePage | undefined> {
  if ((await whyNotInForce(tx, decisionId))?.length !== 0) return undefined
  const facts = await factsOf(tx, decisionId)
  return facts && pageOf(tx, facts)
}

const superseded: Refused = refused(410, {
  field: '',
  code: 'superseded',
  message:
    'A newer dose has replaced this one, so its page is not printed again. Print the newest page.',
})

const paused: Refused = refused(409, {
  field: '',
  code: 'treatment-suspended',
  message: 'Treatment is suspended or has ended, so no page with doses is printed.',
})

const overtaken: Refused = refused(409, {
  field: '',
  code: 'later-result',
  message:
    'A later INR is recorded and no dose is decided on it, so this page is not printed. Have the dose decided first.',
})

const onVoid: Refused = refused(409, {
  field: '',
  code: 'result-void',
  message: 'The INR of this dose is void, so its page is not printed. Have the dose looked at.',
})

const REFUSALS: Readonly<Record<NotInForce, Refused>> = {
  superseded,
  'result-void': onVoid,
  'record-closed': refused(409, RECORD_CLOSED),
  'one-person': refused(409, ONE_PERSON),
  'treatment-suspended': paused,
  'later-visit': overtaken,
  'later-result': overtaken,
}

type Facts = {
  readonly decision: FoundDecision
  readonly episode: FoundEpisode
  readonly details: PatientDetails
  readonly switching: ShownSwitch | null
  readonly bridgeUntil: string | null
  readonly provider: { readonly name: string; readonly telephone: string }
  readonly testAtMinute: number | undefined
  readonly before: KnownBefore | undefined
}

async function factsOf(tx: Tx, decisionId: string): Promise<Facts | undefined> {
  const decision = await findDecision(tx, decisionId)
  if (decision === undefined) return undefined
  const [episode, patient, provider, booked, before] = [
    await findEpisode(tx, decision.episodeId),
    await findPatient(tx, decision.patientId),
    await thisProvider(tx),
    await appointmentsOf(tx, decision.patientId, decision.nextTestOn),
    await knownBefore(tx, decision),
  ]
  if (!episode || !patient || !provider) return undefined
  const testAtMinute = booked.find(({ onDate }) => onDate === decision.nextTestOn)?.atMinute
  const { details, switching, bridgeUntil } = patient
  return { details, switching, bridgeUntil, decision, episode, provider, testAtMinute, before }
}

async function pageOf(tx: Tx, facts: Facts): Promise<DosePage> {
  const without = await withoutDoseOf(tx, facts.episode.id)
  const { decision, episode, details, provider, testAtMinute, before } = facts
  const { plan } = episode
  return {
    provider,
    patient: {
      name: displayName(details),
      dateOfBirth: details.dateOfBirth,
      nhsNumber:
        details.nhs.kind === 'number' ? formatNhsNumber(details.nhs.number as NhsNumber) : 'none',
    },
    medicine: plan.medicine ?? 'anticoagulant',
    beside: besideOf(facts),
    indication: indicationOf(plan.indication ?? '')?.label ?? plan.indicationText,
    target: targetInWords(plan.target),
    duration: durationInWords(plan),
    days: withoutThese(printedDays(decision), without),
    procedure: procedureOn(decision, without),
    boostedOn: decision.boosts.map(({ on }) => on),
    weeklyUg: ug(decision.weeklyUg),
    stopsAtTest: stopsAtTest(decision),
    nextTest: { on: day(decision.nextTestOn), at: clock(testAtMinute) },
    instructions: decision.instructions,
    sequence: decision.sequence,
    replaces: before && { sequence: before.sequence, savedOn: londonDay(before.decidedAt) },
    superseded: false,
    savedAt: decision.decidedAt,
    savedOn: londonDay(decision.decidedAt),
    savedBy: decision.decidedByName,
  }
}

/** The old medicine of a change that overlaps now, or heparin. */
function besideOf({ switching, bridgeUntil }: Facts): DosePage['beside'] {
  if (switching?.state === 'overlapping') {
    const { oldMedicine, untilOn } = switching
    return { medicine: oldMedicine, taken: oldInWords(switching), untilOn }
  }
  if (bridgeUntil === null) return null
  return { medicine: 'heparin', taken: 'heparin', untilOn: day(bridgeUntil) }
}

/** When nothing is taken before the next test, no dose after it is promised either: it is decided at the test. */
function printedDays({ schedule, nextTestOn }: FoundDecision): DosePage['days'] {
  const days = expand(schedule)
  const untilTest = days.filter((dose) => dose.day < nextTestOn)
  return untilTest.every(({ ug: dose }) => dose === 0) ? untilTest : days
}

/** The last date on the patient's page: what is read back beside the dose ends with it (H12). */
export const lastPrintedDay = (decision: FoundDecision): Day =>
  printedDays(decision).at(-1)?.day ?? day(decision.untilOn)

/** The plan for a procedure stands over the dates that it names, whatever was decided before it. */
const withoutThese = (days: DosePage['days'], without: WithoutDose | null): DosePage['days'] =>
  days.map((dose) => (isWithout(dose.day, without) ? { ...dose, ug: ug(0), tablets: [] } : dose))

const isWithout = (on: Day, without: WithoutDose | null): boolean =>
  without !== null && on >= without.from && on <= without.to

/** The dates without a dose, when this page has one of them. */
const procedureOn = (
  { schedule }: FoundDecision,
  without: WithoutDose | null,
): WithoutDose | null =>
  expand(schedule).some(({ day: on }) => isWithout(on, without)) ? without : null

/** A dose of a fast start: the schedule itself says none from the day of the test on. */
const stopsAtTest = ({ schedule, nextTestOn }: FoundDecision): boolean => {
  const days = expand(schedule)
  const taken = days.some(({ day: on, ug: dose }) => on < nextTestOn && dose > 0)
  return taken && days.every(({ day: on, ug: dose }) => on < nextTestOn || dose === 0)
}

function targetInWords(target: Target | null): string {
  if (target === null) return 'not known'
  const range = `${formatTenths(target.lowTenths)} to ${formatTenths(target.highTenths)}`
  return `${formatTenths(target.valueTenths)} (${range})`
}

function durationInWords({ duration }: EpisodePlan): string {
  if (duration === null) return 'How long: not known.'
  switch (duration.kind) {
    case 'until':
      return `Until ${patientDate(duration.stopOn)}.`
    case 'long-term':
      return `Long term, reviewed by ${patientDate(duration.reviewOn)}.`
  }
}

/** Minutes after midnight as a clock shows them; nothing when no time is booked. */
export function clock(minute: number | undefined): string {
  if (minute === undefined) return ''
  const pad = (number: number) => String(number).padStart(2, '0')
  return `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`
}
