import { z } from 'zod'
import { isAddress } from '#base/address.ts'
import { type Day, parseDay } from '#base/day.ts'

/** What the surroundings tell Evenkeel; read once, at the start. Nothing set at all is a demonstration that works. */
export type Config = {
  readonly host: string
  readonly port: number
  /** Where this machine alone reads figures about the process; undefined where nobody does. */
  readonly metricsPort: number | undefined
  /** How long after it is told to stop it still serves, and says that nothing new should be sent. */
  readonly drainSeconds: number
  /** The address people use, like https://evenkeel.example.nhs.uk; undefined on a machine of one's own. */
  readonly origin: string | undefined
  /** The addresses of the proxies in front, which say where a request comes from. */
  readonly proxies: readonly string[]
  /** Where the embedded server and its log live. */
  readonly dataFolder: string
  /** Where each acknowledged act is written down outside the database. */
  readonly journalFolder: string
  /** Where the sealed pack of each site is written, for a day without Evenkeel. */
  readonly packsFolder: string
  readonly database: DatabaseChoice
  /** What a new installation becomes. An existing one stays what it is. */
  readonly newInstallation: Installation
  /** The day it shall be taken for. Only a demonstration may pretend one (see store/gate.ts). */
  readonly pretendToday: Day | undefined
  /** Whether a new demonstration has the county around its first practice. */
  readonly county: County
  /** The commit that was built or started; kept with every suggestion. */
  readonly commit: string | undefined
  /** Everybody needs a second step to sign in, in a demonstration too. Elsewhere it is so anyway, and nothing here lets anybody off. */
  readonly demandsSecondStep: boolean
  /** Where texts are given to be sent; undefined where they are copied by hand. */
  readonly gateway: GatewayChoice | undefined
  /** Where it is written down, outside the database, how far the audit chains stand; undefined where another process does it. */
  readonly anchors: AnchorChoice | undefined
}

export type AnchorChoice = { readonly folder: string; readonly key: string | undefined }

export type GatewayChoice = { readonly url: string; readonly token: string }

/** Hosts of this very machine. */
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

/** Whether an address leads to this very machine. */
export const isLoopback = (url: string): boolean => LOOPBACK.includes(new URL(url).hostname)

export type Installation = 'demonstration' | 'trial' | 'live'

export type County = 'whole' | 'none'

export type DatabaseChoice =
  | { readonly kind: 'embedded' }
  | { readonly kind: 'server'; readonly appUrl: string; readonly migratorUrl: string | undefined }

export type ConfigRead =
  | { readonly kind: 'config'; readonly config: Config }
  | { readonly kind: 'refused'; readonly messages: readonly string[] }

const postgresUrl = (name: string) =>
  z
    .string()
    .regex(/^postgres(ql)?:\/\//, `${name} must be an address like postgres://role@host/database.`)
    .optional()

const ORIGIN_FORM =
  'EVENKEEL_ORIGIN must be an address like https://evenkeel.example.nhs.uk, with nothing after it.'

const PROXIES_FORM =
  'EVENKEEL_PROXIES must be the addresses of the proxies in front, like 10.0.0.5, 10.0.0.6.'

const METRICS_FORM = 'EVENKEEL_METRICS_PORT must be a number from 1 to 65535.'

/** Longer than any balancer takes to look again. */
const MOST_DRAIN_SECONDS = 300
const DRAIN_FORM = `EVENKEEL_DRAIN_SECONDS must be a number from 0 to ${MOST_DRAIN_SECONDS}.`

const GATEWAY_FORM =
  'EVENKEEL_GATEWAY_URL must be an address like https://texts.example.nhs.uk/api; http is for this machine only.'

/** What patients are told does not travel where anybody may read it. */
const isGateway = (text: string): boolean =>
  URL.canParse(text) &&
  !text.endsWith('/') &&
  [new URL(text)].every(
    ({ protocol, search, hash, username }) =>
      (protocol === 'https:' || (protocol === 'http:' && isLoopback(text))) &&
      search + hash + username === '',
  )

const environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'PORT must be a number from 0 to 65535.')
    .transform(Number)
    .refine((port) => port <= 65535, 'PORT must be a number from 0 to 65535.')
    .default(8080),
  EVENKEEL_METRICS_PORT: z
    .string()
    .regex(/^\d{1,5}$/, METRICS_FORM)
    .transform(Number)
    .refine((port) => port > 0 && port <= 65535, METRICS_FORM)
    .optional(),
  EVENKEEL_DRAIN_SECONDS: z
    .string()
    .regex(/^\d{1,3}$/, DRAIN_FORM)
    .transform(Number)
    .refine((seconds) => seconds <= MOST_DRAIN_SECONDS, DRAIN_FORM)
    .default(0),
  EVENKEEL_ORIGIN: z
    .string()
    .refine((text) => URL.canParse(text) && new URL(text).origin === text, ORIGIN_FORM)
    .optional(),
  EVENKEEL_PROXIES: z
    .string()
    .transform((text) => text.split(',').map((one) => one.trim()))
    .refine((proxies) => proxies.every(isAddress), PROXIES_FORM)
    .default([]),
  DATABASE_URL: postgresUrl('DATABASE_URL'),
  MIGRATION_DATABASE_URL: postgresUrl('MIGRATION_DATABASE_URL'),
  EVENKEEL_DATA: z.string().default('./var'),
  EVENKEEL_JOURNAL: z.string().optional(),
  EVENKEEL_PACKS: z.string().optional(),
  EVENKEEL_INSTALLATION: z
    .enum(['demonstration', 'trial', 'live'], {
      error: 'EVENKEEL_INSTALLATION must be demonstration, trial or live.',
    })
    .default('demonstration'),
  EVENKEEL_PRETEND_TODAY: z
    .string()
    .transform((text, context): Day => {
      const read = parseDay(text)
      if (read.kind === 'day') return read.day
      context.addIssue('EVENKEEL_PRETEND_TODAY must be a day like 2026-11-22.')
      return z.NEVER
    })
    .optional(),
  EVENKEEL_COUNTY: z
    .enum(['whole', 'none'], { error: 'EVENKEEL_COUNTY must be whole or none.' })
    .default('whole'),
  EVENKEEL_SECOND_STEP: z
    .enum(['everybody'], { error: 'EVENKEEL_SECOND_STEP must be everybody, or not set.' })
    .optional(),
  EVENKEEL_GATEWAY_URL: z.string().refine(isGateway, GATEWAY_FORM).optional(),
  EVENKEEL_GATEWAY_TOKEN: z
    .string()
    .regex(
      /^[!-~]{16,512}$/,
      'EVENKEEL_GATEWAY_TOKEN must have 16 to 512 characters, without spaces.',
    )
    .optional(),
  EVENKEEL_ANCHORS: z.string().optional(),
  EVENKEEL_ANCHOR_KEY: z
    .string()
    .regex(
      /^[0-9a-f]{64}$/,
      'EVENKEEL_ANCHOR_KEY must be the fingerprint that `evenkeel anchors` prints: 64 figures and letters.',
    )
    .optional(),
  EVENKEEL_COMMIT: z
    .string()
    .regex(
      /^[0-9a-f]{7,40}$/,
      'EVENKEEL_COMMIT must be the hash of a commit, 7 to 40 figures and letters.',
    )
    .optional(),
})

