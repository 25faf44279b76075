import assert from 'node:assert/strict'
import type { Pool } from 'pg'
import type { Competence, ProviderRole, Role } from '#access/policy.ts'
import { ROLES } from '#access/policy.ts'
import { day } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import type { EpisodePlan } from '#register/episode.ts'
import { checkDigit, parseNhsNumber } from '#register/nhs-number.ts'
import type { PatientDetails } from '#register/patient.ts'
import { NOTHING_KNOWN } from '#register/patient-flags.ts'
import { addAuditLine } from '#store/audit.ts'
import { addEpisodes, type EpisodeRecord } from '#store/episodes.ts'
import { foundInstallation, type InstallationKind } from '#store/installation.ts'
import { outside } from '#store/outside.ts'
import { addPatients, type PatientRecord } from '#store/patients.ts'
import { inTransaction, type Tx } from '#store/tx.ts'
import { type TestDatabase, testDatabase } from '#test/database.ts'
import type { Caller, House } from '#workflow/desk.ts'
import { foundProvider } from '#workflow/found-provider.ts'
import { newId } from '#workflow/new-id.ts'
import type { PasswordCost } from '#workflow/password-hash.ts'

/** A practice with one person in each role, and a clock that stands still until it is moved. */
export type TestClinic = {
  readonly database: TestDatabase
  readonly pool: Pool
  readonly house: House
  readonly clock: TestClock
  readonly providerId: string
  /** In any but a demonstration everybody needs a second step to sign in. */
  readonly installation: InstallationKind
  readonly callerOf: (role: Role) => Caller
  /** The user name of each person is the role; the password is `PASSWORD`. */
  readonly usernameOf: (role: Role) => string
  readonly addPatient: (known?: PatientRest) => Promise<string>
  readonly addEpisode: (patientId: string, known?: EpisodeRest) => Promise<string>
  /** Work in a transaction of this provider, kept. */
  readonly inTx: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  readonly drop: () => Promise<void>
}

export type TestClock = {
  readonly now: () => number
  readonly set: (instant: string) => void
  readonly advance: (milliseconds: number) => void
}

type PatientRest = Partial<PatientDetails> & Partial<Omit<PatientRecord, 'details'>>
type EpisodeRest = Partial<EpisodePlan> & Partial<Omit<EpisodeRecord, 'plan'>>

export const PASSWORD = 'grey otters swim at dawn'
/** What an installation of a test signs and seals with. */
export const SECRET = Buffer.alloc(32, 7)
/** Tests do not wait for argon2id; that the product's own cost is used has its own test. */
export const CHEAP: PasswordCost = { memoryKib: 8, passes: 1 }
/** Sunday 22 November 2026, 09:00 in London. */
const START = '2026-11-22T09:00:00.000Z'

const UNTIL = '2027-12-31'
export const COMPETENCE: Readonly<Record<ProviderRole, Competence>> = {
  'healthcare-assistant': { level: 4, dosing: 'accept', until: UNTIL },
  nurse: { level: 4, dosing: 'change', until: UNTIL },
  pharmacist: { level: 4, dosing: 'authorise', until: UNTIL },
  prescriber: { level: 5, dosing: 'authorise', until: UNTIL },
  'clinical-lead': { level: 5, dosing: 'authorise', until: UNTIL },
  'practice-manager': { level: null, dosing: 'none', until: null },
  receptionist: { level: null, dosing: 'none', until: null },
  'system-administrator': { level: null, dosing: 'none', until: null },
}

/** In a live installation the days are the machine's, whatever year it is. */
const competent = (role: ProviderRole, kind: InstallationKind): Competence => {
  const competence = COMPETENCE[role]
  const isLive = kind === 'live' && competence.until !== null
  return isLive ? { ...competence, until: '2999-12-31' } : competence
}

/** A clinic in a database of its own; `prefix` sets its user names apart from another clinic's there. */
export async function testClinic(
  options: {
    readonly database?: TestDatabase
    readonly prefix?: string
    readonly passwordCost?: PasswordCost
    /** Without it a demonstration, whose days are pretended. */
    readonly installation?: InstallationKind
  } = {},
): Promise<TestClinic> {
  const database = options.database ?? (await testDatabase())
  const pool = database.appPool
  const clock = options.installation === 'live' ? runningClock() : standingClock()
  const kind = options.installation ?? 'demonstration'
  await foundInstallation(outside(pool), { kind, secret: SECRET }, new Date().toISOString())
  const providerId = newId(clock.now())
  const accounts = new Map<Role, string>(ROLES.map((role) => [role, newId(clock.now())]))
  const usernameOf = (role: Role) => `${options.prefix ?? ''}${role}`
  const callerOf = (role: Role) => ({ providerId, accountId: accounts.get(role) ?? '' })
  await foundProvider(pool, {
    providerId,
    provider: {
      name: 'Hallam Surgery',
      odsCode: 'C88999',
      kind: 'gp-practice',
      telephone: '01632 960077',
    },
    people: ROLES.map((role) => ({
      accountId: callerOf(role).accountId,
      username: usernameOf(role),
      password: PASSWORD,
      name: `Test ${role}`,
      role,
      competence: competent(role, kind),
    })),
    clock: clock.now,
    passwordCost: options.passwordCost ?? CHEAP,
  })
  const house: House = { pool, clock: clock.now, secret: SECRET }
  const inTx = <T>(work: (tx: Tx) => Promise<T>) =>
    inTransaction(pool, providerId, async (tx) => {
      const answer = await work(tx)
      return { keep: true, answer, last: (ended) => sealed(ended, clock.now()) }
    })
  const desk: RegisterDesk = { inTx, clock, recordedBy: callerOf('nurse').accountId }
  return {
    database,
    pool,
    house,
    clock,
    providerId,
    installation: kind,
    callerOf,
    usernameOf,
    inTx,
    addPatient: (known = {}) => addPatient(desk, known),
    addEpisode: (patientId, known = {}) => addEpisode(desk, patientId, known),
    drop: database.drop,
  }
}

