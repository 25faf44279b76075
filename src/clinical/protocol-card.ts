// What every dosing protocol says of itself: one record that the pages print, the plans choose from and the
// site's clinical safety officer checks against the source.
import type { Evidence } from './warfarin/rule-set.ts'

/** A: primary paper or official body; B: vendor help or NHS trust; C: secondary; D: tertiary. */
export type Grade = 'A' | 'B' | 'C' | 'D'

/** A value that the protocol uses, as the evidence page lists it. */
export type CardConstant = {
  readonly name: string
  readonly value: string
  readonly source: string
  readonly status: Evidence
}

/** One line of a table from INR to dose: INRs in tenths, both ends included. */
export type DoseRow = {
  readonly fromTenths: number
  readonly toTenths: number | 'and-above'
  /** The daily dose in micrograms, or that a person decides. */
  readonly ug: number | 'a-person-decides'
  /** What the table says besides: leave out two days, test again in three. */
  readonly says: string
}

/** A table of a protocol that gives doses by INR; a page prints it and draws it as steps. */
export type DoseTable = {
  /** `Men: INR at two weeks` */
  readonly title: string
  readonly rows: readonly DoseRow[]
}

/**
 * A protocol as data. `Who` is what its eligibility looks at: another record for maintenance than for initiation.
 * A change of any rule or constant is a new `version`, for which a site's check must be recorded anew.
 */
export type ProtocolCard<Who = never> = {
  readonly id: string
  readonly version: string
  readonly kind: 'maintenance' | 'initiation'
  readonly name: string
  readonly citation: string
  readonly grade: Grade
  /** `unverified` ships disabled: a plan can name it only after the site has recorded its check (H10). */
  readonly status: 'verified' | 'unverified'
  /** What the status rests on, and what is still to be compared with the source. */
  readonly because: string
  /** Who it is for and who not, in words. */
  readonly eligibility: readonly string[]
  /** Why it is not for this person; empty when it is. What is not known is a reason. */
  readonly unsuited: (who: Who) => readonly string[]
  /** The INRs for which it gives a dose, in tenths, both ends included, at the widest. */
  readonly validRangeTenths: { readonly low: number; readonly high: number }
  /** The targets it suits, in words. */
  readonly targets: string
  /** What it does, step by step, in plain words. */
  readonly works: readonly string[]
  /** What it does not do and where to take care. */
  readonly limits: readonly string[]
  readonly constants: readonly CardConstant[]
  /** Its dose tables, when it gives doses by table. */
  readonly tables: readonly DoseTable[]
}
