import { SHARED_OUTCOMES } from '#access/shared-sign-in.ts'
import { uuid } from '#base/ids.ts'
import { type Findings, requiredChoice, typedNote } from '#register/typed-fields.ts'
import {
  findSharedSignIn,
  type SharedSignIn,
  settleSharedSignInRow,
} from '#store/shared-sign-ins.ts'
import { act, type Done } from './act.ts'
import { notHere, type Parsed, refused, refusedField } from './outcome.ts'
import { likeness } from './second-person.ts'
import { readTextFields, type TextFields } from './text-fields.ts'

const FIELDS = ['id', 'outcome', 'note'] as const
type Fields = TextFields<(typeof FIELDS)[number]>

/** @technical How much may be typed, in characters. */
const LONGEST_NOTE = 500

/**
 * Settles an account that looked as if several people used it, with what it was, coded and in words; never one's own (H34).
 * Where somebody used it without leave, they know the password: it is set anew first, or the place here is ended.
 */
export const settleSharedSignIn = act<Fields, Done>({
  name: 'settle-shared-sign-in',
  parse: (input): Parsed<Fields> => readTextFields(input, FIELDS),
  async perform(desk, fields) {
    const id = uuid(fields.id)
    const found = id && (await findSharedSignIn(desk.tx, id))
    if (found === undefined) return notHere('sign-in')
    if ((await likeness(desk, found.accountId)) !== 'another') return own
    if (found.settledAt !== null) return settledAlready

    const findings: Findings = []
    const choose = 'Choose what it was.'
    const outcome = requiredChoice(SHARED_OUTCOMES, fields, 'outcome', choose, findings)
    const note = typedNote(fields, 'note', LONGEST_NOTE, findings)
    if (note === '') {
      findings.push({ field: 'note', code: 'required', message: 'Say how you know, in words.' })
    }
    if (outcome === undefined || findings.length > 0) return refused(422, ...findings)

    const { tx, actor, now } = desk
    const [by, at] = [actor.accountId, new Date(now).toISOString()]
    const settled = { sharedId: found.id, outcome, note, by, at }
    if (outcome === 'not-theirs' && isStillOpen(found)) return passwordKnown
    if (!(await settleSharedSignInRow(tx, settled))) return settledAlready
    return { kind: 'done', subject: found.id, noted: { outcome } }
  },
})

const isStillOpen = ({ worksHere, passwordSetAt, foundAt }: SharedSignIn): boolean =>
  worksHere && (passwordSetAt === null || passwordSetAt < foundAt)

const own = refused(403, {
  field: '',
  code: 'second-person',
  message: 'This is your own account. Another manager must ask you and settle it.',
})
const passwordKnown = refusedField(
  'outcome',
  'password-known',
  'Whoever used it knows the password, and it has not been changed since. The clinical lead or the system administrator gives the account a new password under Staff, or ends the place here of somebody who has left; or its owner changes it on the account page. Then settle this.',
)
const settledAlready = refused(409, {
  field: '',
  code: 'settled',
  message: 'Somebody has already settled this. Nothing of yours is saved.',
})
