import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addClinicPattern } from '#store/clinics.ts'
import { attachOrStart, type EmbeddedPostgres } from '#store/embedded/embedded-postgres.ts'
import { migrate } from '#store/migrate.ts'
import { openPool } from '#store/pool.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import type { TestDatabase } from '#test/database.ts'
import { newId } from '#workflow/new-id.ts'

/** A data folder with a practice and its patients in it, and nothing running. */
export type CrashSite = {
  readonly dataFolder: string
  /** Of what clients and the application write down for themselves: on another disk where that of the data is small. */
  readonly logs: string
  readonly patientIds: readonly string[]
  readonly usernames: readonly string[]
  readonly remove: () => void
}

/** The day of the test clinic: the application is told to take it for today. */
export const CLINIC_DAY = '2026-11-22'
const CLINICIANS = ['nurse', 'pharmacist', 'prescriber', 'clinical-lead'] as const
const AT_ONCE = 10

/** `spoil` is SQL by which a test plants a fault into the schema; `disk` a folder in which the data is to be. */
export async function makeCrashSite(
  patients: number,
  { spoil, disk = tmpdir() }: { readonly spoil?: string; readonly disk?: string } = {},
): Promise<CrashSite> {
  const dataFolder = mkdtempSync(join(disk, 'evenkeel-crash-'))
  const logs = mkdtempSync(join(tmpdir(), 'evenkeel-crash-logs-'))
  chmodSync(dataFolder, 0o711)
  const filled = await onDatabaseOf(dataFolder, async (database, server) => {
    const migrated = await migrate(server.migratorUrl)
    if (migrated.kind === 'refused') throw new Error(migrated.message)
    if (spoil !== undefined) await database.migratorPool.query(spoil)
    return await fillSite(database, patients)
  })
  const remove = () => {
    for (const folder of [dataFolder, logs]) rmSync(folder, { recursive: true, force: true })
  }
  return { dataFolder, logs, ...filled, remove }
}

/** Puts a practice with clinics and patients into a migrated database. */
export async function fillSite(
  database: TestDatabase,
  patients: number,
): Promise<Pick<CrashSite, 'patientIds' | 'usernames'>> {
  const clinic = await testClinic({ database })
  await holdClinics(clinic)
  const patientIds = await fill(clinic, patients)
  return { patientIds, usernames: CLINICIANS.map((role) => clinic.usernameOf(role)) }
}

/** Work on the database of a folder that no application has; the server is stopped afterwards. */
export async function onDatabaseOf<T>(
  dataFolder: string,
  work: (database: TestDatabase, server: EmbeddedPostgres) => Promise<T>,
): Promise<T> {
  const server = await attachOrStart(dataFolder)
  const [appPool, migratorPool] = [openPool(server.appUrl), openPool(server.migratorUrl)]
  const { appUrl, migratorUrl } = server
  const drop = async () => undefined
  try {
    return await work({ appUrl, migratorUrl, appPool, migratorPool, drop }, server)
  } finally {
    await Promise.all([appPool.end(), migratorPool.end()])
    await server.stop()
  }
}

async function holdClinics(clinic: TestClinic): Promise<void> {
  const at = new Date(clinic.clock.now()).toISOString()
  await clinic.inTx(async (tx) => {
    for (const weekday of [1, 2, 3, 4, 5]) {
      await addClinicPattern(tx, {
        id: newId(clinic.clock.now()),
        name: 'Warfarin clinic',
        weekday,
        startMinute: 540,
        endMinute: 1080,
        slotMinutes: 5,
        fromOn: '2026-01-01',
        untilOn: null,
        housebound: false,
        version: 1,
        by: clinic.callerOf('nurse').accountId,
        at,
      })
    }
  })
}

async function fill(clinic: TestClinic, patients: number): Promise<readonly string[]> {
  const ids: string[] = []
  while (ids.length < patients) {
    const some = Array.from({ length: Math.min(AT_ONCE, patients - ids.length) }, async () => {
      const id = await clinic.addPatient()
      await clinic.addEpisode(id)
      return id
    })
    ids.push(...(await Promise.all(some)))
  }
  return ids
}
