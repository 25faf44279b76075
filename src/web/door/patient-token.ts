import { createHmac } from 'node:crypto'
import { uuid } from '#base/ids.ts'
import { isSameToken } from './forgery.ts'

// The token of a form on a page of one patient: that of the session, sealed for the patient of the address. A form that was made
// for one patient and is sent to the address of another is refused, whatever it names itself (H01).

/** What a token is sealed with: the secret of the installation. */
type Sealer = { readonly secret: Buffer }

const PATIENTS_PAGE = /^\/patients\/([^/]+)(?:\/|$)/

/** The patient whose page or form an address is; undefined of any other address. */
export const patientOfPath = (path: string): string | undefined => {
  const [, named] = PATIENTS_PAGE.exec(path) ?? []
  return uuid(named)
}

/** The token of the session, sealed for one patient. */
export function patientToken({ secret }: Sealer, csrf: string, patientId: string): string {
  const seal = createHmac('sha256', secret).update(`form ${csrf} ${patientId}`).digest('base64url')
  return `${csrf}.${seal}`
}

/** The token that the forms of a page carry: sealed on a page of one patient, else that of the session. */
export function tokenOfPage(sealer: Sealer, csrf: string, path: string): string {
  const patientId = patientOfPath(path)
  return patientId === undefined ? csrf : patientToken(sealer, csrf, patientId)
}

/** The token of the session in what a form carried, sealed or not. */
export const sessionPartOf = (sent: string | undefined): string | undefined => sent?.split('.')[0]

/** Is this the token of the session, sealed for this patient? */
export const isForPatient = (
  sealer: Sealer,
  sent: string | undefined,
  csrf: string,
  patientId: string,
): boolean => isSameToken(sent, patientToken(sealer, csrf, patientId))
