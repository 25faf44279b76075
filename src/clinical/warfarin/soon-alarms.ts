// An INR that does not show the daily dose yet: too soon after the INR before, or after a dose left out or a larger one (H08).
import { type Day, daysBetween } from '#base/day.ts'
import type { AdviseInput } from './advice.ts'
import type { Check } from './alarms.ts'
import { PROTOCOL_ALARMS } from './protocol-alarm-actions.ts'

/**
 * Coventry is for a review interval of so many days or more; no other protocol names one. None by rule sets from before
 * this was asked.
 */
export const tooSoon: Check = ({ sampledOn, previous }, { protocol, coventryLeastDays }) => {
  if (protocol !== 'coventry' || coventryLeastDays === undefined) return undefined
  const nearest = daysToNearest(sampledOn, previous)
  if (nearest === undefined || nearest >= coventryLeastDays) return undefined
  const title = `This protocol gives no dose: ${inDays(nearest)} between two INRs, and it needs ${coventryLeastDays}`
  return { ...PROTOCOL_ALARMS['too-soon-for-protocol'], title }
}

/**
 * Days between this sample and the nearest one of another day. One of the same day is the same INR again: a venous
 * confirmation, or an entry beside another. One after this sample counts too: this is then the older of the two.
 */
function daysToNearest(sampledOn: Day, previous: AdviseInput['previous']): number | undefined {
  let nearest: number | undefined
  for (const { on } of previous) {
    const apart = Math.abs(daysBetween(on, sampledOn))
    if (apart > 0 && (nearest === undefined || apart < nearest)) nearest = apart
  }
  return nearest
}

/**
 * An INR soon after a dose that was left out or larger does not show the daily dose, whatever the protocol. The doses of
 * the sample's own day are taken after it.
 */
export const afterUnevenDose: Check = ({ sampledOn, unevenDoseOn }, { unevenDoseDays }) => {
  if (unevenDoseOn === undefined || unevenDoseDays === undefined) return undefined
  const since = daysBetween(unevenDoseOn, sampledOn)
  if (since < 1 || since >= unevenDoseDays) return undefined
  const title = `A dose was left out or a larger one given ${inDays(since)} before this INR`
  return { ...PROTOCOL_ALARMS['after-uneven-dose'], title }
}

const inDays = (days: number): string => `${days} ${days === 1 ? 'day' : 'days'}`
