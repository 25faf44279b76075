import type { Period } from '#clinical/period.ts'
import {
  figuresBy,
  type OverrideFigures,
  overrideFigures,
} from '#clinical/warfarin/override-figures.ts'
import type { TypedFields } from '#register/typed-fields.ts'
import { overrideCounts } from '#store/overrides.ts'
import { instantsOf, readReportPeriod } from './report-period.ts'
import { view } from './view.ts'

type Part = { readonly value: string; readonly figures: OverrideFigures }

export type OverrideReport = {
  readonly kind: 'overrides'
  readonly period: Period
  readonly all: OverrideFigures
  readonly byProtocol: readonly Part[]
  readonly byReason: readonly Part[]
  readonly byMonth: readonly Part[]
}

/** How often another dose was given than suggested in a period, why, and where the next INR lay. */
export const overrideReport = view<TypedFields, OverrideReport>(
  'see-overrides',
  async (desk, asked) => {
    const read = readReportPeriod(asked, desk)
    if (read.kind === 'refused') return read
    const { period } = read
    const alike = await overrideCounts(desk.tx, instantsOf(period))
    return {
      kind: 'overrides',
      period,
      all: overrideFigures(alike),
      byProtocol: figuresBy('protocol', alike),
      byReason: figuresBy('reasonCode', alike),
      byMonth: figuresBy('month', alike),
    }
  },
)
