import process from 'node:process'
import { z } from 'zod'
import { addDays } from '#base/day.ts'
import { uuid } from '#base/ids.ts'
import { residentOf } from '#simulation/resident.ts'
import { type Door, enrol, type Fields, measure } from '#workflow/virtual-clinic.ts'
import { decide, tell } from '#workflow/virtual-decision.ts'
import { type Acknowledged, whatIsWrong } from './acknowledged.ts'
import { AGAINST_USAGE, type AgainstArgs, MOST_PATIENTS, readAgainstArgs } from './against-args.ts'
import { type LoadReport, loadInWords, reportOf } from './against-report.ts'
import { progressBar } from './progress-bar.ts'
import { type Reply, Seat } from './seat.ts'

/** One request as it went. */
export type Timed = { readonly what: string; readonly kind: Reply['kind']; readonly tookMs: number }

/** `evenkeel simulate --against URL`: virtual clinicians see virtual patients at a served installation. */
export async function againstCommand(args: readonly string[]): Promise<number> {
  const asked = readAgainstArgs(args, Date.now())
  if (typeof asked === 'string') {
    process.stderr.write(`${asked}\n\n${AGAINST_USAGE}`)
    return 2
  }
  const report = await putUnderLoad(asked, progressBar())
  if (typeof report === 'string') {
    process.stderr.write(`${report}\n`)
    return 1
  }
  process.stdout.write(asked.json ? `${JSON.stringify(report)}\n` : loadInWords(report))
  return report.faults.length + report.broken === 0 ? 0 : 1
}

/** Puts an installation under load; what happened, or why nobody could begin. */
export async function putUnderLoad(
  asked: AgainstArgs,
  onProgress: (share: number) => void = () => undefined,
): Promise<LoadReport | string> {
  const why = await whyNotThere(asked.url)
  if (why !== undefined) return why
  const load = new Load(asked)
  const seats = [load.nurse, load.prescriber]
  await Promise.all(seats.map((seat) => seat.signIn()))
  if (!seats.every((seat) => seat.isSignedIn())) {
    return `Nobody could sign in at ${asked.url} as ${asked.nurse} and ${asked.prescriber}.`
  }
  load.timed.length = 0
  const began = performance.now()
  await workThrough(load, onProgress)
  const seconds = (performance.now() - began) / 1000
  const timed = [...load.timed]
  load.goOn(seconds * 1000)
  const faults = await whatIsWrong(load)
  onProgress(1)
  return reportOf({ asked, seconds, timed, load, faults })
}

const READY = z.object({ installation: z.enum(['demonstration', 'trial', 'live']) })

/** Why nobody is registered there: what is saved stays, so that only a demonstration, by its own word, is put under load. */
async function whyNotThere(url: string): Promise<string | undefined> {
  const asked = { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) } as const
  const said = await fetch(`${url}/health/ready`, asked)
    .then((response) => response.json())
    .catch(() => undefined)
  const { installation = 'not-known' } = READY.safeParse(said).data ?? {}
  if (installation === 'demonstration') return undefined
  const what =
    installation === 'not-known'
      ? `Nothing at ${url} says that it is ready and a demonstration.`
      : `The installation at ${url} is ${installation}.`
  return `${what} Only a demonstration is put under load: what is saved stays. Nothing was saved.`
}

/** Every clinician sees patients until it is over. */
export async function workThrough(
  load: Load,
  onProgress: (share: number) => void = () => undefined,
): Promise<void> {
  const { clinicians } = load.asked
  await makeReady(load)
  await Promise.all(Array.from({ length: clinicians }, () => practise(load, onProgress)))
}

/** How long an answer is waited for; how much longer than asked everything may last. */
const PATIENCE_MS = 15_000
const GRACE_MS = 60_000

export class Load {
  readonly asked: AgainstArgs
  readonly nurse: Seat
  readonly prescriber: Seat
  readonly timed: Timed[] = []
  readonly acknowledged: Acknowledged[] = []
  /** Whose each record is that an answer has named. */
  private readonly whose = new Map<string, string>()
  /** What was refused, in the words of the installation. */
  readonly refusals: string[] = []
  next = 0
  seen = 0
  private readonly endsAt: number
  private waitsUntil: number

  constructor(asked: AgainstArgs) {
    this.asked = asked
    this.endsAt = performance.now() + asked.seconds * 1000
    this.waitsUntil = this.endsAt + GRACE_MS
    this.nurse = this.seatOf(asked.nurse)
    this.prescriber = this.seatOf(asked.prescriber)
  }

  /** Whether nobody new is seen any more. */
  isOver(): boolean {
    return this.next >= this.asked.patients || performance.now() > this.endsAt
  }

