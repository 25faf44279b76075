import { done, freshKey } from '#test/store/visit-desk.ts'
import { registerMeter } from '#workflow/keep-meters.ts'
import { type Answer, type ServedClinic, servedClinic, type Visitor } from './served-clinic.ts'

/** Where files of results are brought in. */
export const RESULTS = '/service/results'

/** A clinic with one meter in its register. */
export async function clinicWithMeter(): Promise<ServedClinic> {
  const clinic = await servedClinic()
  const meter = { name: 'Room 4', serial: 'UQ0012345', model: 'coaguchek-xs-plus' }
  done(await registerMeter.run(clinic.house, clinic.callerOf('nurse'), freshKey(clinic), meter))
  return clinic
}

/** Brings a meter's file in as its page does. */
export async function sendFile(clinic: ServedClinic, who: Visitor, text: string): Promise<Answer> {
  const body = new FormData()
  body.set('csrf', await who.csrf())
  body.set('request-key', crypto.randomUUID())
  body.set('file', new File([text], 'meter.csv', { type: 'text/csv' }))
  const headers = { origin: clinic.url, 'sec-fetch-site': 'same-origin' }
  return who.send(RESULTS, { method: 'POST', body, headers })
}