/** Results, doses and tellings are kept with a line of the audit alone, as those of an act. */
async function sealed(tx: Tx, now: number): Promise<void> {
  if (tx.unsealed.length === 0) return
  await addAuditLine(tx, JSON.stringify({ act: 'test', at: new Date(now).toISOString() }))
}

/** What a live installation goes by, whatever a test would have. */
function runningClock(): TestClock {
  const stays = () => assert.fail('the clock of a live installation is not moved')
  return { now: Date.now, set: stays, advance: stays }
}

function standingClock(): TestClock {
  let now = Date.parse(START)
  return {
    now: () => now,
    set: (instant) => {
      now = Date.parse(instant)
    },
    advance: (milliseconds) => {
      now += milliseconds
    },
  }
}

type RegisterDesk = Pick<TestClinic, 'inTx' | 'clock'> & { readonly recordedBy: string }

let people = 0

/** A test NHS number (999 ...) that no other person of this process has. */
export function nextNhsNumber(): string {
  people += 1
  const nine = `999${String(people).padStart(6, '0')}`
  const last = checkDigit(nine)
  return last === 10 ? nextNhsNumber() : `${nine}${last}`
}

async function addPatient(desk: RegisterDesk, known: PatientRest): Promise<string> {
  const at = desk.clock.now()
  const { id = newId(at), version, standing, diedOn, importBatchId, recordedBy, recordedAt } = known
  const number = parseNhsNumber(nextNhsNumber())
  if (number.kind !== 'nhs-number') throw new Error('a test NHS number is refused')
  const record: PatientRecord = {
    id,
    version: version ?? 1,
    standing: standing ?? 'live',
    diedOn: diedOn ?? null,
    importBatchId: importBatchId ?? null,
    recordedBy: recordedBy ?? desk.recordedBy,
    recordedAt: recordedAt ?? new Date(at).toISOString(),
    details: {
      ...SOMEBODY,
      nhs: { kind: 'number', number: number.nhsNumber },
      ...detailsAmong(known),
    },
  }
  await desk.inTx((tx) => addPatients(tx, [record], 'Registered'))
  return id
}

function detailsAmong(known: PatientRest): Partial<PatientDetails> {
  const { id, version, standing, diedOn, importBatchId, recordedBy, recordedAt, ...details } = known
  return details
}

const SOMEBODY: Omit<PatientDetails, 'nhs'> = {
  ...NOTHING_KNOWN,
  mechanicalValve: { kind: 'none' },
  antiphospholipid: 'no',
  familyName: 'Hargreaves',
  givenName: 'Margaret',
  title: 'Mrs',
  dateOfBirth: day('1942-09-04'),
  sex: 'female',
  address: '1 Test Street',
  postcode: 'S10 2DS',
  telephone: '01632 960078',
  mobile: '',
  email: '',
  contactVerifiedOn: null,
  preferredChannel: 'telephone',
  mayLeaveMessageWith: '',
  carer: '',
  interpreter: '',
  language: 'not-known',
  housebound: 'no',
  registeredPractice: 'C88999',
  allergies: 'None known',
  relevantHistory: '',
}

const PLAN: EpisodePlan = {
  medicine: 'warfarin',
  indication: 'atrial-fibrillation',
  indicationText: 'Atrial fibrillation',
  clinicalReason: 'Stroke prevention',
  target: { valueTenths: 25, lowTenths: 20, highTenths: 30 },
  startedOn: day('2025-01-23'),
  duration: { kind: 'long-term', reviewOn: day('2027-01-23') },
  protocol: 'coventry',
  tabletSet: { strengths: [1000, 3000], halves: false },
  method: 'provider-meter',
  howStarted: 'initiated-here',
  managementPlan: '',
  relevantFindings: '',
  dailyUg: ug(5000),
}

async function addEpisode(
  desk: RegisterDesk,
  patientId: string,
  known: EpisodeRest,
): Promise<string> {
  const at = desk.clock.now()
  const record: EpisodeRecord = {
    id: newId(at),
    patientId,
    version: 1,
    phase: 'maintaining',
    standing: 'confirmed',
    bridging: false,
    suspendedFrom: null,
    suspendedUntil: null,
    endedOn: null,
    endedReason: null,
    nextTestOn: '2026-11-22',
    lastTestedOn: '2026-10-25',
    lastDecisionId: null,
    lastToldId: null,
    risk: 0,
    importBatchId: null,
    recordedBy: desk.recordedBy,
    recordedAt: new Date(at).toISOString(),
    ...recordAmong(known),
    plan: { ...PLAN, ...planAmong(known) },
  }
  await desk.inTx((tx) => addEpisodes(tx, [record], 'Planned'))
  return record.id
}

const isOfPlan = (field: string): boolean =>
  field in PLAN || field === 'doac' || field === 'adjustment'
const planAmong = (known: EpisodeRest): Partial<EpisodePlan> =>
  Object.fromEntries(Object.entries(known).filter(([field]) => isOfPlan(field)))
const recordAmong = (known: EpisodeRest): Partial<EpisodeRecord> =>
  Object.fromEntries(Object.entries(known).filter(([field]) => !isOfPlan(field)))
