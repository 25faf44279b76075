import { Client, type Pool } from 'pg'
import { ROLES, type Role } from '#access/policy.ts'
import { addClinicPattern } from '#store/clinics.ts'
import { addEpisodes } from '#store/episodes.ts'
import { insertRows } from '#store/insert-rows.ts'
import { addPatients } from '#store/patients.ts'
import { keepRuleSet } from '#store/settings.ts'
import type { Tx } from '#store/tx.ts'
import { CHEAP, PASSWORD } from '#test/clinic.ts'
import { foundProvider } from '#workflow/found-provider.ts'
import { ruleSetHash } from '#workflow/site-rules.ts'
import { accountIdOf, type CountySize, FOUNDED, patientsOf, providerIdOf } from './county-layout.ts'
import { testNhsNumbers } from './county-people.ts'
import {
  APPOINTMENT_COLUMNS,
  appointmentRow,
  courseOf,
  DECISION_COLUMNS,
  decisionRow,
  patternIdOf,
  personOf,
  resultsOf,
  TOLD_COLUMNS,
  toldRow,
  VISIT_COLUMNS,
  visitRow,
} from './county-rows.ts'
import { type DosedVisit, dosedVisits, RULES } from './county-visits.ts'

const AT_ONCE = 500
const LOADERS = 2
const COMPETENT_UNTIL = '2030-12-31'

export const usernameOf = (provider: number, role: Role): string => `${role}-${provider}`

/**
 * Fills an empty, migrated database. People and doses are written by the store's own statements; measured results,
 * which are millions, by one statement a provider. The load alone is not durable and does not check foreign keys.
 */
export async function fillCounty(
  size: CountySize,
  superuserUrl: string,
  appPool: Pool,
): Promise<void> {
  const numbers = testNhsNumbers()
  const left = Array.from({ length: size.providers }, (_, provider) => provider)
  const load = async () => {
    const server = new Client({ connectionString: superuserUrl })
    await server.connect()
    await server.query('set synchronous_commit = off; set session_replication_role = replica')
    for (let provider = left.shift(); provider !== undefined; provider = left.shift()) {
      await foundOne(appPool, provider)
      await fillOne(server, size, provider, numbers)
    }
    await server.end()
  }
  await Promise.all(Array.from({ length: LOADERS }, load))
}

async function foundOne(pool: Pool, provider: number): Promise<void> {
  await foundProvider(pool, {
    providerId: providerIdOf(provider),
    provider: {
      name: `Practice ${provider} (synthetic)`,
      odsCode: `C${88_000 + provider}`,
      kind: 'gp-practice',
      telephone: '01632 960077',
    },
    people: ROLES.map((role) => ({
      accountId: accountIdOf(provider, role),
      username: usernameOf(provider, role),
      password: PASSWORD,
      name: `Test ${role}`,
      role,
      competence: { level: 5, dosing: 'authorise', until: COMPETENT_UNTIL },
    })),
    clock: () => FOUNDED,
    passwordCost: CHEAP,
  })
}

async function fillOne(
  server: Client,
  size: CountySize,
  provider: number,
  numbers: Generator<string>,
): Promise<void> {
  await server.query('begin')
  const tx = superuserTx(server, providerIdOf(provider))
  await addRulesAndClinics(tx, provider)
  const patients = patientsOf(size, provider)
  for (let first = 1; first <= patients; first += AT_ONCE) {
    const count = Math.min(AT_ONCE, patients - first + 1)
    const some = Array.from({ length: count }, (_, nth) => first + nth)
    await addPeople(tx, size, { provider, some, numbers })
  }
  await server.query(resultsOf(provider, patients, size))
  await server.query('commit')
}

/** The store's statements, said as superuser: policies and foreign keys are not in the way. */
function superuserTx(server: Client, providerId: string): Tx {
  return {
    providerId,
    unsealed: [],
    beside: [],
    query: async <Row extends object>(sql: string, values: readonly unknown[]) =>
      (await server.query<Row>(sql, [...values])).rows,
    queryPlanned: async <Row extends object>(sql: string, values: readonly unknown[]) =>
      (await server.query<Row>(sql, [...values])).rows,
    queryOnce: async (sql, values) => {
      await server.query(sql, [...values])
    },
    queryLast: async (sql, values) => {
      await server.query(sql, [...values])
    },
  }
}

async function addRulesAndClinics(tx: Tx, provider: number): Promise<void> {
  const by = accountIdOf(provider, 'clinical-lead')
  const at = new Date(FOUNDED).toISOString()
  await keepRuleSet(tx, { hash: ruleSetHash(RULES), body: RULES, by, at })
  for (const weekday of [1, 2, 3, 4, 5]) {
    await addClinicPattern(tx, {
      id: patternIdOf(provider, weekday),
      name: 'Warfarin clinic',
      weekday,
      startMinute: 480,
      endMinute: 780,
      slotMinutes: 5,
      fromOn: '2022-01-03',
      untilOn: null,
      housebound: false,
      version: 1,
      by,
      at,
    })
  }
}

type Some = {
  readonly provider: number
  readonly some: readonly number[]
  readonly numbers: Generator<string>
}

/** Visits follow from a patient's number alone, and each of thousands of small providers has the same numbers. */
const MOST_REMEMBERED = 200
const remembered = new Map<string, readonly DosedVisit[]>()

function visitsOf(patient: number, count: number): readonly DosedVisit[] {
  const name = `${patient} ${count}`
  const visits = remembered.get(name) ?? dosedVisits(patient, count)
  if (patient <= MOST_REMEMBERED) remembered.set(name, visits)
  return visits
}

async function addPeople(tx: Tx, size: CountySize, { provider, some, numbers }: Some) {
  const people = some.map((patient) =>
    personOf({ provider, patient }, String(numbers.next().value)),
  )
  const courses = some.map((patient) => ({
    at: { provider, patient },
    visits: visitsOf(patient, size.dosedEach),
  }))
  await addPatients(tx, people, 'Transferred in')
  await addEpisodes(
    tx,
    courses.map(({ at, visits }) => courseOf(at, visits.at(-1))),
    'Transferred in',
  )
  const dosed = courses.flatMap(({ at, visits }) => visits.map((visit) => ({ at, visit })))
  await insertRows(
    tx,
    'visit',
    VISIT_COLUMNS,
    dosed.map(({ at, visit }) => visitRow(at, visit)),
  )
  await insertRows(
    tx,
    'dose_decision',
    DECISION_COLUMNS,
    dosed.map(({ at, visit }) => decisionRow(at, visit, size)),
  )
  await insertRows(
    tx,
    'told',
    TOLD_COLUMNS,
    dosed.map(({ at, visit }) => toldRow(at, visit)),
  )
  await insertRows(
    tx,
    'appointment',
    APPOINTMENT_COLUMNS,
    courses.map(({ at, visits }) => appointmentRow(at, visits.at(-1))),
  )
}
