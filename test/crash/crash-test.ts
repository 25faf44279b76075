import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { attachOrStart } from '#store/embedded/embedded-postgres.ts'
import { layoutOf } from '#store/embedded/layout.ts'
import { type Swap, withPlanted } from '#test/planted/plant.ts'
import { type Verification, verify } from '#workflow/verify.ts'
import { type Ack, openAckLog, readAckLog } from './ack-log.ts'
import { chance } from './chance.ts'
import { practise } from './clinician.ts'
import { CLINIC_DAY, type CrashSite, makeCrashSite, onDatabaseOf } from './crash-site.ts'
import { type Deck, type FaultKind, faultsInOrder, KILLS, strike, type Victims } from './faults.ts'
import { lineTo } from './line.ts'
import { operate } from './operator.ts'
import { judge } from './oracle.ts'

export type CrashTest = {
  /** The same seed strikes in the same order; what a strike meets is up to the machine. */
  readonly seed: number
  readonly kills: number
  readonly clinicians: number
  readonly patients: number
  /** What befalls it; kills of the application and of an embedded database where nothing is said. */
  readonly deck?: Deck
  /** The database is reached through a line on TCP, which can be cut. */
  readonly byLine?: boolean
  /** A folder in which the data is to be. */
  readonly disk?: string
  /** It may end by itself, and is started again, while it has no room. */
  readonly mayFall?: boolean
  /** So many saves go by between two strikes. */
  readonly savesBetween?: number
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
  /** After each strike, for how long nobody got a save acknowledged. */
  readonly silences: readonly Silence[]
  /** How often the database said that there was no space left. */
  readonly noSpace: number
  readonly verified: Verification
  /** Everything that must not be; empty is what is hoped for. */
  readonly faults: readonly string[]
}

/** A clinic that makes no progress for so long does not recover by itself. */
const LONGEST_SILENCE_MS = 120_000
/** So many saves go by between two strikes, so that each strike meets a clinic at work. */
const SAVES_BETWEEN = 12
const LONGEST_LULL_MS = 400
const IMPATIENT_IN = 12

/** Runs a clinic over HTTP, strikes it again and again, lets it end in peace, and judges what is left. */
export async function runCrashTest(test: CrashTest): Promise<CrashReport> {
  const { disk, planted } = test
  const site = await makeCrashSite(test.patients, {
    ...(disk !== undefined && { disk }),
    ...(planted?.schema !== undefined && { spoil: planted.schema }),
  })
  const away = test.byLine === true ? await lineToServerOf(site.dataFolder) : undefined
  try {
    const day = { EVENKEEL_PRETEND_TODAY: CLINIC_DAY }
    const swapped = withPlanted(test.planted?.swaps ?? [])
    const environment = { ...day, ...away?.environment, ...swapped.environment }
    const preloads = [test.planted?.preload ?? swapped.preload]
    const operator = await operate(site, environment, preloads)
    const room = await clinicDay(test, { ...site, operator, line: away?.line }).catch(
      async (cause: unknown) => {
        await operator.stop()
        throw new Error(`The clinic stood still. Its log ends:\n${operator.lastWords()}`, { cause })
      },
    )
    const code = await operator.stop()
    await away?.stop()
    const ending = code === 0 ? [] : [`the application ended with ${code} when it was told to stop`]
    const acks = logsOf(test, site).flatMap(readAckLog)
    const { verified, faults } = await judged(site, acks)
    const { struck, silences } = room
    const noSpace = noSpaceSaidAt(site)
    const all = [
      ...room.oddities,
      ...(test.mayFall === true ? [] : operator.falls()),
      ...ending,
      ...faults,
    ]
    return {
      seed: test.seed,
      struck,
      starts: operator.starts(),
      acks,
      silences,
      noSpace,
      verified,
      faults: all,
    }
  } finally {
    site.remove()
  }
}

const logsOf = ({ clinicians }: CrashTest, { logs }: CrashSite): readonly string[] =>
  Array.from({ length: clinicians }, (_, index) => join(logs, `acknowledged-${index}.log`))

export type Silence = { readonly after: FaultKind; readonly ms: number }

type ClinicDay = {
  readonly since: number
  saves: number
  /** The moments at which a save was acknowledged. */
  readonly moments: number[]
  readonly silences: Silence[]
  isOver: boolean
  isAbandoned: boolean
  readonly oddities: string[]
  readonly struck: Record<string, number>
}

/** Clinicians work until the last strike is over; then each ends what was begun, which is the quiet time. */
async function clinicDay(
  test: CrashTest,
  site: CrashSite & Victims,
): Promise<Pick<ClinicDay, 'oddities' | 'struck' | 'silences'>> {
  const { operator } = site
  const day: ClinicDay = {
    since: performance.now(),
    saves: 0,
    moments: [],
    silences: [],
    isOver: false,
    isAbandoned: false,
    oddities: [],
    struck: {},
  }
  const waiting = [...site.patientIds]
  const room = {
    nextPatient: () => waiting.pop(),
    isOver: () => day.isOver,
    isAbandoned: () => day.isAbandoned,
    acknowledged: () => {
      day.saves += 1
      day.moments.push(performance.now())
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
    await strikeAll(test, site, day)
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
  { seed, kills, planted, deck = KILLS, savesBetween = SAVES_BETWEEN }: CrashTest,
  victims: Victims,
  day: ClinicDay,
): Promise<void> {
  const by = chance(seed)
  await moreSaves(day)
  for (const kind of faultsInOrder(deck, kills, by)) {
    const struck = planted?.only ?? kind
    // A fault that is planted shows in the moment after a save.
    if (planted === undefined) await wait(by.below(LONGEST_LULL_MS))
    const at = performance.now()
    await strike(struck, victims, by)
    day.struck[struck] = (day.struck[struck] ?? 0) + 1
    await moreSaves(day)
    day.silences.push({ after: struck, ms: longestSilence(at, day.moments) })
    await moreSaves(day, savesBetween - SAVES_BETWEEN)
  }
}

/** The longest time in which nobody got a save acknowledged, from the moment of a strike on. */
function longestSilence(from: number, moments: readonly number[]): number {
  const since = [from, ...moments.filter((at) => at > from).slice(0, SAVES_BETWEEN)]
  return Math.max(...since.slice(1).map((at, nth) => at - (since[nth] ?? at)))
}

async function moreSaves(day: ClinicDay, count = SAVES_BETWEEN): Promise<void> {
  const enough = day.saves + count
  while (day.saves < enough) {
    if (performance.now() - (day.moments.at(-1) ?? day.since) > LONGEST_SILENCE_MS) {
      throw new Error(`no save was acknowledged; last: ${day.oddities.slice(-5).join('; ')}`)
    }
    await wait(20)
  }
}

/** The database as it is on another machine: looked after by somebody else, and reached by a line. */
async function lineToServerOf(dataFolder: string) {
  const server = await attachOrStart(dataFolder)
  const line = await lineTo(server.appUrl)
  const stop = async () => {
    await line.close()
    await server.stop()
  }
  return { line, stop, environment: { DATABASE_URL: line.url } }
}

const noSpaceSaidAt = ({ dataFolder }: CrashSite): number =>
  readFileSync(layoutOf(dataFolder).log, 'utf8').split('No space left on device').length - 1

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
