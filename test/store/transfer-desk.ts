import assert from 'node:assert/strict'
import type { Role } from '#access/policy.ts'
import { day } from '#base/day.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import type { Act, Done } from '#workflow/act.ts'
import { newId } from '#workflow/new-id.ts'
import type { Refused } from '#workflow/outcome.ts'
import { TRANSFER_ACTS } from '#workflow/transfer-acts.ts'
import { transferShown } from '#workflow/transfers-shown.ts'

type Fields = Readonly<Record<string, string>>
export type Name = keyof typeof TRANSFER_ACTS

/** A second clinic in the same database, which other clinics can hand patients over to. */
export const secondClinic = (clinic: TestClinic, prefix = 'other.'): Promise<TestClinic> =>
  testClinic({ database: clinic.database, prefix })

/** Does one step of a transfer as somebody of a clinic. */
export async function step(
  clinic: TestClinic,
  name: Name,
  fields: Fields,
  role: Role = 'prescriber',
): Promise<Done | Refused> {
  const act: Pick<Act<never, Done>, 'run'> = TRANSFER_ACTS[name]
  return act.run(clinic.house, clinic.callerOf(role), newId(clinic.clock.now()), fields)
}

export function done(outcome: Done | Refused): Done {
  assert.equal(outcome.kind, 'done', JSON.stringify(outcome))
  return outcome as Done
}

export const codeOf = (outcome: Done | Refused): string =>
  outcome.kind === 'refused' ? (outcome.findings[0]?.code ?? '') : 'done'

/** The sender asks the receiver; answers the id of the transfer. */
export async function sent(from: TestClinic, to: TestClinic, episodeId: string): Promise<string> {
  const fields = { episodeId, to: to.providerId, note: 'Has moved nearer to you.' }
  return done(await step(from, 'send-transfer', fields)).subject ?? ''
}

/** What the page of the receiver names the package by. */
export async function seenBy(clinic: TestClinic, transferId: string): Promise<string> {
  const shown = await transferShown(clinic.house, clinic.callerOf('prescriber'), { transferId })
  assert.equal(shown.kind, 'transfer', JSON.stringify(shown))
  return shown.kind === 'transfer' ? shown.hash : ''
}

export const accept = async (clinic: TestClinic, transferId: string): Promise<Done | Refused> =>
  step(clinic, 'accept-transfer', { transferId, seen: await seenBy(clinic, transferId) })

/** The providers that answer for a person, by NHS number: those with a course that is not over. */
export async function answering(clinic: TestClinic, nhsNumber: string): Promise<readonly string[]> {
  const { rows } = await clinic.database.migratorPool.query<{ id: string }>(
    `select e.provider_id as id from episode e join patient p on p.provider_id = e.provider_id and p.id = e.patient_id
      where p.nhs_number = $1 and e.phase not in ('ended', 'referred')`,
    [nhsNumber],
  )
  return rows.map(({ id }) => id)
}

export async function numberOf(clinic: TestClinic, patientId: string): Promise<string> {
  const { rows } = await clinic.database.migratorPool.query<{ nhs: string }>(
    'select nhs_number as nhs from patient where id = $1',
    [patientId],
  )
  return rows[0]?.nhs ?? ''
}

let people = 0

/** Somebody whom nobody takes for anybody else of a test. */
export function nextPerson() {
  people += 1
  const letters = [...'bcdfghklmnprstvw']
  const of = (n: number) => letters[n % letters.length] ?? 'b'
  const name = (n: number) => `${of(n)}${of(n * 3 + 1)}a${of(n * 5 + 2)}o${of(n * 7 + 3)}`
  const two = (n: number) => String(n).padStart(2, '0')
  return {
    familyName: `Q${name(people)}`,
    givenName: `Z${name(people + 5)}`,
    dateOfBirth: day(
      `${1925 + people * 2}-${two(1 + (people % 12))}-${two(1 + ((people * 7) % 28))}`,
    ),
    postcode: `S${people} ${people % 9}AA`,
  }
}
