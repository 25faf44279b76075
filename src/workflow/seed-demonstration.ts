import { type ProviderRole, ROLES } from '#access/policy.ts'
import { type Day, day, daysBetween, londonDay } from '#base/day.ts'
import { recogniseIndication } from '#clinical/indications.ts'
import { IMPORT_FILES, IMPORT_KINDS, type ImportKind } from '#interchange/import-finding.ts'
import { shiftDates } from '#interchange/shift-dates.ts'
import { clinicPatterns } from '#store/clinics.ts'
import { isNightDoneSinceImport } from '#store/control-night.ts'
import { countPatients } from '#store/patients.ts'
import { providersOf } from '#store/providers.ts'
import { allStaff } from '#store/staff.ts'
import { inTransaction } from '#store/tx.ts'
import { agreeToTargets } from './agree-to-targets.ts'
import { bookDueCourses } from './book-due-courses.ts'
import { checkControlNightly, POOR_CONTROL } from './check-control-nightly.ts'
import { commitImport } from './commit-import.ts'
import { confirmImportedPlans } from './confirm-imported-plans.ts'
import { FIRST_PRACTICE, foundDemonstration } from './demonstration.ts'
import { bringInChange } from './demonstration-changes.ts'
import { agreeContracts } from './demonstration-contracts.ts'
import { bringInDoacs } from './demonstration-doacs.ts'
import { tellOfEvents } from './demonstration-events.ts'
import { keepMeters } from './demonstration-meters.ts'
import { bringInProcedures } from './demonstration-procedures.ts'
import type { Caller, House } from './desk.ts'
import { indicationsToMap } from './indications-to-map.ts'
import { mapIndication } from './map-indication.ts'
import { newId } from './new-id.ts'
import type { Refused } from './outcome.ts'
import { setClinicPattern } from './set-clinic-pattern.ts'
import { stageImport } from './stage-import.ts'

/** The export of another product, as its three files' text. */
export type Export = Readonly<Record<ImportKind, string>>

/** The day on which the synthetic export was written: its "today". */
const EXPORT_WRITTEN_ON = day('2026-11-21')

/**
 * Makes the demonstration in an empty installation, by the acts of the product and nothing else: clinic days, the
 * import of a synthetic export whose test dates are moved so that today has a clinic, its indications mapped,
 * all but a dozen plans confirmed, whoever is due soon booked, and the control of everybody looked at as each night does;
 * before them the county around the practice. What is there already is left as it is, and so is an
 * installation of other sites. A first start that was broken off goes on where it was, until the last step is done.
 */
export async function seedDemonstration(
  house: House,
  exported: Export,
  bringInCounty: () => Promise<void>,
): Promise<void> {
  await foundDemonstration(house)
  const provider = (await providersOf(house.pool)).find(({ name }) => name === FIRST_PRACTICE)
  if (provider === undefined) return
  const people = await peopleOf(house, provider.providerId)
  const { patients, clinics, isMade } = await alreadyThere(house, provider.providerId)
  if (isMade) return

  await holdClinics(house, people['practice-manager'], clinics)
  if (patients === 0) {
    await bringInCounty()
    await bringIn(house, people['practice-manager'], moved(exported, londonDay(house.clock())))
  }
  await mapIndications(house, people.pharmacist)
  await confirmImportedPlans(house, people.pharmacist)
  await agreeToTargets(house, people.prescriber)
  await bringInDoacs(house, people)
  await bringInProcedures(house, people)
  await bringInChange(house, people)
  await keepMeters(house)
  await agreeContracts(house)
  await tellOfEvents(house)
  await bookDueCourses(house, people.receptionist)
  await checkControlNightly(house)
}

type People = Readonly<Record<ProviderRole, Caller>>