/** A variable that is set to nothing counts as not set. */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): ConfigRead {
  const filled = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const read = environment.safeParse(filled)
  if (!read.success) {
    return { kind: 'refused', messages: read.error.issues.map(({ message }) => message) }
  }
  const messages = contradictionsIn(read.data)
  if (messages.length > 0) return { kind: 'refused', messages }
  return { kind: 'config', config: configFrom(read.data) }
}

type Environment = z.infer<typeof environment>

function contradictionsIn(read: Environment): readonly string[] {
  const messages: string[] = []
  if (read.EVENKEEL_METRICS_PORT === read.PORT) {
    messages.push('EVENKEEL_METRICS_PORT and PORT are the same. Set one of them to another port.')
  }
  if (read.MIGRATION_DATABASE_URL !== undefined && read.DATABASE_URL === undefined) {
    messages.push('MIGRATION_DATABASE_URL is set without DATABASE_URL. Set both or neither.')
  }
  if ((read.EVENKEEL_GATEWAY_URL === undefined) !== (read.EVENKEEL_GATEWAY_TOKEN === undefined)) {
    messages.push(
      'EVENKEEL_GATEWAY_URL and EVENKEEL_GATEWAY_TOKEN go together. Set both or neither.',
    )
  }
  if (read.EVENKEEL_PRETEND_TODAY !== undefined && read.EVENKEEL_INSTALLATION !== 'demonstration') {
    messages.push('EVENKEEL_PRETEND_TODAY is for a demonstration only. Unset it.')
  }
  return messages
}

function configFrom(read: Environment): Config {
  return {
    host: read.HOST,
    port: read.PORT,
    metricsPort: read.EVENKEEL_METRICS_PORT,
    drainSeconds: read.EVENKEEL_DRAIN_SECONDS,
    origin: read.EVENKEEL_ORIGIN,
    proxies: read.EVENKEEL_PROXIES,
    dataFolder: read.EVENKEEL_DATA,
    journalFolder: read.EVENKEEL_JOURNAL ?? beside(read, 'journal'),
    packsFolder: read.EVENKEEL_PACKS ?? beside(read, 'packs'),
    database: databaseFrom(read),
    newInstallation: read.EVENKEEL_INSTALLATION,
    pretendToday: read.EVENKEEL_PRETEND_TODAY,
    county: read.EVENKEEL_COUNTY,
    commit: read.EVENKEEL_COMMIT,
    demandsSecondStep: read.EVENKEEL_SECOND_STEP === 'everybody',
    gateway: gatewayFrom(read),
    anchors: anchorsFrom(read),
  }
}

/** Beside the data folder, so that whoever puts an older one back does not put back what was to tell of it, too. */
const beside = ({ EVENKEEL_DATA }: Environment, what: string): string =>
  `${EVENKEEL_DATA.replace(/\/+$/, '')}-${what}`

function anchorsFrom(read: Environment): AnchorChoice | undefined {
  const folder = read.EVENKEEL_ANCHORS ?? beside(read, 'anchors')
  return folder === 'none' ? undefined : { folder, key: read.EVENKEEL_ANCHOR_KEY }
}

function gatewayFrom({
  EVENKEEL_GATEWAY_URL: url,
  EVENKEEL_GATEWAY_TOKEN: token,
}: Environment): GatewayChoice | undefined {
  return url === undefined || token === undefined ? undefined : { url, token }
}

function databaseFrom(read: Environment): DatabaseChoice {
  if (read.DATABASE_URL === undefined) return { kind: 'embedded' }
  return { kind: 'server', appUrl: read.DATABASE_URL, migratorUrl: read.MIGRATION_DATABASE_URL }
}
