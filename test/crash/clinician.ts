import { setTimeout as wait } from 'node:timers/promises'
import { Seat } from '#cli/seat.ts'
import { PASSWORD } from '#test/clinic.ts'
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
type Done = { readonly tries: number; readonly key: string; readonly body: string }

const PATIENCE_MS = 10_000
const PAUSE_MS = 50
const REGISTERS_IN = 6

/** Sees patient after patient until the clinic is over, and never leaves one half done. */
export async function practise(clinician: Clinician): Promise<void> {
  const { room, chance } = clinician
  const seat = new CrashedSeat(clinician)
  while (!room.isOver()) {
    const patientId = room.nextPatient()
    if (patientId === undefined || chance.below(REGISTERS_IN) === 0) await register(seat, clinician)
    if (patientId !== undefined) await dose(seat, clinician, patientId)
    await wait(chance.below(PAUSE_MS))
  }
}

async function dose(
  seat: CrashedSeat,
  { chance, log }: Clinician,
  patientId: string,
): Promise<void> {
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

  const told = await seat.perform('record-told', { decisionId, how: 'handed-over' })
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

async function register(seat: CrashedSeat, { chance, log }: Clinician): Promise<void> {
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

/** The person's seat. An answer that never came is asked for again, with the same key, until it comes. */
class CrashedSeat {
  private readonly room: ClinicRoom
  private readonly seat: Seat

  constructor({ url, username, chance, impatientIn, room }: Clinician) {
    this.room = room
    this.seat = new Seat({
      ...{ url, username, password: PASSWORD },
      patienceMs: () => (chance.below(impatientIn) === 0 ? chance.below(20) : PATIENCE_MS),
      isAbandoned: room.isAbandoned,
      note: (act, { status, body }) => {
        if (status >= 500 && status !== 503) room.report(`${act} broke: ${body}`)
      },
    })
  }

  async perform(act: Ack['act'], fields: Fields): Promise<Done | undefined> {
    const answered = await this.seat.perform(act, fields)
    if (answered?.kind === 'done') {
      this.room.acknowledged()
      return answered
    }
    if (answered !== undefined && !answered.body.includes('slot-taken')) {
      this.room.report(`${act} was refused: ${answered.body}`)
    }
    return undefined
  }
}
