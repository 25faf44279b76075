import type { Day } from '#base/day.ts'
import { type Environment, environment } from './environment.ts'
import { withSecretFiles } from './secret-files.ts'

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
  /** The files with its certificate and key, where it speaks https itself; undefined behind a proxy that does. */
  readonly tls: TlsChoice | undefined
  /** Where the embedded server and its log live. */
  readonly dataFolder: string
  /** Percent of a disk below which whoever runs it is told, and below which nothing is saved any more. */
  readonly diskPercent: { readonly low: number; readonly stop: number }
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
  /** The release key that this site has pinned, by its fingerprint or a file; undefined where any key of the code counts. */
  readonly rulesKey: string | undefined
  /** Everybody needs a second step to sign in, in a demonstration too. Elsewhere it is so anyway, and nothing here lets anybody off. */
  readonly demandsSecondStep: boolean
  /** Where texts are given to be sent; undefined where they are copied by hand. */
  readonly gateway: GatewayChoice | undefined
  /** Where it is written down, outside the database, how far the audit chains stand; undefined where another process does it. */
  readonly anchors: AnchorChoice | undefined
  /** Where the NHS says who somebody is; undefined where nobody signs in by it. */
  readonly nhs: NhsChoice | undefined
  /** The file with the key of the site; undefined where it has none. */
  readonly keyFile: string | undefined
}

/** The NHS identity service: where it is, as whom it knows us, and what it must say of whoever may dose. */
export type NhsChoice = {
  readonly issuer: string
  readonly clientId: string
  readonly secret: string
  readonly assurance: 2 | 3
  readonly dosingRoles: readonly string[]
}

export type TlsChoice = { readonly certificateFile: string; readonly keyFile: string }

export type AnchorChoice = { readonly folder: string; readonly key: string | undefined }

export type GatewayChoice = { readonly url: string; readonly token: string }

export type Installation = 'demonstration' | 'trial' | 'live'

export type County = 'whole' | 'none'

export type DatabaseChoice =
  | { readonly kind: 'embedded' }
  | { readonly kind: 'server'; readonly appUrl: string; readonly migratorUrl: string | undefined }

export type ConfigRead =
  | { readonly kind: 'config'; readonly config: Config }
  | { readonly kind: 'refused'; readonly messages: readonly string[] }

/** A variable that is set to nothing counts as not set. */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): ConfigRead {
  const filled = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const known = withSecretFiles(filled)
  if (known.kind === 'refused') return known
  const read = environment.safeParse(known.variables)
  if (!read.success) {
    return { kind: 'refused', messages: read.error.issues.map(({ message }) => message) }
  }
  const messages = contradictionsIn(read.data)
  if (messages.length > 0) return { kind: 'refused', messages }
  return { kind: 'config', config: configFrom(read.data) }
}

function contradictionsIn(read: Environment): readonly string[] {
  const messages: string[] = []
  if (read.EVENKEEL_METRICS_PORT === read.PORT) {
    messages.push('EVENKEEL_METRICS_PORT and PORT are the same. Set one of them to another port.')
  }
  if (read.EVENKEEL_DISK_STOP > read.EVENKEEL_DISK_LOW) {
    messages.push(
      'EVENKEEL_DISK_STOP is more than EVENKEEL_DISK_LOW. Set it to less, so that somebody is told before nothing is saved.',
    )
  }
  if (read.MIGRATION_DATABASE_URL !== undefined && read.DATABASE_URL === undefined) {
    messages.push('MIGRATION_DATABASE_URL is set without DATABASE_URL. Set both or neither.')
  }
  if ((read.EVENKEEL_GATEWAY_URL === undefined) !== (read.EVENKEEL_GATEWAY_TOKEN === undefined)) {
    messages.push(
      'EVENKEEL_GATEWAY_URL and EVENKEEL_GATEWAY_TOKEN go together. Set both or neither.',
    )
  }
  const ofNhs = [read.EVENKEEL_NHS_ISSUER, read.EVENKEEL_NHS_CLIENT, read.EVENKEEL_NHS_SECRET]
  const isSet = ofNhs.filter((one) => one !== undefined).length
  if (isSet > 0 && (isSet < ofNhs.length || read.EVENKEEL_ORIGIN === undefined)) {
    messages.push(
      'EVENKEEL_NHS_ISSUER, EVENKEEL_NHS_CLIENT and EVENKEEL_NHS_SECRET go together, with EVENKEEL_ORIGIN. Set all or none of the three.',
    )
  }
  messages.push(...contradictionsInTls(read))
  if (read.EVENKEEL_PRETEND_TODAY !== undefined && read.EVENKEEL_INSTALLATION !== 'demonstration') {
    messages.push('EVENKEEL_PRETEND_TODAY is for a demonstration only. Unset it.')
  }
  return messages
}

