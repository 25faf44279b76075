import type { ProtocolTable, Row } from './protocol.ts'
import { above, ask, below, between, firstDose, give, inDays, onDay, taking } from './rows.ts'

/** @see docs/evidence.md#initiation-janes */
const NEXT_WEEK = onDay(15)

/** @see docs/evidence.md#initiation-janes */
const DAY_8: readonly Row[] = [
  below(1.4, give(6, NEXT_WEEK)),
  between(1.4, 1.5, give(5, NEXT_WEEK)),
  between(1.6, 1.8, give(4, NEXT_WEEK)),
  between(1.9, 2.1, give(3, NEXT_WEEK)),
  between(2.2, 2.5, give(2.5, NEXT_WEEK)),
  between(2.6, 2.7, give(2, NEXT_WEEK)),
  between(2.8, 3.0, ask('INR 2.8 to 3.0 on day 8: omit 1 or 2 days, then 1 mg a day.')),
  above(
    3.0,
    ask(
      'INR above 3.0 on day 8: stop, find the cause, repeat in 3 to 5 days, restart 1 mg a day if indicated.',
    ),
  ),
]

/** @see docs/evidence.md#initiation-after */
const WEEKLY = inDays(7)

/** Only for those who took 6 mg a day since day 8. @see docs/evidence.md#initiation-janes */
const DAY_15: readonly Row[] = [
  below(1.4, ask('INR below 1.4 on 6 mg a day: check that it is taken; then 10 mg a day.')),
  between(1.4, 1.6, give(8, WEEKLY)),
  between(1.7, 1.8, give(7, WEEKLY)),
  between(1.9, 2.4, give(6, WEEKLY)),
  between(2.5, 2.9, give(5, WEEKLY)),
  between(3.0, 4.0, ask('INR 3.0 to 4.0: 4 mg a day; consider omitting 1 or 2 days first.')),
  between(4.1, 5.0, ask('INR 4.1 to 5.0: reduce by 1 or 2 mg a day and omit 2 days.')),
  above(5.0, ask('INR above 5.0: omit 3 days and test again.')),
]

/**
 * 3 mg a day for a week; the INR on day 8 gives the dose, and on day 15 once more for those on 6 mg. Where the source
 * leaves a choice ("1 or 2 days", "consider"), a person makes it.
 * @see docs/evidence.md#initiation-janes
 */
export const JANES: ProtocolTable = {
  id: 'janes',
  version: 1,
  name: 'Janes, 3 mg a day for a week',
  says: '3 mg a day for a week, INR every week. The INR on day 8 gives the dose; on day 15 once more for those on 6 mg.',
  source: 'Janes 2004, as printed by bpac New Zealand (grade B)',
  status: 'verified',
  pace: 'slow',
  providers: ['gp-practice', 'hospital-clinic'],
  needsSex: false,
  steps: [
    { day: 1, ifNotTested: 'same', tables: [firstDose(3, onDay(8))] },
    { day: 8, ifNotTested: 'same', tables: [taking(3, DAY_8, 1)] },
    { day: 15, ifNotTested: 'same', onlyForUg: 6000, tables: [taking(6, DAY_15, 8)] },
  ],
  settlingDays: 7,
  steadyDays: 7,
  mostUg: 8000,
}
