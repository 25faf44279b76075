import type { TypedFields } from '#register/typed-fields.ts'
import { NEAR_MISS_MINUTES } from '#register/wrong-patient.ts'
import { type NearMiss, nearMisses } from '#store/near-misses.ts'
import { instantsOf, type ReportPeriod, readReportPeriod } from './report-period.ts'
import { view } from './view.ts'

export type NearMissReport = {
  readonly kind: 'near-misses'
  readonly asked: ReportPeriod
  readonly now: number
  readonly misses: readonly NearMiss[]
}

/** Results that were void at once and after which the same person recorded another patient's: for the clinical lead (H01). */
export const nearMissReport = view<TypedFields, NearMissReport>(
  'see-near-misses',
  async (desk, typed) => {
    const asked = readReportPeriod(typed, desk)
    if (asked.kind === 'refused') return asked
    const misses = await nearMisses(desk.tx, instantsOf(asked.period), NEAR_MISS_MINUTES)
    return { kind: 'near-misses', asked, now: desk.now, misses }
  },
)
