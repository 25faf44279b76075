import { canonicalJson } from '#base/canonical.ts'
import {
  EMERGENCY_REASONS,
  LONGEST_WORDS,
  SHORTEST_WORDS,
  saysSomething,
} from '#register/emergency-reasons.ts'
import { parseNhsNumber } from '#register/nhs-number.ts'
import {
  type Findings,
  isoDayTyped,
  requiredChoice,
  typedDay,
  typedNote,
} from '#register/typed-fields.ts'
import { addAuditLine } from '#store/audit.ts'
import { addTry, findEmergencyLook, openLook } from '#store/emergency-looks.ts'
import { findPatientByNhsNumber } from '#store/patients.ts'
import { inTransaction } from '#store/tx.ts'
import { type Act, act, type Done } from './act.ts'
import type { Caller, Desk, House } from './desk.ts'
import { type Refused, refused } from './outcome.ts'
import { dayBoxes, readTextFields, type TextFields } from './text-fields.ts'

const FIELDS = ['nhsNumber', ...dayBoxes('dateOfBirth'), 'reason', 'words'] as const
type Fields = TextFields<(typeof FIELDS)[number]>

/** How many tries an account has within an hour: for a wrong digit or two, and not to try numbers. */
export const TRIES_AN_HOUR = 5

/** `opened` names the look; without it nothing was found, and how many tries are left within the hour. */
export type Looked = Done & { readonly opened: string | null; readonly triesLeft: number }

const opening = act<Fields, Looked>({
  name: 'look-in-emergency',
  parse: (input) => readTextFields(input, FIELDS),
  async perform(desk, fields) {
    const sought = read(fields)
    if (sought.kind === 'refused') return sought
    const { session, tx, now } = desk
    if (session === undefined) return NO_SESSION
    if (await isOurs(desk, sought)) return OURS

    const id = desk.newId()
    const at = new Date(now).toISOString()
    const { reason, words } = sought
    const tried = { id, accountId: desk.actor.accountId, session, reason, words, at }
    const count = await addTry(tx, tried, TRIES_AN_HOUR)
    if (count === undefined) return TOO_MANY
    const found = await openLook(tx, id, sought)
    if (found === 'too-many') return TOO_MANY
    const opened = found === 'opened' ? id : null
    const noted = { reason, found: opened !== null }
    return { kind: 'done', opened, triesLeft: TRIES_AN_HOUR - count, subject: id, noted }
  },
})

/**
 * Looks for another provider's patient in an emergency, by NHS number and date of birth exactly. What it finds is on record with both
 * providers in the same transaction, and in the audit of both before anything is shown (docs/decisions/0033).
 */
export const lookInEmergency: Act<Fields, Looked> = {
  ...opening,
  async run(house, caller, key, input) {
    const looked = await opening.run(house, caller, key, input)
    if (looked.kind === 'done' && looked.opened !== null) {
      await tellOwner(house, caller, looked.opened, { act: opening.name })
    }
    return looked
  },
}

/** A line in the audit of the provider whose patient it is: who, of which provider, and which look. */
export async function tellOwner(
  house: House,
  caller: Caller,
  lookId: string,
  what: { readonly act: string } | { readonly looked: string },
): Promise<void> {
  const look = await inTransaction(house.pool, caller.providerId, async (tx) => ({
    keep: false,
    answer: await findEmergencyLook(tx, lookId),
  }))
  if (look === undefined || look.side !== 'looks') return
  await inTransaction(house.pool, look.otherProviderId, async (tx) => {
    const theirs = await findEmergencyLook(tx, lookId)
    const line = canonicalJson({
      ...what,
      at: new Date(house.clock()).toISOString(),
      by: caller.accountId,
      role: look.personRole,
      who: `${look.personName}, ${theirs?.otherName}`,
      from: caller.providerId,
      patient: look.patientId,
      subject: lookId,
    })
    return { keep: true, answer: undefined, last: () => addAuditLine(tx, line) }
  })
}

type Sought = {
  readonly kind: 'sought'
  readonly nhsNumber: string
  readonly dateOfBirth: string
  readonly reason: string
  readonly words: string
}

function read(fields: Fields): Sought | Refused {
  const findings: Findings = []
  const number = parseNhsNumber(fields.nhsNumber ?? '')
  if (number.kind === 'refused') {
    const message = number.code === 'required' ? 'Enter the NHS number.' : number.message
    findings.push({ field: 'nhsNumber', code: number.code, message })
  }
  if (isoDayTyped(fields, 'dateOfBirth') === '') {
    const message = 'Enter the date of birth.'
    findings.push({ field: 'dateOfBirth', code: 'required', message })
  }
  const dateOfBirth = typedDay(fields, 'dateOfBirth', findings)
  const choose = 'Choose what the emergency is.'
  const reason = requiredChoice(EMERGENCY_REASONS, fields, 'reason', choose, findings)
  const words = typedNote(fields, 'words', LONGEST_WORDS, findings)
  findings.push(...faultsOfWords(words))
  if (findings.length > 0 || number.kind === 'refused' || dateOfBirth === null || !reason) {
    return refused(422, ...findings)
  }
  return { kind: 'sought', nhsNumber: number.nhsNumber, dateOfBirth, reason, words }
}

const TEN_DIGITS = /\d{3}[ -]?\d{3}[ -]?\d{4}/

function faultsOfWords(words: string): Findings {
  const field = 'words'
  if (words.length < SHORTEST_WORDS || !saysSomething(words)) {
    const message =
      'Say in a sentence what the emergency is. The provider whose patient it is reads it.'
    return [{ field, code: 'required', message }]
  }
  if (!TEN_DIGITS.test(words)) return []
  const message = 'Leave numbers of patients and telephones out of these words.'
  return [{ field, code: 'holds-number', message }]
}

async function isOurs({ tx }: Desk, { nhsNumber, dateOfBirth }: Sought): Promise<boolean> {
  const found = await findPatientByNhsNumber(tx, nhsNumber)
  return found?.standing === 'live' && found.details.dateOfBirth === dateOfBirth
}

const OURS = refused(409, {
  field: '',
  code: 'own-patient',
  message: 'This patient is in your own register. Find them there and open the whole record.',
})

const NO_SESSION = refused(403, {
  field: '',
  code: 'no-session',
  message: 'A look in an emergency is open to one sign-in. Sign in first.',
})

const TOO_MANY = refused(403, {
  field: '',
  code: 'too-many-tries',
  message: `You have tried ${TRIES_AN_HOUR} times within an hour. Telephone the patient's surgery or the hospital, or try again in an hour.`,
})
