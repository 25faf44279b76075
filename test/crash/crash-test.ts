import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Swap, withPlanted } from '#test/planted/plant.ts'
import { type Verification, verify } from '#workflow/verify.ts'
import { type Ack, openAckLog, readAckLog } from './ack-log.ts'
import { chance } from './chance.ts'
import { practise } from './clinician.ts'
import { CLINIC_DAY, type CrashSite, makeCrashSite, onDatabaseOf } from './crash-site.ts'
import { type FaultKind, faultsInOrder, strike } from './faults.ts'
import { type Operator, operate } from './operator.ts'
import { judge } from './oracle.ts'

export type CrashTest = {
  /** The same seed strikes in the same order; what a strike meets is up to the machine. */
  readonly seed: number
  readonly kills: number
  readonly clinicians: number
  readonly patients: number
  /** One answer in so many is not waited for: the person closes the page or the network goes. */
  readonly impatientIn?: number
  /** Faults that a test plants, to see that they are found. */
  readonly planted?: {
    readonly preload?: string
    /** Texts of the source that stand in place of others. */
    readonly swaps?: readonly Swap[]
    readonly schema?: string
    readonly only?: FaultKind
  }
}

export type CrashReport = {
  readonly seed: number
  readonly struck: Readonly<Record<string, number>>
  readonly starts: number
  readonly acks: readonly Ack[]
  readonly verified: Verification
  /** Everything that must not be; empty is what is hoped for. */
  readonly faults: readonly string[]
}

/** A clinic that makes no progress for so long does not recover by itself. */
const LONGEST_SILENCE_MS = 45_000
/** So many saves go by between two strikes, so that each strike meets a clinic at work. */
const SAVES_BETWEEN = 12
const LONGEST_LULL_MS = 400
const IMPATIENT_IN = 12

/** Runs a clinic over HTTP, strikes it again and again, lets it end in peace, and judges what is left. */
export async function runCrashTest(test: CrashTest): Promise<CrashReport> {
  const site = await makeCrashSite(test.patients, test.planted?.schema)
  try {
    const day = { EVENKEEL_PRETEND_TODAY: CLINIC_DAY }
    const swapped = withPlanted(test.planted?.swaps ?? [])
    const environment = { ...day, ...swapped.environment }
    const preloads = [test.planted?.preload ?? swapped.preload]
    const operator = await operate(site.dataFolder, environment, preloads)
    const room = await clinicDay(test, site, operator).catch(async (cause: unknown) => {
      await operator.stop()
      throw new Error(`The clinic stood still. Its log ends:\n${operator.lastWords()}`, { cause })
    })
    const code = await operator.stop()
    const ending = code === 0 ? [] : [`the application ended with ${code} when it was told to stop`]
    const acks = logsOf(test, site).flatMap(readAckLog)
    const { verified, faults } = await judged(site, acks)
    const { struck } = room
    const all = [...room.oddities, ...operator.falls(), ...ending, ...faults]
    return { seed: test.seed, struck, starts: operator.starts(), acks, verified, faults: all }
  } finally {
    site.remove()
  }
}

const logsOf = ({ clinicians }: CrashTest, { dataFolder }: CrashSite): readonly string[] =>
  Array.from({ length: clinicians }, (_, index) => join(dataFolder, `acknowledged-${index}.log`))

type ClinicDay = {
  saves: number
  isOver: boolean
  isAbandoned: boolean
  readonly oddities: string[]
  readonly struck: Record<string, number>
}

/** Clinicians work until the last strike is over; then each ends what was begun, which is the quiet time. */
async function clinicDay(
  test: CrashTest,
  site: CrashSite,
  operator: Operator,
): Promise<Pick<ClinicDay, 'oddities' | 'struck'>> {
  const day: ClinicDay = { saves: 0, isOver: false, isAbandoned: false, oddities: [], struck: {} }
  const waiting = [...site.patientIds]
  const room = {
    nextPatient: () => waiting.pop(),
    isOver: () => day.isOver,
    isAbandoned: () => day.isAbandoned,
    acknowledged: () => {
      day.saves += 1
    },
    report: (oddity: string) => day.oddities.push(oddity),
  }
  const working = logsOf(test, site).map(async (file, index) => {
    const log = openAckLog(file)
    const username = site.usernames[index % site.usernames.length] ?? ''
    await practise({
      username,
      url: operator.url,
      chance: chance(test.seed + index + 1),
      impatientIn: test.impatientIn ?? IMPATIENT_IN,
      log,
      room,
    })
    log.close()
  })
  try {
    await strikeAll(test, { dataFolder: site.dataFolder, operator }, day)
  } catch (error) {
    day.isAbandoned = true
    throw error
  } finally {
    day.isOver = true
    await Promise.all(working)
  }
  return day
}

async function strikeAll(
  { seed, kills, planted }: CrashTest,
  victims: { readonly dataFolder: string; readonly operator: Operator },
  day: ClinicDay,
): Promise<void> {
  const by = chance(seed)
  await moreSaves(day)
  for (const kind of faultsInOrder(kills, by)) {
    const struck = planted?.only ?? kind
    // A fault that is planted shows in the moment after a save.
    if (planted === undefined) await wait(by.below(LONGEST_LULL_MS))
    await strike(struck, victims, by)
    day.struck[struck] = (day.struck[struck] ?? 0) + 1
    await moreSaves(day)
  }
}

async function moreSaves(day: ClinicDay): Promise<void> {
  const enough = day.saves + SAVES_BETWEEN
  const until = Date.now() + LONGEST_SILENCE_MS
  while (day.saves < enough) {
    if (Date.now() > until) {
      throw new Error(`no save was acknowledged; last: ${day.oddities.slice(-5).join('; ')}`)
    }
    await wait(20)
  }
}

async function judged({ dataFolder }: CrashSite, acks: readonly Ack[]) {
  return await onDatabaseOf(dataFolder, async ({ appPool, migratorPool }) => {
    const verified = await verify(appPool, Date.parse(`${CLINIC_DAY}T23:59:00Z`))
    const broken = verified.faults.map(
      ({ invariant, says, subject }) => `${invariant}: ${says} (${subject})`,
    )
    return { verified, faults: [...(await judge(acks, migratorPool)), ...broken] }
  })
}

/** The report as one line for the person who runs it. */
export function inWords({ seed, struck, starts, acks, verified, faults }: CrashReport): string {
  const retried = acks.filter(({ tries }) => tries > 1).length
  const strikes = Object.entries(struck).map(([kind, times]) => `${times} ${kind}`)
  return [
    `seed ${seed}: ${strikes.join(', ')}; ${starts} starts`,
    `${acks.length} saves acknowledged, ${retried} of them after an unknown outcome`,
    `${verified.decisions} doses and ${verified.auditLines} audit lines verified, ${faults.length} faults`,
  ].join('; ')
}
