// What the cards of the maintenance protocols share.
import type { CardConstant, ProtocolCard } from '#clinical/protocol-card.ts'
import type { Target } from '#clinical/target.ts'
import { suitsReLy } from './re-ly.ts'
import { DEFAULT_RULE_SET, type MaintenanceProtocol } from './rule-set.ts'

/** What decides whether a maintenance protocol is for somebody. */
export type MaintenanceCandidate = {
  readonly phase: 'initiating' | 'maintaining'
  readonly target: Target | 'not-known'
}

export type MaintenanceCard = ProtocolCard<MaintenanceCandidate> & {
  readonly id: MaintenanceProtocol
  readonly kind: 'maintenance'
}

const BEING_STARTED =
  'Treatment is still being started. Maintenance begins after two INRs in range, at least 7 days apart.'
const NO_TARGET = 'The target INR is not known.'
const NOT_2_TO_3 = 'The table is for the range 2.0 to 3.0 only.'

export const STABLE =
  'People on maintenance: two INRs in range at least 7 days apart (vendor help of the incumbent, S4).'
export const NOT_WHILE_STARTING =
  'Not while warfarin is being started, and not after a dose not known.'

export function unsuitedToAnyTarget({ phase, target }: MaintenanceCandidate): readonly string[] {
  return [
    ...(phase === 'initiating' ? [BEING_STARTED] : []),
    ...(target === 'not-known' ? [NO_TARGET] : []),
  ]
}

export function unsuitedTo2To3(who: MaintenanceCandidate): readonly string[] {
  const isOther = who.target !== 'not-known' && !suitsReLy(who.target)
  return [...unsuitedToAnyTarget(who), ...(isOther ? [NOT_2_TO_3] : [])]
}

export const { validRangeTenths } = DEFAULT_RULE_SET

const { unevenDoseDays, coventryLeastDays } = DEFAULT_RULE_SET

/** Of every maintenance protocol. */
export const AFTER_UNEVEN_DOSE: CardConstant = {
  name: 'No dose after a dose left out or a larger one',
  value: `on an INR within fewer than ${unevenDoseDays} days`,
  source: 'No source names a number; a rule of this service',
  status: 'local',
}

export const COVENTRY_LEAST_DAYS: CardConstant = {
  name: 'Least days between two INRs',
  value: `${coventryLeastDays}`,
  source: 'Help of INRstar (S4, grade B)',
  status: 'verified',
}

export const STEP_CAP: CardConstant = {
  name: 'Largest step of a suggestion',
  value: `${DEFAULT_RULE_SET.capPercent} % of the weekly dose`,
  source: 'Clinical reference 10.2; safety reference 2.3',
  status: 'local',
}
