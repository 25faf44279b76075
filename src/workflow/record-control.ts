import type { Day } from '#base/day.ts'
import { addControl, type KnownMeter, lastPassedAt } from '#store/meters.ts'
import { act, type Done } from './act.ts'
import { CONTROL_FIELDS, type ControlFields, readControl } from './control-typed.ts'
import type { Desk } from './desk.ts'
import { openLookBacks } from './look-back.ts'
import { type MeterRegister, meterNamed, meterRegister } from './meter-register.ts'
import { notHere, type Refused, refused } from './outcome.ts'
import { siteRules } from './site-rules.ts'
import { readTextFields } from './text-fields.ts'

export type ControlDone = Done & {
  readonly outcome: 'passed' | 'failed'
  /** How many doses are now somebody's to look back at. */
  readonly lookBacks: number
}

/**
 * Records an internal quality control. One that failed stops the meter, and every dose that rests on what it measured since
 * a control last passed is somebody's to look back at, though the meter is out of use by then (H06).
 */
export const recordControl = act<ControlFields, ControlDone>({
  name: 'record-control',
  parse: (input) => readTextFields(input, CONTROL_FIELDS),
  perform: async (desk, fields) => {
    const register = await meterRegister(desk.tx, desk.today)
    const meter = meterNamed(register, fields.meter ?? '')
    if (meter === undefined) return (fields.meter ?? '') === '' ? NO_METER : notHere('meter')
    const kept = await keepControl(desk, meter, register, fields)
    if (kept.kind === 'refused') return kept
    const { id, outcome, doneOn, lookBacks } = kept
    const noted = { meter: meter.name, outcome, doneOn, lookBacks }
    return { kind: 'done', subject: id, noted, outcome, lookBacks }
  },
})

type KeptControl = {
  readonly kind: 'kept'
  readonly id: string
  readonly outcome: 'passed' | 'failed'
  readonly doneOn: Day
  readonly lookBacks: number
}

/** A control that a file told: by which message, and when the meter measured it. */
export type SentSource = { readonly id: string; readonly on: Day; readonly at: number }

/** Writes down a control by the rules of all of them, with what one that failed asks for. */
export async function keepControl(
  desk: Desk,
  meter: KnownMeter,
  register: MeterRegister,
  fields: ControlFields,
  sent?: SentSource,
): Promise<KeptControl | Refused> {
  const { blockedLots, advisoryLots } = await siteRules(desk.tx)
  const known = { ...register, blockedLots, advisoryLots }
  const read = readControl(fields, { today: desk.today, sentOn: sent?.on }, meter, known)
  if (read.kind === 'refused') return read
  if (meter.standing === 'withdrawn' && read.outcome === 'passed') return WITHDRAWN
  const { outcome, doneOn, kind: _, ...control } = read
  const since = outcome === 'failed' ? await lastPassedAt(desk.tx, meter.key, doneOn) : undefined
  const id = desk.newId()
  const of = { meterKey: meter.key, meterVersion: meter.version }
  const written = { by: desk.actor.accountId, at: new Date(desk.now).toISOString() }
  const source = sent && { sentId: sent.id, doneAt: new Date(sent.at).toISOString() }
  await addControl(desk.tx, { ...control, id, ...of, outcome, doneOn, ...written }, source)
  const lookBacks = outcome === 'failed' ? await lookBack(desk, meter, since) : 0
  return { kind: 'kept', id, outcome, doneOn, lookBacks }
}

const lookBack = (desk: Desk, { key, name }: KnownMeter, since: number | undefined) =>
  openLookBacks(
    desk,
    { by: 'meter', key, after: since === undefined ? null : new Date(since).toISOString() },
    `measured with ${name}, whose control has failed`,
  )

const NO_METER = refused(422, {
  field: 'meter',
  code: 'required',
  message: 'Choose which meter was controlled.',
})
const WITHDRAWN = refused(409, {
  field: 'meter',
  code: 'withdrawn',
  message:
    'This meter is withdrawn: only a control that failed is recorded. Bring it back into use first.',
})
