import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { PASSWORD } from '#test/clinic.ts'
import { type AckLog, openAckLog } from '#test/crash/ack-log.ts'
import { CLINIC_DAY } from '#test/crash/crash-site.ts'
import { hiddenField, Visitor } from '#test/http/served-clinic.ts'

const ADD = '/service/staff/add'

/** What was begun at one version and is sent to another: a form on a screen, and a dose that was suggested and waits to be accepted. */
export type Drafts = {
  /** Sends all of it, each twice, as somebody does who sees no answer. */
  readonly send: (url: string) => Promise<readonly string[]>
  readonly faults: (database: Pool) => Promise<readonly string[]>
}

type Dose = {
  readonly patientId: string
  readonly key: string
  readonly acceptKey: string
  readonly fields: Readonly<Record<string, string>>
}

export async function beginDrafts(
  url: string,
  patientIds: readonly string[],
  ackFile: string,
): Promise<Drafts> {
  const nurse = await signedIn(url, 'nurse')
  const doses: Dose[] = []
  for (const patientId of patientIds) doses.push(await suggested(nurse, patientId))
  const administrator = await signedIn(url, 'system-administrator')
  const form = await openForm(administrator.visitor)
  const log = openAckLog(ackFile)

  const send = async (to: string) => {
    const nurseThere = { ...nurse, visitor: at(nurse.visitor, to) }
    const there = at(administrator.visitor, to)
    const faults: string[] = []
    for (const dose of doses) faults.push(...(await accept(nurseThere, dose, log)))
    for (const { status } of [await there.post(ADD, form), await there.post(ADD, form)]) {
      if (status !== 200) faults.push(`the form that was open was answered ${status}`)
    }
    log.close()
    return faults
  }
  const faults = async (database: Pool) => {
    const { rowCount } = await database.query(`select 1 from account where username = $1`, [
      form.username,
    ])
    return rowCount === 1 ? [] : [`the form that was open is saved ${rowCount} times`]
  }
  return { send, faults }
}

async function suggested(nurse: Seat, patientId: string): Promise<Dose> {
  const visit = visitOf(patientId)
  const [key, acceptKey] = [randomUUID(), randomUUID()]
  const { status, text } = await act(nurse, 'suggest-dose', key, patientId, visit)
  if (status !== 200) throw new Error(`no dose was suggested: ${text}`)
  const { token } = JSON.parse(text)
  return { patientId, key, acceptKey, fields: { ...visit, token, slot: 'none' } }
}

async function accept(nurse: Seat, dose: Dose, log: AckLog): Promise<readonly string[]> {
  const { patientId, key, acceptKey, fields } = dose
  log.write({ act: 'suggest-dose', patientId, key, tries: 1 })
  await act(nurse, 'accept-dose', acceptKey, patientId, fields)
  const { status, text } = await act(nurse, 'accept-dose', acceptKey, patientId, fields)
  if (status !== 200) return [`a dose that was suggested before was refused: ${text}`]
  const { decisionId } = JSON.parse(text)
  log.write({
    act: 'accept-dose',
    patientId,
    key: acceptKey,
    tries: 2,
    decisionId,
    isBooked: false,
  })
  return []
}

async function openForm(administrator: Visitor) {
  const { text } = await administrator.get(ADD)
  return {
    csrf: hiddenField(text, 'csrf'),
    'request-key': hiddenField(text, 'request-key'),
    username: 'typed.before',
    name: 'Typed Before',
    role: 'receptionist',
    level: 'none',
    dosing: 'none',
  }
}

type Seat = { readonly visitor: Visitor; readonly csrf: string }

async function signedIn(url: string, username: string): Promise<Seat> {
  const visitor = new Visitor(url)
  await visitor.signIn(username, PASSWORD)
  return { visitor, csrf: await visitor.csrf('/') }
}

/** The same browser, at another process. */
function at({ cookie }: Visitor, url: string): Visitor {
  const there = new Visitor(url)
  there.cookie = cookie
  return there
}

const act = (
  { visitor, csrf }: Seat,
  name: string,
  key: string,
  patientId: string,
  fields: Readonly<Record<string, string>>,
) =>
  visitor.send(`/api/acts/${name}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': key,
      'x-csrf': csrf,
      'x-patient': patientId,
    },
    body: JSON.stringify(fields),
  })

const visitOf = (patientId: string) => ({
  patientId,
  identity: 'MH 1942',
  nothingToReport: 'yes',
  inr: '2.5',
  method: 'provider-meter',
  meter: 'CoaguChek 4417',
  stripLot: 'L 62210',
  sampledOn: CLINIC_DAY,
  currentDose: '4',
})