function contradictionsInTls(read: Environment): readonly string[] {
  const { EVENKEEL_TLS_CERT_FILE: certificate, EVENKEEL_TLS_KEY_FILE: key } = read
  if ((certificate === undefined) !== (key === undefined)) {
    return ['EVENKEEL_TLS_CERT_FILE and EVENKEEL_TLS_KEY_FILE go together. Set both or neither.']
  }
  if (key === undefined || read.EVENKEEL_ORIGIN?.startsWith('https:')) return []
  return ['EVENKEEL_TLS_KEY_FILE needs an EVENKEEL_ORIGIN that begins with https:.']
}

function configFrom(read: Environment): Config {
  return {
    host: read.HOST,
    port: read.PORT,
    metricsPort: read.EVENKEEL_METRICS_PORT,
    drainSeconds: read.EVENKEEL_DRAIN_SECONDS,
    origin: read.EVENKEEL_ORIGIN,
    proxies: read.EVENKEEL_PROXIES,
    tls: tlsFrom(read),
    dataFolder: read.EVENKEEL_DATA,
    diskPercent: { low: read.EVENKEEL_DISK_LOW, stop: read.EVENKEEL_DISK_STOP },
    journalFolder: read.EVENKEEL_JOURNAL ?? beside(read, 'journal'),
    packsFolder: read.EVENKEEL_PACKS ?? beside(read, 'packs'),
    database: databaseFrom(read),
    newInstallation: read.EVENKEEL_INSTALLATION,
    pretendToday: read.EVENKEEL_PRETEND_TODAY,
    county: read.EVENKEEL_COUNTY,
    commit: read.EVENKEEL_COMMIT,
    rulesKey: read.EVENKEEL_RULES_KEY,
    demandsSecondStep: read.EVENKEEL_SECOND_STEP === 'everybody',
    gateway: gatewayFrom(read),
    anchors: anchorsFrom(read),
    nhs: nhsFrom(read),
    keyFile: read.EVENKEEL_KEY_FILE,
  }
}

/** Beside the data folder, so that whoever puts an older one back does not put back what was to tell of it, too. */
const beside = ({ EVENKEEL_DATA }: Environment, what: string): string =>
  `${EVENKEEL_DATA.replace(/\/+$/, '')}-${what}`

function anchorsFrom(read: Environment): AnchorChoice | undefined {
  const folder = read.EVENKEEL_ANCHORS ?? beside(read, 'anchors')
  return folder === 'none' ? undefined : { folder, key: read.EVENKEEL_ANCHOR_KEY }
}

function nhsFrom(read: Environment): NhsChoice | undefined {
  const { EVENKEEL_NHS_ISSUER: issuer, EVENKEEL_NHS_CLIENT: clientId } = read
  const { EVENKEEL_NHS_SECRET: secret, EVENKEEL_NHS_DOSING_ROLES: roles } = read
  if (issuer === undefined || clientId === undefined || secret === undefined) return undefined
  const assurance = read.EVENKEEL_NHS_ASSURANCE === '2' ? 2 : 3
  return { issuer, clientId, secret, assurance, dosingRoles: roles?.split(' ') ?? [] }
}

const tlsFrom = ({
  EVENKEEL_TLS_CERT_FILE: certificateFile,
  EVENKEEL_TLS_KEY_FILE: keyFile,
}: Environment): TlsChoice | undefined =>
  certificateFile === undefined || keyFile === undefined ? undefined : { certificateFile, keyFile }

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
