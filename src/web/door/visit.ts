import { randomUUID } from 'node:crypto'
import type { Form, Upload } from '#web/page.ts'
import { field } from '#web/page.ts'
import type { DraftForm } from '#workflow/keep-draft.ts'
import type { SeenSession } from '#workflow/see-session.ts'
import type { Arrival } from './arrival.ts'

/** What a form carried, apart from what it carried for the door. */
export type Sent = {
  readonly form: Form
  readonly uploads: readonly Upload[]
  readonly csrf: string | undefined
  readonly key: string
  readonly draftPatient: string | undefined
  /** Initials and year of birth, from the page that asks whose record it is. */
  readonly patientSaid: string | undefined
  /** Password and code, or a passkey, from the page that asks for them once more. */
  readonly again:
    | { readonly password: string; readonly code: string; readonly passkey: string }
    | undefined
  /** Every field, the door's own with them, to be sent once more as it was. */
  readonly everything: Form
}

/** A request whose form is read and whose session is seen. */
export type Visit = {
  readonly arrival: Arrival
  readonly sent: Sent
  readonly session: SeenSession
  /** Whose record the address is about, where it is about one and somebody is signed in. */
  readonly patientId: string | undefined
}

/** The field of the page that asks whose record it is. */
export const PATIENT_SAID = 'patient-said'

/** The fields of the page that asks who is there once more. */
export const PASSWORD_AGAIN = 'door-password'
export const CODE_AGAIN = 'door-password-code'
export const PASSKEY_AGAIN = 'door-password-passkey'

const FOR_THE_DOOR = [
  'csrf',
  'request-key',
  'draft-patient',
  PATIENT_SAID,
  PASSWORD_AGAIN,
  CODE_AGAIN,
  PASSKEY_AGAIN,
]

export function sentWith(whole: Form, uploads: readonly Upload[]): Sent {
  const key = field(whole, 'request-key') ?? randomUUID()
  const password = field(whole, PASSWORD_AGAIN)
  return {
    form: new Map([...whole].filter(([name]) => !FOR_THE_DOOR.includes(name))),
    uploads,
    csrf: field(whole, 'csrf'),
    key,
    draftPatient: field(whole, 'draft-patient'),
    patientSaid: field(whole, PATIENT_SAID),
    again:
      password === undefined
        ? undefined
        : {
            password,
            code: field(whole, CODE_AGAIN) ?? '',
            passkey: field(whole, PASSKEY_AGAIN) ?? '',
          },
    everything: new Map([...whole, ['request-key', [key]]]),
  }
}

export const nothingSent = (): Sent => sentWith(new Map(), [])

/** Never kept, whatever a form called it. */
const SECRET = /password/i

/** What a person typed, without what is secret. */
export const typedIn = (sent: Sent): DraftForm =>
  Object.fromEntries([...sent.form].filter(([name]) => !SECRET.test(name)))
