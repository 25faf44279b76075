import { clinicalDate, londonClock, londonDay } from '#base/day.ts'
import { instantOf } from '#base/instant.ts'
import { type Findings, typedNote, typedText } from '#register/typed-fields.ts'
import { findAccountByUsername } from '#store/accounts.ts'
import { mayReadAsCommissioner } from '#store/commissioned.ts'
import { outside } from '#store/outside.ts'
import { type Organisation, organisationsOf } from '#store/providers.ts'
import { inTransaction } from '#store/tx.ts'
import type { House } from './desk.ts'
import { foundProvider } from './found-provider.ts'
import { newId } from './new-id.ts'
import { endOfOneTimePassword, oneTimePassword } from './one-time-password.ts'
import { type Parsed, type Refused, refused, refusedField } from './outcome.ts'
import { providersNamed } from './providers-named.ts'
import { faultOfUsername, readUsername, USERNAME_TAKEN } from './username.ts'

/** What is asked of a provider and of its first person, who adds the others. */
export const OPENING_FIELDS = [
  'name',
  'ods',
  'kind',
  'telephone',
  'administrator',
  'username',
] as const
export type OpeningFields = Readonly<Partial<Record<(typeof OPENING_FIELDS)[number], string>>>

const KINDS: readonly Organisation['kind'][] = [
  'gp-practice',
  'community-pharmacy',
  'hospital-clinic',
  'commissioner',
]

type Opening = {
  readonly provider: Organisation
  readonly administrator: string
  readonly username: string
}

export type Opened = {
  readonly kind: 'opened'
  readonly provider: Organisation
  readonly username: string
  readonly password: string
  /** When the password ends, in words. */
  readonly until: string
}

/**
 * Opens a provider with a system administrator, or a commissioner with a manager, who signs in with a password that works once and adds
 * everybody else. Reached from the terminal alone, like `foundProvider`.
 */
export async function openProvider(house: House, fields: OpeningFields): Promise<Opened | Refused> {
  const parsed = parseOpening(fields)
  if (parsed.kind === 'refused') return refused(422, ...parsed.findings)
  const { provider, administrator, username } = parsed.value
  const there = await whatIsThere(house, provider, username)
  if (there !== undefined) return there

  const now = house.clock()
  const accountId = newId(now)
  const oneTimeUntil = endOfOneTimePassword(now)
  const password = oneTimePassword(house.secret, accountId, oneTimeUntil)
  const competence = { level: null, dosing: 'none', until: null } as const
  const role = FIRST_ROLE[provider.kind === 'commissioner' ? 'commissioner' : 'provider']
  const person = {
    accountId,
    username,
    password,
    oneTimeUntil,
    name: administrator,
    role,
    competence,
  }
  await foundProvider(house.pool, {
    providerId: newId(now),
    provider,
    people: [person],
    clock: house.clock,
  })
  return { kind: 'opened', provider, username, password, until: inWords(oneTimeUntil) }
}

const FIRST_ROLE = {
  provider: 'system-administrator',
  commissioner: 'commissioner-manager',
} as const

async function whatIsThere(
  house: House,
  { odsCode, kind }: Organisation,
  username: string,
): Promise<Refused | undefined> {
  const [known] = await providersNamed(house, odsCode, organisationsOf)
  if (known !== undefined) {
    return refusedField(
      'ods',
      'taken',
      `${known.name} is here already with the ODS code ${odsCode}.`,
    )
  }
  const mayRead = kind !== 'commissioner' || (await mayCommissionersRead(house))
  if (!mayRead) return refusedField('kind', 'no-role', NO_ROLE)
  if ((await findAccountByUsername(outside(house.pool), username)) === undefined) return undefined
  return refusedField('username', 'taken', USERNAME_TAKEN)
}

/** Asked of the server, in a transaction of nobody. */
const mayCommissionersRead = (house: House): Promise<boolean> =>
  inTransaction(house.pool, newId(house.clock()), async (tx) => ({
    keep: false,
    answer: await mayReadAsCommissioner(tx),
  }))

const NO_ROLE =
  'This server has no role evenkeel_commissioning that evenkeel_app may take, so that a commissioner could read nothing. Whoever runs the server makes it: docs/operations.md, A maintained server.'

const LONGEST_NAME = 100
/** Practices have a letter and five digits; pharmacies and trusts have three letters and more. */
const ODS_CODE = /^[A-Z][A-Z0-9]{2,9}$/
const TELEPHONE = /^\+?[\d ()-]{6,24}$/

function parseOpening(fields: OpeningFields): Parsed<Opening> {
  const findings: Findings = []
  const name = required(fields, 'name', 'Enter the name of the provider.', findings)
  const administrator = required(
    fields,
    'administrator',
    'Enter the name of the person who will administer it.',
    findings,
  )
  const odsCode = shaped(fields, 'ods', ODS_CODE, 'Enter the ODS code, like C88001.', findings)
  const telephone = shaped(
    fields,
    'telephone',
    TELEPHONE,
    'Enter the telephone number that patients ring, like 01632 960077.',
    findings,
  )
  const kind = KINDS.find((known) => known === fields.kind)
  if (kind === undefined) {
    const message = `Say what it is: ${KINDS.join(', ')}.`
    findings.push({ field: 'kind', code: 'not-a-choice', message })
  }
  const username = readUsername(fields.username)
  const fault = faultOfUsername(username)
  if (fault !== undefined) findings.push(fault)
  if (kind === undefined || findings.length > 0) return { kind: 'refused', findings }
  const provider = { name, odsCode, kind, telephone }
  return { kind: 'parsed', value: { provider, administrator, username } }
}

function required(fields: OpeningFields, field: string, message: string, findings: Findings) {
  const text = typedNote(fields, field, LONGEST_NAME, findings)
  if (text === '') findings.push({ field, code: 'required', message })
  return text
}

function shaped(
  fields: OpeningFields,
  field: string,
  shape: RegExp,
  message: string,
  findings: Findings,
): string {
  const text = typedText(fields, field)
  if (!shape.test(text)) findings.push({ field, code: 'format', message })
  return text
}

function inWords(instant: string): string {
  const at = instantOf(instant)
  return `${clinicalDate(londonDay(at))} at ${londonClock(at)}`
}
