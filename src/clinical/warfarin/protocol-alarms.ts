// What keeps the protocol of a plan from giving a dose, though nothing is wrong with the visit (H08, H10).
import type { AdviseInput, Alarm } from './advice.ts'
import { ALARMS } from './alarm-actions.ts'
import { isInAdjustmentRange } from './hillingdon.ts'
import { ONE_STEP_VALID_TENTHS } from './one-step.ts'
import { PROTOCOL_ALARMS } from './protocol-alarm-actions.ts'
import { suitsReLy } from './re-ly.ts'
import { hillingdonSettings, type RuleSet } from './rule-set.ts'
import { unevenDoseAlarms } from './soon-alarms.ts'

const NONE: readonly Alarm[] = []

/** The alarms of the protocol itself: not checked by this site, after an uneven dose, not for this target, not for this INR. */
export function protocolAlarms(visit: AdviseInput, rules: RuleSet): readonly Alarm[] {
  const alarms = [...uncheckedAlarms(visit), ...unevenDoseAlarms(visit, rules)]
  const own = ownAlarm(visit, rules)
  return own === undefined ? alarms : [...alarms, own]
}

/** The alarm of a protocol, of maintenance or initiation, that lacks its check at this site. */
export const uncheckedAlarms = ({ protocolMayDose }: AdviseInput): readonly Alarm[] =>
  protocolMayDose === false ? [PROTOCOL_ALARMS['protocol-not-checked']] : NONE

/** The step table of RE-LY has its check among the alarms of the visit, and is valid for every INR that they pass. */
function ownAlarm({ inr, target }: AdviseInput, rules: RuleSet): Alarm | undefined {
  switch (rules.protocol) {
    case 'coventry':
    case 're-ly':
      return undefined
    case 'hillingdon':
      return isInAdjustmentRange(inr.tenths, target.valueTenths, hillingdonSettings(rules))
        ? undefined
        : PROTOCOL_ALARMS['outside-protocol-range']
    case 'one-step':
      if (!suitsReLy(target)) return ALARMS['protocol-not-for-target']
      return inr.tenths >= ONE_STEP_VALID_TENTHS.low && inr.tenths <= ONE_STEP_VALID_TENTHS.high
        ? undefined
        : PROTOCOL_ALARMS['outside-protocol-range']
  }
}
