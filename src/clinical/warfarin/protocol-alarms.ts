// What keeps the protocol of a plan from giving a dose, though nothing is wrong with the visit (H08, H10).
import type { AdviseInput, Alarm } from './advice.ts'
import { ALARMS } from './alarm-actions.ts'
import { type Check, raised } from './alarms.ts'
import { isInAdjustmentRange } from './hillingdon.ts'
import { ONE_STEP_VALID_TENTHS } from './one-step.ts'
import { PROTOCOL_ALARMS } from './protocol-alarm-actions.ts'
import { suitsReLy } from './re-ly.ts'
import { hillingdonSettings, type RuleSet } from './rule-set.ts'
import { afterUnevenDose } from './soon-alarms.ts'

/** The alarm of a protocol, of maintenance or initiation, that lacks its check at this site. */
export const notChecked: Check = ({ protocolMayDose }) =>
  protocolMayDose === false ? PROTOCOL_ALARMS['protocol-not-checked'] : undefined

/** The step table of RE-LY has its check among the alarms of the visit, and is valid for every INR that they pass. */
const notForVisit: Check = ({ inr, target }, rules) => {
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

/** What a protocol of maintenance itself raises: not checked by this site, after an uneven dose, not for this target or INR. */
export const protocolAlarms = (visit: AdviseInput, rules: RuleSet): readonly Alarm[] =>
  raised(notChecked(visit, rules), afterUnevenDose(visit, rules), notForVisit(visit, rules))