async function peopleOf(house: House, providerId: string): Promise<People> {
  const staff = await inTransaction(house.pool, providerId, async (tx) => ({
    keep: false,
    answer: await allStaff(tx),
  }))
  const callerIn = (role: ProviderRole): Caller => {
    const accountId = staff.find((member) => member.role === role)?.accountId
    if (accountId === undefined) throw new Error(`the demonstration has no ${role}`)
    return { providerId, accountId }
  }
  return Object.fromEntries(ROLES.map((role) => [role, callerIn(role)])) as People
}

const alreadyThere = (house: House, providerId: string) =>
  inTransaction(house.pool, providerId, async (tx) => ({
    keep: false,
    answer: {
      patients: await countPatients(tx),
      clinics: await clinicPatterns(tx),
      /** The last step of it was done. */
      isMade: await isNightDoneSinceImport(tx, POOR_CONTROL),
    },
  }))

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const

/** A clinic each day of the week, so that whoever tries Evenkeel finds one today; the housebound round is on Thursdays. */
async function holdClinics(
  house: House,
  manager: Caller,
  there: readonly { readonly name: string; readonly weekday: number }[],
): Promise<void> {
  const from = londonDay(house.clock())
  const clinic = { start: '09:00', end: '12:00', slotMinutes: '8', from, housebound: 'no' }
  const isHeld = (name: string, weekday: number) =>
    there.some((held) => held.name === name && held.weekday === weekday)
  for (const weekday of WEEK) {
    if (isHeld('Warfarin clinic', weekday)) continue
    await done(house, manager, setClinicPattern, {
      ...clinic,
      name: 'Warfarin clinic',
      weekday: String(weekday),
    })
  }
  const round = { ...clinic, start: '13:00', end: '16:00', slotMinutes: '20', housebound: 'yes' }
  if (isHeld('Home visits', 4)) return
  await done(house, manager, setClinicPattern, { ...round, name: 'Home visits', weekday: '4' })
}

/** The export as if it had been written today. Dates of birth stay. */
function moved(exported: Export, today: Day): Export {
  const days = daysBetween(EXPORT_WRITTEN_ON, today)
  return {
    patients: exported.patients,
    episodes: shiftDates(exported.episodes, days),
    results: shiftDates(exported.results, days),
  }
}

async function bringIn(house: House, manager: Caller, exported: Export): Promise<void> {
  const files = IMPORT_KINDS.map((kind) => {
    const base64 = Buffer.from(exported[kind]).toString('base64')
    return [kind, { name: IMPORT_FILES[kind], type: 'text/csv', base64 }]
  })
  const upload = { ...Object.fromEntries(files), dateFormat: 'yyyy-mm-dd' }
  const { batchId } = await done(house, manager, stageImport, upload)
  await done(house, manager, commitImport, {
    batchId,
    sampleConfirmed: 'yes',
    headingsConfirmed: 'no',
  })
}

async function mapIndications(house: House, pharmacist: Caller): Promise<void> {
  const asked = await indicationsToMap(house, pharmacist, {})
  if (asked.kind === 'refused') throw refusal(asked)
  for (const { sourceText } of asked.texts) {
    const concept = recogniseIndication(sourceText)
    if (concept === undefined) continue
    await done(house, pharmacist, mapIndication, { sourceText, indication: concept.id })
  }
}

type Asked<Result> = {
  readonly run: (
    house: House,
    caller: Caller,
    key: string,
    input: unknown,
  ) => Promise<Result | Refused>
}

/** Does an act that must not be refused here. */
export async function done<Result extends { readonly kind: string }>(
  house: House,
  caller: Caller,
  act: Asked<Result>,
  input: unknown,
): Promise<Exclude<Result, Refused>> {
  const outcome = await act.run(house, caller, newId(house.clock()), input)
  if (outcome.kind === 'refused') throw refusal(outcome as Refused)
  return outcome as Exclude<Result, Refused>
}

const refusal = ({ findings }: Refused) =>
  new Error(
    `the demonstration could not be made: ${findings.map(({ message }) => message).join(' ')}`,
  )
