// Which models of meters there are, and what each can measure (H03, H06).
import { type InrLimits, METER_RANGE } from './inr.ts'

/** How a model is named in settings and results, for ever. */
export const METER_MODEL_IDS = ['coaguchek-xs', 'coaguchek-xs-plus', 'lumiradx'] as const
type MeterModelId = (typeof METER_MODEL_IDS)[number]

export type MeterModel = {
  readonly id: MeterModelId
  readonly name: string
  readonly limits: InrLimits
  readonly source: string
  readonly status: 'verified' | 'unverified'
}

/** A meter says `>` and `<` at the ends of what it measures, and nowhere else. */
const between = (lowestTenths: number, highestTenths: number): InrLimits => ({
  lowestTenths,
  highestTenths,
  censorAboveTenths: highestTenths,
  censorBelowTenths: lowestTenths,
})

/**
 * The models that a site may choose for its meters. Source: each names its own; the safety reference has 0.6 for the
 * XS Plus, whose strips measure from 0.8 by their manual: the narrower one is taken, so that a laboratory measures what lies
 * below. That is a choice, and no lack. Any other model is "another model" in the register, held to the narrowest range. Status: verified.
 * @see docs/evidence.md#meter-models
 */
export const METER_MODELS: readonly MeterModel[] = [
  {
    id: 'coaguchek-xs',
    name: 'CoaguChek XS',
    limits: between(8, 80),
    source: 'Roche, CoaguChek XS System user manual: out of range values',
    status: 'verified',
  },
  {
    id: 'coaguchek-xs-plus',
    name: 'CoaguChek XS Plus',
    limits: between(8, 80),
    source: 'The same strips as the XS (Roche, XS Plus user manual); safety reference 2.3 has 0.6',
    status: 'verified',
  },
  {
    id: 'lumiradx',
    name: 'LumiraDx',
    limits: between(8, 75),
    source:
      'Tait et al., Clin Appl Thromb Hemost 2019; LumiraDx white paper (safety reference 2.3)',
    status: 'verified',
  },
]

/**
 * A meter whose model nobody has named may be any of them: it is believed as far as the widest one, and from where the
 * first of them ends a laboratory confirms it. Source: the models above. Status: derived.
 * @see docs/evidence.md#meter-models
 */
export const UNKNOWN_MODEL_RANGE: InrLimits = {
  ...METER_RANGE,
  censorAboveTenths: Math.min(...METER_MODELS.map(({ limits }) => limits.highestTenths)),
}

/** What a meter of this model measures; of a model that nobody has named, or that is no longer known, the narrowest. */
export const rangeOfModel = (id: string | null | undefined): InrLimits =>
  METER_MODELS.find((model) => model.id === id)?.limits ?? UNKNOWN_MODEL_RANGE
