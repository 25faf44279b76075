// Why a dose is what it is and what to look at besides, in words, with where it comes from.
import type { Fired } from '#clinical/warfarin/advice.ts'
import { local, verified } from './cited.ts'

const APIXABAN = 'Eliquis SmPC (EMA); Northern Ireland Formulary'
const DABIGATRAN = 'Northern Ireland Formulary; renal table of the AF toolkit'
const EDOXABAN = 'Lixiana SmPC (EMA)'
const RIVAROXABAN = 'Xarelto SmPC (EMA)'
const HIGHLAND = 'NHS Highland oral anticoagulants formulary'
const VTE_LOCAL = 'Clinical reference 6.1; local setting'

/** Why a dose is what it is. */
export const DOSE_REASONS = {
  apixabanAf: verified('apixaban-af', 'AF: 5 mg twice a day.', APIXABAN),
  apixabanTwoOfThree: verified(
    'apixaban-two-of-three',
    'AF: two or more of age 80 or over, weight 60 kg or less, creatinine 133 micromol/L or more: 2.5 mg twice a day.',
    APIXABAN,
  ),
  apixabanRenal: verified(
    'apixaban-renal',
    'AF: creatinine clearance 15 to 29: 2.5 mg twice a day.',
    APIXABAN,
  ),
  apixabanStart: verified(
    'apixaban-vte-start',
    'A clot, first 7 days: 10 mg twice a day.',
    HIGHLAND,
  ),
  apixabanVte: verified(
    'apixaban-vte',
    'A clot, after the first 7 days: 5 mg twice a day. The criteria of AF do not apply.',
    HIGHLAND,
  ),
  apixabanPrevention: verified(
    'apixaban-vte-prevention',
    'Prevention after at least 6 months: 2.5 mg twice a day.',
    HIGHLAND,
  ),
  dabigatranAf: verified('dabigatran-af', 'AF: 150 mg twice a day.', DABIGATRAN),
  dabigatranAge: verified(
    'dabigatran-80',
    'Age 80 or over: 110 mg twice a day.',
    'RE-LY abstract and trial text quoting the product information: 80 or over',
  ),
  dabigatranVerapamil: verified(
    'dabigatran-verapamil',
    'With verapamil: 110 mg twice a day.',
    DABIGATRAN,
  ),
  dabigatranConsider: verified(
    'dabigatran-consider-110',
    'Age 75 to 79, clearance 30 to 49, gastritis or reflux, or a raised risk of bleeding: 110 mg twice a day may be chosen.',
    DABIGATRAN,
  ),
  edoxaban: verified('edoxaban', '60 mg once a day.', EDOXABAN),
  edoxabanRenal: verified(
    'edoxaban-renal',
    'Creatinine clearance 15 to 50: 30 mg once a day.',
    EDOXABAN,
  ),
  edoxabanWeight: verified('edoxaban-weight', 'Weight 60 kg or less: 30 mg once a day.', EDOXABAN),
  edoxabanMedicine: verified(
    'edoxaban-interaction',
    'With ciclosporin, dronedarone, erythromycin or ketoconazole: 30 mg once a day.',
    EDOXABAN,
  ),
  rivaroxabanAf: verified('rivaroxaban-af', 'AF: 20 mg once a day with food.', RIVAROXABAN),
  rivaroxabanRenal: verified(
    'rivaroxaban-renal',
    'AF: creatinine clearance 15 to 49: 15 mg once a day with food.',
    RIVAROXABAN,
  ),
  rivaroxabanStart: verified(
    'rivaroxaban-vte-start',
    'A clot, first 21 days: 15 mg twice a day with food.',
    RIVAROXABAN,
  ),
  rivaroxabanVte: verified(
    'rivaroxaban-vte',
    'A clot, after the first 21 days: 20 mg once a day with food.',
    RIVAROXABAN,
  ),
  rivaroxabanVteRenal: verified(
    'rivaroxaban-vte-renal',
    'Clearance 15 to 49: 15 mg once a day may be chosen when the risk of bleeding outweighs that of another clot.',
    'NHS Highland, suspected leg DVT',
  ),
  rivaroxabanPrevention: verified(
    'rivaroxaban-vte-prevention',
    'Prevention after at least 6 months: 10 mg once a day.',
    RIVAROXABAN,
  ),
  rivaroxabanHighRisk: verified(
    'rivaroxaban-high-recurrence',
    'Prevention with a high risk of another clot: 20 mg once a day with food may be chosen.',
    RIVAROXABAN,
  ),
} as const satisfies Record<string, Fired>

/** What to look at besides. */
export const CAUTIONS = {
  lowClearance: local(
    'low-clearance',
    'Creatinine clearance 15 to 29: use with caution.',
    `Northern Ireland Formulary (rivaroxaban); ${VTE_LOCAL} for the others`,
  ),
  edoxabanHighClearance: verified(
    'edoxaban-high-clearance',
    'AF with a clearance above 80: edoxaban only after weighing the risk of stroke and of bleeding.',
    'MHRA, June 2020, as carried by South West Devon formulary',
  ),
  withFood: verified('with-food', '15 mg and 20 mg are taken with food.', RIVAROXABAN),
  parenteralFirst: verified(
    'parenteral-first',
    'Edoxaban after a clot begins after at least 5 days of a parenteral anticoagulant.',
    EDOXABAN,
  ),
  minorBleeding: local(
    'minor-bleeding',
    'Bleeding is reported: look for its cause.',
    'Clinical reference 6; local setting',
  ),
  liver: local(
    'liver-disease',
    'Liver disease is recorded: check liver function and clotting, and ask a prescriber when either is not normal.',
    'SPS asks for liver function and clotting at baseline; local setting',
  ),
} as const satisfies Record<string, Fired>
