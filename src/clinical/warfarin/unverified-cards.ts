// Maintenance protocols whose source is not settled: a plan can name them only after the site's recorded check.
import {
  AFTER_UNEVEN_DOSE,
  type MaintenanceCard,
  NOT_WHILE_STARTING,
  STABLE,
  STEP_CAP,
  unsuitedTo2To3,
  unsuitedToAnyTarget,
  validRangeTenths,
} from './maintenance-card.ts'
import { ONE_STEP_VALID_TENTHS } from './one-step.ts'
import { COEFFICIENT_HUNDREDTHS, DEFAULT_RULE_SET, hillingdonSettings } from './rule-set.ts'

const shipped = hillingdonSettings(DEFAULT_RULE_SET)
const hundredths = (value: number): string => (value / 100).toFixed(2)

export const HILLINGDON: MaintenanceCard = {
  id: 'hillingdon',
  version: '1',
  kind: 'maintenance',
  name: 'Hillingdon',
  citation:
    'James, Britt and Wilson, Hillingdon Hospital; the adjustment range from Britt et al., p. 1003. The papers have not been seen: name the ones compared in the record of the check',
  grade: 'C',
  status: 'unverified',
  because:
    'One secondary source carries the formula. The percentage of the tolerance is not printed there. The papers must be compared, and the tolerance agreed by the site.',
  eligibility: [
    STABLE,
    NOT_WHILE_STARTING,
    'The incumbent keeps it for the few whose INR answers strongly to a small change (S4).',
  ],
  unsuited: unsuitedToAnyTarget,
  validRangeTenths,
  targets: 'Any target.',
  works: [
    'Within the tolerance around the target the dose stays the same.',
    'Outside it the new dose is the old dose x (1 + coefficient x ln(target / INR)).',
    'Outside the adjustment range no dose is calculated: a person decides.',
  ],
  limits: [
    `Its steps are large: at 0.58 an INR of 3.6 for target 2.5 takes 21 % off. No suggestion goes past ${DEFAULT_RULE_SET.capPercent} %.`,
    'At the edge of the tolerance the dose jumps, by 11 to 13 % at 20 %.',
    "The plan's sensitivity moves the coefficient, and never outside 0.50 to 0.77.",
  ],
  constants: [
    {
      name: 'Coefficient',
      value: `${hundredths(shipped.coefficientHundredths)}; allowed ${hundredths(COEFFICIENT_HUNDREDTHS.least)} to ${hundredths(COEFFICIENT_HUNDREDTHS.most)}`,
      source:
        'Britt et al. as carried by S2 (C): first 0.66, later 0.58; not below 0.5; highest 0.77',
      status: 'unverified',
    },
    {
      name: 'Tolerance',
      value: `${shipped.tolerancePercent} % either side of the target`,
      source: 'Not published in S2; 20 % of target 2.5 is the range 2.0 to 3.0',
      status: 'local',
    },
    {
      name: 'Adjustment range',
      value: `${shipped.belowTargetTenths / 10} below to ${shipped.aboveTargetTenths / 10} above target`,
      source: 'Britt et al. p. 1003 by S2: 0.5 to 1.0 below, 1.0 to 1.5 above',
      status: 'local',
    },
    AFTER_UNEVEN_DOSE,
    STEP_CAP,
  ],
  tables: [],
}

export const ONE_STEP: MaintenanceCard = {
  id: 'one-step',
  version: '1',
  kind: 'maintenance',
  name: 'One step (Nieuwlaat)',
  citation: 'Nieuwlaat R et al. Thromb Haemost 2012;108:1228-35 (a trial against DAWN AC)',
  grade: 'C',
  status: 'unverified',
  because:
    'The source is code that cites the trial, and it contradicts itself: first 15 % either way, later 10 % from 1.5 up and 10 % down. The paper must be compared. If it has other figures than these, this protocol may not be used.',
  eligibility: [STABLE, NOT_WHILE_STARTING, 'Target range 2.0 to 3.0.'],
  unsuited: unsuitedTo2To3,
  validRangeTenths: {
    low: Math.max(validRangeTenths.low, ONE_STEP_VALID_TENTHS.low),
    high: Math.min(validRangeTenths.high, ONE_STEP_VALID_TENTHS.high),
  },
  targets: 'Range 2.0 to 3.0 only.',
  works: [
    'INR below 2.0: the weekly dose goes up by 15 %.',
    'INR 2.0 to 3.0: the dose stays the same.',
    'INR above 3.0 for the first time: the dose stays the same.',
    'INR above 3.0 for the second time running: the weekly dose goes down by 15 %.',
    'Below 1.0 or above 4.0: no dose is calculated.',
  ],
  limits: [
    'A step is the same just out of range and far out of it.',
    'A first high INR changes nothing, up to 4.0.',
  ],
  constants: [
    {
      name: 'Steps',
      value: 'below 2.0 +15 %; 2.0-3.0 none; above 3.0 twice running -15 %',
      source: 'S32, first version; later versions +10 % from 1.5, -10 %',
      status: 'unverified',
    },
    {
      name: 'INR for which it decides',
      value: `${(ONE_STEP_VALID_TENTHS.low / 10).toFixed(1)} to ${(ONE_STEP_VALID_TENTHS.high / 10).toFixed(1)}`,
      source: 'S32',
      status: 'unverified',
    },
    AFTER_UNEVEN_DOSE,
    STEP_CAP,
  ],
  tables: [],
}
