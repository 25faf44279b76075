// What the dose of a direct oral anticoagulant depends on. Not known is an answer everywhere.
import type { Day } from '#base/day.ts'
import type { RenalFacts } from '#clinical/renal.ts'
import type { Doac, DoacDose } from './doac.ts'
import type { MonitoringTable } from './monitoring.ts'

type Known = 'yes' | 'no' | 'not-known'

/** What it is taken for, as far as a dose is known for it. */
export type DoacUse =
  | { readonly kind: 'atrial-fibrillation' }
  | {
      readonly kind: 'venous-thromboembolism'
      /** Treatment of a clot, or prevention of another after at least 6 months of treatment. */
      readonly stage: 'treatment' | 'prevention' | 'not-known'
      /** The day of the first dose of this medicine; the starting dose is counted from it. */
      readonly startedOn: Day | 'not-known'
      /** The day on which treatment of the clot began, with whichever medicine. */
      readonly treatedSince: Day | 'not-known'
      readonly highRecurrenceRisk: Known
    }
  /** No dose is known here: a prescriber decides. */
  | { readonly kind: 'other'; readonly label: string }
  | { readonly kind: 'not-known' }

/** Medicines that change the dose or forbid it, by the rules that are verified; any other is `other-interacting`. */
export const INTERACTING = [
  'verapamil',
  'ciclosporin',
  'dronedarone',
  'erythromycin',
  'ketoconazole',
  'other-interacting',
] as const
export type Interacting = (typeof INTERACTING)[number]

/** Everything that is asked before a dose is judged. */
export type DoacInput = RenalFacts & {
  readonly medicine: Doac
  /** The dose taken now, or the one planned. */
  readonly dose: DoacDose | 'not-known'
  readonly use: DoacUse
  readonly mechanicalValve: Known
  readonly mitralStenosis: Known
  readonly antiphospholipid: Known
  readonly pregnancy: Known | 'not-applicable'
  readonly breastFeeding: Known | 'not-applicable'
  readonly liverDisease: Known
  readonly bleeding: 'none' | 'minor' | 'major' | 'not-known'
  readonly interacting: readonly Interacting[] | 'not-known'
  /** Dabigatran: gastritis or reflux, or another reason to expect bleeding. */
  readonly raisedBleedingRisk: Known
  readonly monitoring: MonitoringTable
}
