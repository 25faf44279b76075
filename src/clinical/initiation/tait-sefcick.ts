import type { ProtocolTable, Row, StepTable } from './protocol.ts'
import { above, ask, between, firstDose, give, inDays, onDay, taking, upTo } from './rows.ts'

/** @see docs/evidence.md#initiation-tait-sefcick */
const DAY_8 = onDay(8)
/** @see docs/evidence.md#initiation-tait-sefcick */
const WEEKLY = inDays(7)
/** @see docs/evidence.md#initiation-tait-sefcick */
const IN_4_DAYS = inDays(4)

const NOTHING =
  'The table says no warfarin: its row is the least certain one. Decide the days without a dose.'

/** @see docs/evidence.md#initiation-tait-sefcick */
const DAY_5: readonly Row[] = [
  upTo(1.7, give(5, DAY_8)),
  between(1.8, 2.2, give(4, DAY_8)),
  between(2.3, 2.7, give(3, DAY_8)),
  between(2.8, 3.2, give(2, DAY_8)),
  between(3.3, 3.7, give(1, DAY_8)),
  above(3.7, ask(`INR above 3.7 on day 5: no warfarin until day 8. ${NOTHING}`)),
]

/**
 * On 5 mg a day since day 5 the table has four rows; on less it has five.
 * @see docs/evidence.md#initiation-tait-sefcick
 */
const AFTER_5: StepTable = taking(
  5,
  [
    upTo(1.7, give(6, WEEKLY)),
    between(1.8, 2.4, give(5, WEEKLY)),
    between(2.5, 3.0, give(4, WEEKLY)),
    above(3.0, give(3, IN_4_DAYS)),
  ],
  5,
)

const after = (mg: number, doses: readonly [number, number, number, number, number]): StepTable =>
  taking(
    mg,
    [
      upTo(1.7, give(doses[0], WEEKLY)),
      between(1.8, 2.4, give(doses[1], WEEKLY)),
      between(2.5, 3.0, give(doses[2], WEEKLY)),
      between(3.1, 3.5, give(doses[3], IN_4_DAYS)),
      above(
        3.5,
        doses[4] === 0
          ? ask(`INR above 3.5 on 1 mg a day: omit 4 days. ${NOTHING}`)
          : give(doses[4], IN_4_DAYS),
      ),
    ],
    5,
  )

/**
 * 5 mg a day for four days, INR on days 5 and 8. From memory, not from the paper: a site may use it only after its
 * clinical safety officer has recorded the check.
 * @see docs/evidence.md#initiation-tait-sefcick
 */
export const TAIT_SEFCICK: ProtocolTable = {
  id: 'tait-sefcick',
  version: 1,
  name: 'Tait and Sefcick, 5 mg a day for four days',
  says: '5 mg a day for four days, INR on days 5 and 8. Each gives the dose from then on.',
  source: 'Tait and Sefcick, Br J Haematol 1998;101:450-4, from memory (to be verified)',
  status: 'unverified',
  pace: 'slow',
  providers: ['gp-practice', 'hospital-clinic'],
  needsSex: false,
  steps: [
    { day: 1, ifNotTested: 'none', tables: [firstDose(5, onDay(5))] },
    { day: 5, ifNotTested: 'none', tables: [taking(5, DAY_5, 1)] },
    {
      day: 8,
      ifNotTested: 'none',
      tables: [
        AFTER_5,
        after(4, [5, 4, 3.5, 3, 2.5]),
        after(3, [4, 3.5, 3, 2.5, 2]),
        after(2, [3, 2.5, 2, 1.5, 1]),
        after(1, [2, 1.5, 1, 0.5, 0]),
      ],
    },
  ],
  settlingDays: 7,
  steadyDays: 4,
  mostUg: 6000,
}