  /** How much of what was asked for is done. */
  share(): number {
    const { patients, seconds } = this.asked
    const left = (this.endsAt - performance.now()) / (seconds * 1000)
    return Math.min(0.99, Math.max(this.seen / patients, 1 - left))
  }

  /** Answers are waited for a while longer: for as long again as it took so far, and a minute. */
  goOn(tookMs: number): void {
    this.waitsUntil = performance.now() + 2 * tookMs + GRACE_MS
  }

  /** The door by which a clinician comes in. */
  door(): Door {
    return {
      today: this.asked.today,
      ask: async (role, act, fields) => {
        const seat = role === 'nurse' ? 'nurse' : 'prescriber'
        const patientId = this.patientOf(fields)
        const answered = await this[seat].perform(act, fields, { ...(patientId && { patientId }) })
        if (answered === undefined) throw new Abandoned()
        if (answered.kind === 'done') {
          const outcome: unknown = JSON.parse(answered.body)
          this.learn(outcome)
          this.acknowledged.push({ ...answered, seat, act, fields })
          return outcome
        }
        this.refusals.push(`${act}: ${answered.body.slice(0, LONGEST_REFUSAL)}`)
        return { findings: [], ...JSON.parse(answered.body), kind: 'refused' }
      },
    }
  }

  /** The patient whom a request is about, as it says, or as the answer said that named the record. */
  private patientOf(fields: Fields): string | undefined {
    const named = Object.values(fields).map((value) => this.whose.get(value))
    return fields['patientId'] ?? named.find((patientId) => patientId !== undefined)
  }

  private learn(outcome: unknown): void {
    const { success, data } = NAMING.safeParse(outcome)
    if (!success) return
    for (const id of Object.values(data)) {
      const known = typeof id === 'string' ? uuid(id) : undefined
      if (known !== undefined) this.whose.set(known, data.patientId)
    }
  }

  private seatOf(username: string): Seat {
    const { url, password } = this.asked
    return new Seat({
      ...{ url, username, password },
      patienceMs: () => PATIENCE_MS,
      isAbandoned: () => performance.now() > this.waitsUntil,
      note: (what, { kind }, tookMs) => this.timed.push({ what, kind, tookMs }),
    })
  }
}

const LONGEST_REFUSAL = 300

const NAMING = z.looseObject({ patientId: z.string() })

/** Nobody waits for an answer any more. */
class Abandoned extends Error {}

const DEVICE = { meter: 'CoaguChek L', stripLot: 'L 2607' } as const

/** The meter and the strips of the load are in the register, and a control of today has passed; what is there already stays. */
async function makeReady({ nurse, asked, timed }: Load): Promise<void> {
  const { meter, stripLot } = DEVICE
  await nurse.perform('register-meter', { name: meter, serial: 'L-1', model: 'coaguchek-xs' })
  await nurse.perform('register-lot', { stripLot, stripExpiry: addDays(asked.today, 365) })
  const vial = { controlLot: 'C 1', low: '2.1', high: '3.1', measured: '2.6' }
  await nurse.perform('record-control', { meter, stripLot, ...vial })
  timed.length = 0
}

/** Sees patient after patient until it is over, and leaves none half done. */
async function practise(load: Load, onProgress: (share: number) => void): Promise<void> {
  while (!load.isOver()) {
    const nth = load.next
    load.next += 1
    const trouble = await seeNew(load, nth).catch((error: unknown) => error)
    if (trouble instanceof Abandoned) return
    if (trouble instanceof Error) load.refusals.push(trouble.message)
    onProgress(load.share())
  }
}

/** Registers somebody new, opens their page, measures, doses and tells them. */
async function seeNew(load: Load, nth: number): Promise<void> {
  const { seed, today } = load.asked
  const number = FIRST_NUMBER + seed * MOST_PATIENTS + nth
  const resident = residentOf(number, { seed, joinedOn: today, days: 2 })
  const patient = await enrol(load.door(), resident, ENROLLING)
  if (patient === undefined) return
  await load.nurse.open(`/patients/${patient.patientId}`, 'the page of a patient')
  const visit = await measure(load.door(), patient, DEVICE)
  const { slots = [] } = visit.answer.offers ?? {}
  const decided = await decide(load.door(), visit, slots[nth % Math.max(1, slots.length)])
  if (decided.decisionId !== undefined) await tell(load.door(), patient, decided.decisionId)
  load.seen += 1
}

const ENROLLING = {
  method: 'provider-meter',
  registeredPractice: 'C88001',
  protocol: 'coventry',
  from: 'The service before, letter of last week',
} as const

/** Residents of the demonstration county have smaller numbers; each seed has as many as one load may register. */
const FIRST_NUMBER = 30_000
