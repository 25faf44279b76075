import { permission } from '#access/policy.ts'
import { addDays, day } from '#base/day.ts'
import { deviceKey } from '#clinical/device-name.ts'
import { LONGEST_CONTROL_DAYS } from '#clinical/meter-control.ts'
import type { SentControl } from '#interchange/meter-control-row.ts'
import { type FoundSent, isSentOtherwise, type NewStep } from '#store/sent-results.ts'
import type { Desk } from './desk.ts'
import { meterRegister } from './meter-register.ts'
import { keepControl } from './record-control.ts'
import { CLOCK_ALLOWANCE_MS } from './sample-time.ts'
import { type Held, held } from './sent-person.ts'

/**
 * What becomes of an internal control that a meter's file brings in: it is recorded by the rules of a typed one, at the time of the
 * meter's own clock, or held with the reason. The serial number alone names the meter (H06).
 */
export async function becomeControl(
  desk: Desk,
  found: FoundSent,
  control: SentControl,
): Promise<NewStep | Held> {
  const may = permission('record-control', desk.actor, desk.today)
  if (may.kind === 'refused') return held('needs-recorder', may.message)
  if (await isSentOtherwise(desk.tx, found)) return held('changed-unsaid', CHANGED)
  const { serial, level, doneAt, doneOn, ...typed } = control
  const wrongTime = outOfTime(desk, control)
  if (wrongTime !== undefined) return wrongTime
  const register = await meterRegister(desk.tx, desk.today)
  const meter = register.meters.find((one) => deviceKey(one.serial) === deviceKey(serial))
  if (meter === undefined) {
    const says = `No meter of the register has the serial number ${serial}. Register it under Service, Meters, and try again.`
    return held('meter-not-registered', says)
  }
  const fields = { ...typed, controlNote: level === '' ? '' : `Level ${level}` }
  const source = { id: found.id, on: day(doneOn ?? ''), at: doneAt ?? desk.now }
  const kept = await keepControl(desk, meter, register, fields, source)
  if (kept.kind === 'refused') {
    const [first] = kept.findings
    const says = kept.findings.map(({ message }) => message).join(' ')
    return held(first?.code ?? 'control', says)
  }
  const { outcome, lookBacks } = kept
  const says = outcome === 'passed' ? PASSED : `${FAILED} Doses to look back at: ${lookBacks}.`
  const step = { step: 'settled', code: `control-${outcome}`, says } as const
  return { ...step, patientId: null, resultId: null }
}

function outOfTime(desk: Desk, { doneOn, doneAt }: SentControl): Held | undefined {
  if (doneOn === null || doneAt === null) return held('control-time', NO_TIME)
  if (doneAt > desk.now + CLOCK_ALLOWANCE_MS) return held('in-future', IN_FUTURE)
  const isOld = doneOn < addDays(desk.today, -LONGEST_CONTROL_DAYS)
  return isOld ? held('control-too-old', TOO_OLD) : undefined
}

const PASSED = 'The control passed and is recorded.'
const FAILED =
  'The control failed and is recorded: no dose rests on this meter until one has passed.'
const CHANGED =
  'A control of this number was sent before with another content. Find out which is right, and record it on the page of meters.'
const NO_TIME = 'When the control was measured is not known.'
const IN_FUTURE = 'The control is dated in the future. Look at the clock of the meter.'
const TOO_OLD = `The control is more than ${LONGEST_CONTROL_DAYS} days old. Look at the clock of the meter; a control that failed and still matters is recorded on the page of meters.`
