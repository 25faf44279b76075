// Which lists and tables were taken from somebody else's text, when each was last compared with it, and by which day it is
// to be compared again (H10). A list that nobody looks at again goes out of date silently.
import { type Day, day } from '#base/day.ts'

export type ReferenceData = {
  readonly id: string
  readonly name: string
  /** The text it was taken from; the rows of docs/evidence.md name each value's own. */
  readonly source: string
  /** The files of `src/` that hold it. */
  readonly holds: readonly string[]
  readonly reviewedOn: Day
  readonly reviewBy: Day
}

const ALL_REVIEWED = day('2026-11-27')
/** Twelve months after; no source says how often, so it is a local setting. */
const WITHIN_A_YEAR = { reviewedOn: ALL_REVIEWED, reviewBy: day('2027-11-27') } as const

/** Every list and table that comes from outside. A new one adds its row, and a review moves its days. */
export const REFERENCE_DATA: readonly ReferenceData[] = [
  {
    id: 'bank-holidays',
    name: 'Bank holidays of England and Wales',
    source: 'gov.uk/bank-holidays; Banking and Financial Dealings Act 1971',
    holds: ['base/bank-holidays.ts'],
    reviewedOn: ALL_REVIEWED,
    reviewBy: day('2027-01-31'),
  },
  {
    id: 'interacting-medicines',
    name: 'Medicines that act on warfarin, and when to test after each',
    source:
      'NICE CKS and UK interaction leaflets (S5, S66-S69); levofloxacin, prasugrel: each its own',
    holds: [
      'clinical/interactions.ts',
      'clinical/interaction-retests.ts',
      'clinical/interaction-sources.ts',
      'clinical/medicine-changes.ts',
    ],
    ...WITHIN_A_YEAR,
  },
  {
    id: 'doac-rules',
    name: 'Doses, strengths and stops of direct oral anticoagulants, and kidney function',
    source:
      'Summaries of product characteristics, MHRA, NI Formulary (S51-S55, S58, S95, S105-S108)',
    holds: [
      'clinical/doac/doac.ts',
      'clinical/doac/rules.ts',
      'clinical/doac/stops.ts',
      'clinical/renal.ts',
      'clinical/measurement.ts',
    ],
    ...WITHIN_A_YEAR,
  },
  {
    id: 'doac-monitoring',
    name: 'Intervals of monitoring of direct oral anticoagulants',
    source: 'Specialist Pharmacy Service, DOACs monitoring (S55)',
    holds: ['clinical/doac/monitoring.ts'],
    ...WITHIN_A_YEAR,
  },
  {
    id: 'meter-models',
    name: 'What each model of meter measures',
    source: 'User manual of the CoaguChek XS; Tait 2019 and white paper of LumiraDx',
    holds: ['clinical/meter-models.ts'],
    ...WITHIN_A_YEAR,
  },
  {
    id: 'strip-codes',
    name: 'What the bar code of a box of strips may say',
    source: 'GS1 General Specifications, sections 3.1-3.5',
    holds: ['clinical/strip-code.ts'],
    ...WITHIN_A_YEAR,
  },
  {
    id: 'maintenance-protocols',
    name: 'Maintenance protocols of warfarin, the recall ladder and the shipped rules',
    source:
      'Papers of each protocol; BCSH, SPS and UK NEQAS (S1, S2, S4, S29, S32, S56, S84b, S101)',
    holds: [
      'clinical/warfarin/coventry.ts',
      'clinical/warfarin/no-change-band.ts',
      'clinical/warfarin/one-step.ts',
      'clinical/warfarin/re-ly.ts',
      'clinical/warfarin/rule-set.ts',
      'clinical/warfarin/rule-values.ts',
      'clinical/warfarin/rule-fields.ts',
      'clinical/warfarin/rule-set-form.ts',
      'clinical/warfarin/rules.ts',
      'clinical/warfarin/maintenance-card.ts',
      'clinical/warfarin/maintenance-cards.ts',
      'clinical/warfarin/unverified-cards.ts',
      'clinical/warfarin/override-figures.ts',
    ],
    ...WITHIN_A_YEAR,
  },
  {
    id: 'initiation-protocols',
    name: 'Protocols for starting warfarin, and what is checked before',
    source: 'Oates, Janes, Tait and Sefcick, Roberts; NHS Highland, SPS (S15-S18, S56)',
    holds: [
      'clinical/initiation/oates.ts',
      'clinical/initiation/janes.ts',
      'clinical/initiation/tait-sefcick.ts',
      'clinical/initiation/age-adjusted-fennerty.ts',
      'clinical/initiation/advise-initiation.ts',
      'clinical/initiation/initiation-alarms.ts',
      'clinical/initiation/initiation-cards.ts',
      'register/initiation-checklist.ts',
    ],
    ...WITHIN_A_YEAR,
  },
  {
    id: 'alarm-actions',
    name: 'What is done at a high or low INR and at bleeding',
    source: 'BSH 2011 as quoted by S33; BSG/ESGE 2021 (S82)',
    holds: [
      'clinical/warfarin/alarm-actions.ts',
      'clinical/warfarin/bleeding-actions.ts',
      'clinical/warfarin/protocol-alarm-actions.ts',
      'clinical/warfarin/boost-checks.ts',
      'clinical/warfarin/high-risk.ts',
      'clinical/warfarin/restart-alarm.ts',
    ],
    ...WITHIN_A_YEAR,
  },
  {
    id: 'targets',
    name: 'Indications, targets, durations and mechanical valves',
    source: 'UK NEQAS quoting NICE and BNF; ESC/EACTS 2021; BSH; OpenCodelists for the codes',
    holds: [
      'clinical/indications.ts',
      'clinical/target-check.ts',
      'clinical/valve-grid.ts',
      'register/activation.ts',
      'register/phases.ts',
      'register/plan-warnings.ts',
    ],
    ...WITHIN_A_YEAR,
  },
  {
    id: 'tablets',
    name: 'Strengths and colours of warfarin, and the wording of doses',
    source: 'nhs.uk (S48); NPSA Patient Safety Alert 18 (S7)',
    holds: [
      'clinical/tablets.ts',
      'clinical/week-plan.ts',
      'register/tablet-policy.ts',
      'workflow/instructions.ts',
      'print/dose-page.ts',
      'print/procedure-sheet.ts',
    ],
    ...WITHIN_A_YEAR,
  },
  {
    id: 'control',
    name: 'How control is counted, and when it is poor',
    source: 'NICE CG180, carried into NG196; LOINC 72281-9; Rosendaal 1993',
    holds: [
      'clinical/control.ts',
      'clinical/control-counts.ts',
      'clinical/fresh-extremes.ts',
      'clinical/maintenance.ts',
      'clinical/period.ts',
      'clinical/ttr.ts',
    ],
    ...WITHIN_A_YEAR,
  },
  {
    id: 'safety-indicators',
    name: 'Safety indicators of the NPSA',
    source: 'NPSA Patient Safety Alert 18; Baglin et al., Br J Haematol 2007',
    holds: [
      'clinical/npsa-definitions.ts',
      'clinical/npsa-established.ts',
      'clinical/npsa-starting.ts',
    ],
    ...WITHIN_A_YEAR,
  },
  {
    id: 'scores',
    name: 'Scores of stroke, bleeding and control',
    source: 'The papers of CHA2DS2-VASc, HAS-BLED, ORBIT and SAMe-TT2R2',
    holds: [
      'clinical/scores/cha2ds2-vasc.ts',
      'clinical/scores/has-bled.ts',
      'clinical/scores/orbit.ts',
      'clinical/scores/same-tt2r2.ts',
    ],
    ...WITHIN_A_YEAR,
  },
  {
    id: 'procedures',
    name: 'Days without an anticoagulant around a procedure',
    source: 'Oxford University Hospitals, NHS Forth Valley, PAUSE, EHRA, UKCPA, BSG/ESGE',
    holds: [
      'clinical/procedure/days-without.ts',
      'clinical/procedure/inr-while-stopped.ts',
      'clinical/procedure/steps.ts',
    ],
    ...WITHIN_A_YEAR,
  },
  {
    id: 'changes-of-medicine',
    name: 'Changing one anticoagulant to another, and heparin beside warfarin',
    source: 'Summaries of product characteristics; NHS and MHRA advice on switching (S51-S60)',
    holds: [
      'register/bridge-ending.ts',
      'register/next-dose.ts',
      'register/overlap.ts',
      'register/switching.ts',
    ],
    ...WITHIN_A_YEAR,
  },
  {
    id: 'warfarin-model',
    name: 'The model of warfarin that the virtual clinic and the forecast stand on',
    source: 'Hamberg et al. 2007 and 2010, as public code transcribes them (PK/PD reference 1)',
    holds: ['kinetics/constants.ts', 'kinetics/chains.ts', 'kinetics/hamberg-2007.ts'],
    ...WITHIN_A_YEAR,
  },
  {
    id: 'result-codes',
    name: 'Codes and identifiers by which the results of a laboratory are read',
    source: 'NHS Digital refset INR_COD, LOINC, UK Core',
    holds: ['interchange/observation.ts', 'interchange/observation-person.ts'],
    ...WITHIN_A_YEAR,
  },
  {
    id: 'leaflets',
    name: 'Published leaflets for patients',
    source: 'British Society for Haematology 2022 and the publishers named at each',
    holds: ['register/leaflet-catalogue.ts'],
    ...WITHIN_A_YEAR,
  },
  {
    id: 'self-testing',
    name: 'What is taught, measured and checked of who tests at home; surveys of meters',
    source: 'UK NEQAS; S8, S17 and S18 of the specification',
    holds: ['register/self-testing.ts', 'register/measured.ts', 'clinical/meter-survey.ts'],
    ...WITHIN_A_YEAR,
  },
]
