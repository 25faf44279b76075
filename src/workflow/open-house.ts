import { randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import { type Day, daysBetween, londonDay } from '#base/day.ts'
import { isLoopback } from '#base/outward-address.ts'
import type { Config } from '#src/config.ts'
import { attachOrStart, serveFrom } from '#store/embedded/embedded-postgres.ts'
import { hasUnfinishedRestore, unfinishedRestore } from '#store/embedded/postmaster.ts'
import { lookAtGate } from '#store/gate.ts'
import { findInstallation, foundInstallation, type InstallationKind } from '#store/installation.ts'
import { openJournal } from '#store/journal.ts'
import { looksOutside } from '#store/looks-outside.ts'
import { migrate } from '#store/migrate.ts'
import { outside } from '#store/outside.ts'
import { LONGEST_SILENCE_MS, openPool } from '#store/pool.ts'
import { findUnknown, journalOf, whyNoJournal } from './after-restore.ts'
import type { House } from './desk.ts'
import { watchDisk } from './disk-watch.ts'
import { nhsAt } from './nhs-service.ts'
import { notAsReleased, rulesOfThisCode } from './released-rules.ts'
import { rulesNotSigned } from './rules-signature.ts'
import { readSiteKey, whyNotThisKey } from './site-key.ts'
import { gatewayAt } from './text-gateway.ts'
import { whyNoDatabase } from './why-no-database.ts'

export type OpenHouse = {
  readonly kind: 'open'
  readonly house: House
  readonly installation: InstallationKind
  /** Where whoever owns the tables comes in, where that is known here. */
  readonly migratorUrl: string | undefined
  /** What whoever started it must be told. */
  readonly notes: readonly string[]
  readonly close: () => Promise<void>
}

export type ClosedHouse = { readonly kind: 'refused'; readonly messages: readonly string[] }

type Database = {
  readonly kind: 'database'
  readonly appUrl: string
  readonly migratorUrl: string | undefined
  readonly stop: () => Promise<void>
}

/**
 * Opens the house as configured: its rules as they were released and signed, its database started or found, brought to this version, and looked at before
 * anything is saved in it. There is one application for an embedded database, and any number of commands.
 */
export async function openHouse(
  config: Config,
  as: 'application' | 'command',
): Promise<OpenHouse | ClosedHouse> {
  const changed = [...rulesNotSigned(config.rulesKey), ...notAsReleased(rulesOfThisCode())]
  if (changed.length > 0) return { kind: 'refused', messages: changed }
  const database = await databaseOf(config, as)
  if (database.kind === 'refused') return database
  const pool = openPool(database.appUrl, undefined, LONGEST_SILENCE_MS)
  const close = async () => {
    await pool.end()
    await database.stop()
  }
  const refuse = async (messages: readonly string[]): Promise<ClosedHouse> => {
    await close()
    return { kind: 'refused', messages }
  }
  const messages = await whyNotOpen(config, database, pool).catch(whyNoDatabase)
  if (messages.length > 0) return await refuse(messages)
  const clock = clockOf(config.pretendToday)
  const { kind: installation, secret } = await installationOf(config, pool, clock())
  const { gateway } = config
  const siteKey = await siteKeyOf(config, pool, as)
  if (siteKey.kind === 'refused') return await refuse(siteKey.messages)
  const journal = journalOf(config.journalFolder, secret)
  const noJournal = whyNoJournal(journal)
  if (noJournal.length > 0) return await refuse(noJournal)
  if (gateway !== undefined && installation === 'demonstration' && !isLoopback(gateway.url)) {
    return await refuse([NOT_FROM_A_DEMONSTRATION])
  }
  const house = {
    pool,
    clock,
    secret,
    ...asConfigured(config),
    ...(siteKey.key !== undefined && { key: siteKey.key }),
    journal: openJournal(journal),
    looks: looksOutside(journal),
    packs: config.packsFolder,
    // A command is not held back by a full disk: it may be the one that makes room.
    ...(as === 'application' && { disk: watchDisk(pool, disksOf(config)) }),
  }
  const { migratorUrl } = database
  const notes = as === 'application' ? await findUnknown(house, journal, config.dataFolder) : []
  const closeAll = async () => {
    await house.journal.close()
    await close()
  }
  return { kind: 'open', house, installation, migratorUrl, notes, close: closeAll }
}

/** A command looks at no code, and runs where the key need not be. */
async function siteKeyOf({ keyFile }: Config, pool: Pool, as: 'application' | 'command') {
  const read = readSiteKey(keyFile)
  if (read.kind === 'refused' || as === 'command') return read
  const messages = await whyNotThisKey(outside(pool), read.key)
  return messages.length === 0 ? read : ({ kind: 'refused', messages } as const)
}

const disksOf = ({ dataFolder, journalFolder, diskPercent }: Config) => ({
  folders: [dataFolder, journalFolder],
  ...diskPercent,
})

const asConfigured = ({ commit, gateway, anchors, demandsSecondStep, nhs }: Config) => ({
  demandsSecondStep,
  ...(commit !== undefined && { commit }),
  ...(gateway !== undefined && { gateway: gatewayAt(gateway) }),
  ...(anchors !== undefined && { anchors }),
  ...(nhs !== undefined && { nhs: nhsAt(nhs) }),
})

/** The numbers of made-up people may be somebody's. */
const NOT_FROM_A_DEMONSTRATION =
  'EVENKEEL_GATEWAY_URL is set, and this is a demonstration: no text leaves this machine from one. Unset it.'

async function databaseOf(
  { database, dataFolder }: Config,
  as: 'application' | 'command',
): Promise<Database | ClosedHouse> {
  if (database.kind === 'server') {
    const { appUrl, migratorUrl } = database
    return { kind: 'database', appUrl, migratorUrl, stop: async () => undefined }
  }
  if (hasUnfinishedRestore(dataFolder)) {
    return { kind: 'refused', messages: [unfinishedRestore(dataFolder)] }
  }
  if (as === 'command') return { kind: 'database', ...(await attachOrStart(dataFolder)) }
  const served = await serveFrom(dataFolder)
  if (served.kind === 'already-served') return { kind: 'refused', messages: [served.message] }
  return { ...served, kind: 'database' }
}

async function whyNotOpen(
  { pretendToday }: Config,
  { migratorUrl }: Database,
  pool: Pool,
): Promise<readonly string[]> {
  if (migratorUrl !== undefined) {
    const migrated = await migrate(migratorUrl)
    if (migrated.kind === 'refused') return [migrated.message]
  }
  const pretendsToday = pretendToday !== undefined
  const gate = await lookAtGate(pool, { now: Date.now, pretendsToday })
  return gate.kind === 'open' ? [] : gate.reasons.map(({ message }) => message)
}

const SECRET_BYTES = 32

async function installationOf({ newInstallation }: Config, pool: Pool, now: number) {
  const found = await findInstallation(outside(pool))
  if (found !== undefined) return found
  const fresh = { kind: newInstallation, secret: randomBytes(SECRET_BYTES) }
  await foundInstallation(outside(pool), fresh, new Date(now).toISOString())
  const installation = await findInstallation(outside(pool))
  if (installation === undefined) throw new Error('the installation has no record')
  return installation
}

const DAY_MS = 86_400_000

/** The clock of the machine, or one that runs as many days away from it as the pretended day is. */
function clockOf(pretendToday: Day | undefined): () => number {
  if (pretendToday === undefined) return Date.now
  const away = daysBetween(londonDay(Date.now()), pretendToday) * DAY_MS
  return () => Date.now() + away
}
