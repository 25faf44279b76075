import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { PASSWORD } from '#test/clinic.ts'
import { Visitor } from '#test/http/served-clinic.ts'
import type { Ack, AckLog } from './ack-log.ts'
import type { Chance } from './chance.ts'
import { CLINIC_DAY } from './crash-site.ts'

/** What clinicians share: the people waiting, the log of oddities, and the end of the day. */
export type ClinicRoom = {
  readonly nextPatient: () => string | undefined
  readonly isOver: () => boolean
  /** The test is broken off: nobody waits any longer. */
  readonly isAbandoned: () => boolean
  readonly acknowledged: () => void
  readonly report: (oddity: string) => void
}

export type Clinician = {
  readonly username: string
  readonly url: string
  readonly chance: Chance
  readonly impatientIn: number
  readonly log: AckLog
  readonly room: ClinicRoom
}

type Fields = Readonly<Record<string, string>>
type ActName = Ack['act']
type Reply = {
  readonly kind: 'done' | 'refused' | 'not-signed-in' | 'unknown'
  readonly body: string
}
type Done = { readonly tries: number; readonly key: string; readonly body: string }

const PATIENCE_MS = 10_000
const PAUSE_MS = 50
const REGISTERS_IN = 6

/** Sees patient after patient until the clinic is over, and never leaves one half done. */
export async function practise(clinician: Clinician): Promise<void> {
  const { room, chance } = clinician
  const seat = new Seat(clinician)
  while (!room.isOver()) {
    const patientId = room.nextPatient()
    if (patientId === undefined || chance.below(REGISTERS_IN) === 0) await register(seat, clinician)
    if (patientId !== undefined) await dose(seat, clinician, patientId)
    await wait(chance.below(PAUSE_MS))
  }
}

async function dose(seat: Seat, { chance, log }: Clinician, patientId: string): Promise<void> {
  const visit = visitOf(patientId, chance)
  const suggested = await seat.perform('suggest-dose', visit)
  if (suggested === undefined) return
  log.write({ act: 'suggest-dose', patientId, key: suggested.key, tries: suggested.tries })
  const { token, offers } = JSON.parse(suggested.body)

  const slot = chance.below(4) === 0 ? offers.slots[chance.below(offers.slots.length)] : undefined
  const isBooked = slot !== undefined
  const named = isBooked ? `${slot.patternId}_${slot.on}_${slot.atMinute}` : 'none'
  const accepted = await seat.perform('accept-dose', { ...visit, token, slot: named })
  if (accepted === undefined) return
  const { decisionId } = JSON.parse(accepted.body)
  const { key, tries } = accepted
  log.write({ act: 'accept-dose', patientId, key, tries, decisionId, isBooked })

  const told = await seat.perform('record-told', { decisionId, how: 'handed-over' }, patientId)
  if (told === undefined) return
  log.write({ act: 'record-told', patientId, key: told.key, tries: told.tries, decisionId })
}

const INRS = ['2.0', '2.3', '2.5', '2.7', '3.0'] as const
const visitOf = (patientId: string, chance: Chance): Fields => ({
  patientId,
  identity: 'MH 1942',
  nothingToReport: 'yes',
  inr: chance.pick(INRS),
  method: 'provider-meter',
  meter: 'CoaguChek 4417',
  stripLot: 'L 62210',
  sampledOn: CLINIC_DAY,
  currentDose: '4',
})

async function register(seat: Seat, { chance, log }: Clinician): Promise<void> {
  const two = (number: number) => `${number}`.padStart(2, '0')
  const registered = await seat.perform('register-patient', {
    familyName: madeUpName(chance),
    givenName: madeUpName(chance),
    dateOfBirth: `${1925 + chance.below(70)}-${two(1 + chance.below(12))}-${two(1 + chance.below(28))}`,
    nhsAbsentReason: 'not-traced',
  })
  if (registered === undefined) return
  const { key, tries, body } = registered
  log.write({ act: 'register-patient', patientId: JSON.parse(body).patientId, key, tries })
}

function madeUpName(chance: Chance): string {
  const letters = Array.from({ length: 9 }, () => String.fromCharCode(97 + chance.below(26)))
  return letters.join('').replace(/^./, (first) => first.toUpperCase())
}

/** One browser of one person. An answer that never came is asked for again, with the same key, until it comes. */
class Seat {
  private readonly clinician: Clinician
  private readonly visitor: Visitor
  private csrf = ''

  constructor(clinician: Clinician) {
    this.clinician = clinician
    this.visitor = new Visitor(clinician.url)
  }

  async perform(
    act: ActName,
    fields: Fields,
    patientId = fields['patientId'],
  ): Promise<Done | undefined> {
    const key = randomUUID()
    for (let tries = 1; !this.clinician.room.isAbandoned(); tries += 1) {
      const reply = await this.send(act, key, fields, patientId)
      switch (reply.kind) {
        case 'done':
          this.clinician.room.acknowledged()
          return { tries, key, body: reply.body }
        case 'refused':
          if (!reply.body.includes('slot-taken')) {
            this.clinician.room.report(`${act} was refused: ${reply.body}`)
          }
          return undefined
        case 'not-signed-in':
          await this.signIn()
          break
        case 'unknown':
          await wait(PAUSE_MS)
      }
    }
    return undefined
  }

  private async send(
    act: ActName,
    key: string,
    fields: Fields,
    patientId: string | undefined,
  ): Promise<Reply> {
    const { chance, impatientIn, room } = this.clinician
    const patience = chance.below(impatientIn) === 0 ? chance.below(20) : PATIENCE_MS
    try {
      const { status, text: body } = await this.visitor.send(`/api/acts/${act}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': key,
          'x-csrf': this.csrf,
          ...(patientId !== undefined && { 'x-patient': patientId }),
        },
        body: JSON.stringify(fields),
        signal: AbortSignal.timeout(patience),
      })
      if (status === 200) return { kind: 'done', body }
      if (status === 401) return { kind: 'not-signed-in', body }
      if (status < 500) return { kind: 'refused', body }
      if (status !== 503) room.report(`${act} broke: ${body}`)
      return { kind: 'unknown', body }
    } catch {
      return { kind: 'unknown', body: '' }
    }
  }

  private async signIn(): Promise<void> {
    try {
      const answer = await this.visitor.signIn(this.clinician.username, PASSWORD)
      if (answer.status === 303) this.csrf = await this.visitor.csrf('/')
    } catch {
      await wait(PAUSE_MS)
    }
  }
}
