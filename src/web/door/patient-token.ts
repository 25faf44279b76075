import { createHmac } from 'node:crypto'
import { uuid } from '#base/ids.ts'
import type { Caller, House } from '#workflow/desk.ts'
import { type RecordKind, whoseRecord } from '#workflow/whose-record.ts'
import { isSameToken } from './forgery.ts'

// The token of a form on a page of one patient: that of the session, sealed for the patient of the address, who is named in it or has
// the result, dose, task or review that is. A form that was made for one patient and is sent to the address of another is
// refused, whatever it names itself (H01).

/** What a token is sealed with: the secret of the installation. */
type Sealer = { readonly secret: Buffer }

const FIRST_TWO = /^\/([^/]+)\/([^/]+)(?:\/|$)/

/** What an address begins with that is about a record of one patient. */
const RECORDS: Readonly<Record<string, RecordKind>> = {
  results: 'result',
  doses: 'dose',
  tasks: 'task',
  'doac-tasks': 'task',
  'doac-reviews': 'doac-review',
}

/** What an address is about: a patient, or a record that is of one; undefined of any other address. */
export function recordOfPath(
  path: string,
): { readonly kind: RecordKind | 'patient'; readonly id: string } | undefined {
  const [, place = '', named] = FIRST_TWO.exec(path) ?? []
  const kind = place === 'patients' ? 'patient' : RECORDS[place]
  const id = uuid(named)
  return kind === undefined || id === undefined ? undefined : { kind, id }
}

/** Whose record an address is about: its forms are sealed for this patient, and for nobody else. */
export async function patientOfPath(
  house: House,
  caller: Caller,
  path: string,
): Promise<string | undefined> {
  const record = recordOfPath(path)
  if (record === undefined || record.kind === 'patient') return record?.id
  return await whoseRecord(house, caller, record.kind, record.id)
}

/** The token of the session, sealed for one patient. */
export function patientToken({ secret }: Sealer, csrf: string, patientId: string): string {
  const seal = createHmac('sha256', secret).update(`form ${csrf} ${patientId}`).digest('base64url')
  return `${csrf}.${seal}`
}

/** The token that the forms of a page carry: sealed on a page of one patient, else that of the session. */
export const tokenOfPage = (sealer: Sealer, csrf: string, patientId: string | undefined): string =>
  patientId === undefined ? csrf : patientToken(sealer, csrf, patientId)

/** The token of the session in what a form carried, sealed or not. */
export const sessionPartOf = (sent: string | undefined): string | undefined => sent?.split('.')[0]

/** Is this the token of the session, sealed for this patient? */
export const isForPatient = (
  sealer: Sealer,
  sent: string | undefined,
  csrf: string,
  patientId: string,
): boolean => isSameToken(sent, patientToken(sealer, csrf, patientId))
