// What stands in the way of a direct oral anticoagulant, in words, with where it comes from.
import type { Fired } from '#clinical/warfarin/advice.ts'
import { local, verified } from './cited.ts'

const APIXABAN = 'Eliquis SmPC (EMA); Northern Ireland Formulary'
const DABIGATRAN = 'Northern Ireland Formulary; renal table of the AF toolkit'
const EDOXABAN = 'Lixiana SmPC (EMA)'
const RIVAROXABAN = 'Xarelto SmPC (EMA)'
const HIGHLAND = 'NHS Highland oral anticoagulants formulary'
const GGC = 'NHSGGC handbook, conversion to a direct oral anticoagulant'

/** Never, for whichever role: the treatment is looked at by a prescriber. */
export const STOPS = {
  mechanicalValve: verified(
    'mechanical-valve',
    'With a mechanical heart valve no direct oral anticoagulant may be used: warfarin.',
    'MHRA; National Patient Safety Alert NatPSA/2021/006; NECSU',
  ),
  mitralStenosis: verified(
    'mitral-stenosis',
    'With moderate or severe mitral stenosis warfarin is used, not a direct oral anticoagulant.',
    'Northern Ireland Formulary 2.8.2.1; NHSGGC handbook',
  ),
  antiphospholipid: verified(
    'antiphospholipid',
    'With antiphospholipid syndrome a direct oral anticoagulant is not recommended: review, and change to warfarin.',
    'MHRA Drug Safety Update, June 2019',
  ),
  pregnancy: verified(
    'pregnancy',
    'Not in pregnancy: a specialist decides today which anticoagulant is used.',
    GGC,
  ),
  breastFeeding: verified(
    'breast-feeding',
    'Not while breast-feeding: a specialist decides which anticoagulant is used.',
    GGC,
  ),
  clearance: verified(
    'clearance-too-low',
    'The creatinine clearance is below the lowest at which this medicine may be used.',
    `${APIXABAN}; ${EDOXABAN}; ${RIVAROXABAN}: 15; dabigatran 30: ${DABIGATRAN}; MHRA`,
  ),
  majorBleeding: local(
    'major-bleeding',
    'Major bleeding: call 999. The medicine is not taken until a prescriber has decided.',
    'Clinical reference 3.2 (major bleeding in primary care); local setting for this medicine',
  ),
} as const satisfies Record<string, Fired>

/** What must be answered before a dose can be judged. */
export const GAPS = {
  'sex-not-known': local(
    'sex-not-known',
    'Cockcroft-Gault needs the sex, female or male: record it on the patient.',
    'Cockcroft-Gault',
  ),
  'weight-not-known': local(
    'weight-not-known',
    'No weight is recorded. Weigh the patient.',
    'Hazard H20',
  ),
  'weight-in-future': local('weight-in-future', 'The weight is dated after today.', 'Hazard H20'),
  'weight-too-old': local(
    'weight-too-old',
    'The weight is more than 12 months old. Weigh the patient again.',
    'Hazard H20',
  ),
  'creatinine-not-known': local(
    'creatinine-not-known',
    'No creatinine is recorded. Take blood.',
    'Hazard H20',
  ),
  'creatinine-in-future': local(
    'creatinine-in-future',
    'The creatinine is dated after today.',
    'Hazard H20',
  ),
  'creatinine-too-old': local(
    'creatinine-too-old',
    'The creatinine is older than the monitoring interval of this patient. Take blood again.',
    'Hazard H20; the table of monitoring in force',
  ),
  valve: local(
    'valve-not-known',
    'Nobody has recorded whether there is a mechanical heart valve. Find out and record it.',
    'Hazard H19',
  ),
  mitralStenosis: local(
    'mitral-stenosis-not-known',
    'Nobody has recorded whether there is moderate or severe mitral stenosis. Find out and record it.',
    'Hazard H19',
  ),
  antiphospholipid: local(
    'antiphospholipid-not-known',
    'Nobody has recorded whether there is antiphospholipid syndrome. Find out and record it.',
    'Hazard H19',
  ),
  pregnancy: local('pregnancy-not-known', 'Say whether pregnancy is possible.', 'Hazard H19'),
  breastFeeding: local(
    'breast-feeding-not-known',
    'Say whether the patient is breast-feeding.',
    'Hazard H19',
  ),
  bleeding: local(
    'bleeding-not-known',
    'Say whether there has been bleeding.',
    'Clinical reference 6',
  ),
  interacting: local(
    'medicines-not-known',
    'Say which other medicines are taken.',
    'Clinical reference 6.1',
  ),
  use: local(
    'indication-not-known',
    'Record what this medicine is taken for.',
    'Clinical reference 6.1',
  ),
  stage: local(
    'stage-not-known',
    'Say whether this treats a clot or prevents another one after at least 6 months of treatment.',
    'Clinical reference 6.1',
  ),
  startedOn: local(
    'start-not-known',
    'Record the day on which treatment of the clot, and this medicine, began.',
    'Clinical reference 6.1',
  ),
} as const satisfies Record<string, Fired>

/** Where no verified rule gives a dose: a prescriber decides. */
export const NO_RULE = {
  otherUse: local(
    'no-rule-for-indication',
    'No verified dose of this medicine is known here for this indication: a prescriber decides.',
    'Clinical reference 6.1',
  ),
  interaction: local(
    'no-rule-for-interaction',
    'A medicine that interacts is taken and no verified rule says what to do: a prescriber decides.',
    'Clinical reference 6.1',
  ),
  dabigatranVte: {
    rule: 'dabigatran-vte',
    says: 'The dose of dabigatran after a clot is not verified in a UK source: the rule is switched off and a prescriber decides.',
    source: 'US label; UK from memory (clinical reference 6.1)',
    status: 'unverified',
  },
  preventionTooEarly: verified(
    'prevention-too-early',
    'The dose that prevents another clot begins after at least 6 months of treatment: a prescriber decides.',
    `${HIGHLAND}; ${RIVAROXABAN}`,
  ),
  heavy: verified(
    'above-150-kg',
    'The weight is above 150 kg: a direct oral anticoagulant is not started without a specialist.',
    GGC,
  ),
} as const satisfies Record<string, Fired>
