// The maintenance protocols of warfarin as cards: those verified here, the unverified ones next door.
import {
  AFTER_UNEVEN_DOSE,
  COVENTRY_LEAST_DAYS,
  type MaintenanceCard,
  NOT_WHILE_STARTING,
  STABLE,
  STEP_CAP,
  unsuitedTo2To3,
  unsuitedToAnyTarget,
  validRangeTenths,
} from './maintenance-card.ts'
import type { MaintenanceProtocol } from './rule-set.ts'
import { HILLINGDON, ONE_STEP } from './unverified-cards.ts'

const COVENTRY: MaintenanceCard = {
  id: 'coventry',
  version: '1',
  kind: 'maintenance',
  name: 'Coventry/Warwickshire',
  citation:
    'Ryan PJ, Gilbert M, Rose PE. Computer control of anticoagulant dose for therapeutic management. BMJ 1989;299:1207-9',
  grade: 'C',
  status: 'verified',
  because:
    'Verified in a secondary source of which two published copies agree. The paper itself is still to be compared.',
  eligibility: [STABLE, NOT_WHILE_STARTING],
  unsuited: unsuitedToAnyTarget,
  validRangeTenths,
  targets: 'Any target.',
  works: [
    'The INR is compared with the target. Within 20 % of it the dose stays the same.',
    'Above that, the new dose is the old dose times the cube root of (1.2 x target / INR).',
    'Below that, the new dose is the old dose times the cube root of (0.8 x target / INR).',
  ],
  limits: [
    'It is gentle: the change begins at nothing at the edge of the band, so that rounding to tablets swallows small changes. The suggestion says so.',
    'At targets 3.0 and 3.5 the band of 20 % is wider than the target range of 0.5 either side.',
    'With fewer than 7 days between two INRs it gives no dose (vendor help of the incumbent, S4): a person decides.',
    'How many doses to leave out at a high INR is not in the source: none are. From 5.0 the published action takes the place of a dose.',
  ],
  constants: [
    {
      name: 'Exponent',
      value: '1/3',
      source: 'BMJ 1989;299:1207-9, as carried by S1',
      status: 'verified',
    },
    {
      name: 'Band without change',
      value: '0.8 to 1.2 of the target',
      source: 'BMJ 1989;299:1207-9, as carried by S1',
      status: 'verified',
    },
    {
      name: 'Doses left out',
      value: 'none',
      source: 'Thresholds not in S1',
      status: 'local',
    },
    COVENTRY_LEAST_DAYS,
    AFTER_UNEVEN_DOSE,
    STEP_CAP,
  ],
  tables: [],
}

const RE_LY: MaintenanceCard = {
  id: 're-ly',
  version: '1',
  kind: 'maintenance',
  name: 'RE-LY steps',
  citation:
    'van Spall HGC et al. Circulation 2012;126:2309-16; table as printed by Kim YK et al. J Thromb Haemost 2010;8:101-6',
  grade: 'C',
  status: 'verified',
  because:
    'Three sources agree on the percentages and two on the dose left out. That a slightly low or high INR must be the second, or move away, stands in one of them only.',
  eligibility: [STABLE, NOT_WHILE_STARTING, 'Target range 2.0 to 3.0.'],
  unsuited: unsuitedTo2To3,
  validRangeTenths,
  targets: 'Range 2.0 to 3.0 only. The table for 2.5 to 3.5 rests on one source and is not here.',
  works: [
    'INR 2.0 to 3.0: the dose stays the same.',
    'INR to 1.5: the weekly dose goes up by 15 %.',
    'INR 1.6 to 1.9: up by 10 %, and INR 3.1 to 3.9: down by 10 %, when it is the second running on that side or the last of three that move away. Otherwise the dose stays the same.',
    'INR 4.0 to 4.9: one dose is left out, then down by 10 %.',
    'From 5.0 the published action takes the place of a dose. The table itself goes on: down by 15 % at INR 5.0 to 8.9. That is left to the person who decides.',
  ],
  limits: [
    'Over how many results an INR must be "falling" or "rising" the source does not say; three are asked for here.',
    'A step is the same at 1.6 and at 1.9: the change does not grow with the distance from the range.',
  ],
  constants: [
    {
      name: 'Steps',
      value:
        'to 1.5 +15 %; 1.6-1.9 +10 %; 2.0-3.0 none; 3.1-3.9 -10 %; 4.0-4.9 omit 1, -10 %; from 5.0 no dose',
      source: 'S101, S32, S30; the dose left out S101, S30',
      status: 'verified',
    },
    {
      name: 'Slightly out of range acts',
      value: 'at the second result running, or the last of three moving away',
      source: 'S101 only; three results derived',
      status: 'unverified',
    },
    AFTER_UNEVEN_DOSE,
    STEP_CAP,
  ],
  tables: [],
}

const CARDS: Readonly<Record<MaintenanceProtocol, MaintenanceCard>> = {
  coventry: COVENTRY,
  hillingdon: HILLINGDON,
  're-ly': RE_LY,
  'one-step': ONE_STEP,
}

export const MAINTENANCE_CARDS: readonly MaintenanceCard[] = Object.values(CARDS)

/** The card of a maintenance protocol. */
export const maintenanceCard = (id: MaintenanceProtocol): MaintenanceCard => CARDS[id]
