import { day } from '#base/day.ts'
import { deviceKey } from '#clinical/device-name.ts'
import { parseInr } from '#clinical/inr.ts'
import type { Method } from '#clinical/warfarin/advice.ts'
import type { SentInr } from '#interchange/observation.ts'
import type { Device } from '#store/results.ts'
import { hasControlInHand } from '#store/sent-results.ts'
import type { Desk } from './desk.ts'
import { meterRegister } from './meter-register.ts'
import { type Held, heldOf, type OfRecord } from './sent-person.ts'
import { siteRules } from './site-rules.ts'
import { unsoundFindings } from './sound-device.ts'
import { deviceOf, limitsOf, methodFindings } from './visit-method.ts'

/** How a result that came as a file was measured. */
export const methodOfSent = ({ meter }: Pick<SentInr, 'meter'>): Method =>
  meter === undefined ? 'laboratory' : 'provider-meter'

/** The meter and the strips as they were sent; of a laboratory neither. */
export const deviceSent = ({ meter }: Pick<SentInr, 'meter'>): Device | null =>
  meter === undefined ? null : { meter: meter.serial, stripLot: meter.lot }

export type MeasuredBy = {
  readonly kind: 'measured'
  readonly method: Method
  readonly device: Device | null
}

/**
 * By which meter of the register, and which strips, a result was measured; held where no dose may rest on them, where the patient
 * may not be measured so, or where that model cannot show such a value. The serial number alone names a meter (H03, H06).
 */
export async function measuredBy(
  desk: Desk,
  of: OfRecord,
  sent: SentInr,
): Promise<MeasuredBy | Held> {
  if (sent.meter === undefined) return { kind: 'measured', method: 'laboratory', device: null }
  const { serial, lot } = sent.meter
  const site = await siteRules(desk.tx)
  const register = await meterRegister(desk.tx, desk.today)
  const meter = register.meters.find((one) => deviceKey(one.serial) === deviceKey(serial))
  if (meter === undefined) {
    const says = `No meter of the register has the serial number ${serial}. Register it under Service, Meters, and try again.`
    return heldOf(of, 'meter-not-registered', says)
  }
  const by = sent.sampledAt ?? desk.now
  if (await hasControlInHand(desk.tx, serial, by)) return heldOf(of, 'control-held', CONTROL_HELD)
  const method = 'provider-meter'
  const fields = { method, meter: meter.name, stripLot: lot }
  const device = deviceOf(fields, method, { site, register })
  const range = parseInr(sent.raw, limitsOf(method, device))
  if (range.kind === 'refused') {
    return heldOf(of, range.code, `INR ${sent.raw} on ${meter.name}: ${range.message}`)
  }
  const [wrong] = [
    ...methodFindings(fields, method, {
      patient: of.patient,
      plan: of.episode.plan,
      site,
      register,
    }),
    ...unsoundFindings(
      method,
      device,
      { site, register },
      { on: day(sent.sampledOn), at: sent.sampledAt },
    ),
  ]
  if (wrong !== undefined) return heldOf(of, wrong.code, wrong.message)
  return { kind: 'measured', method, device }
}

const CONTROL_HELD =
  'A control of this meter, measured before it, is held among the results in files, so nobody knows whether it passed. Settle that one first, and try again.'
