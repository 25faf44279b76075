import type { ProtocolTable, Row, StepTable } from './protocol.ts'
import {
  above,
  ask,
  below,
  between,
  firstDose,
  from,
  give,
  inDays,
  NEXT_FIXED,
  onDay,
  taking,
} from './rows.ts'

const HOLD =
  'INR above 4.0: omit at least 2 days. INR on the first omitted day. When it is below 3.0 restart 1 mg, and test after 3 days.'
const LOWEST =
  'INR 3.0 to 4.0 on 0.5 mg a day: the protocol has no lower dose. Decide with haematology.'

/** The checks around the two weeks: INR below 3.0 carry on, 3.0 to 4.0 one step down, above 4.0 stop and a person. */
const check = (mg: number, lower: number | 'none'): StepTable =>
  taking(mg, [
    below(3.0, give(mg, NEXT_FIXED)),
    between(3.0, 4.0, lower === 'none' ? ask(LOWEST) : give(lower, inDays(3))),
    above(4.0, ask(HOLD)),
  ])

/** @see docs/evidence.md#initiation-oates-checks */
const CHECKS: readonly StepTable[] = [
  check(2, 1.5),
  check(1.5, 1),
  check(1, 0.5),
  check(0.5, 'none'),
]

/** @see docs/evidence.md#initiation-after */
const WEEKLY = inDays(7)

/**
 * The source's last row is "above 3.0: 1 mg"; above 4.0 its own check says to omit, which goes before it.
 * @see docs/evidence.md#initiation-oates-top
 */
const TOP: readonly Row[] = [between(3.1, 4.0, give(1, WEEKLY)), from(4.1, ask(HOLD))]

/** @see docs/evidence.md#initiation-oates */
const MALE: readonly Row[] = [
  between(1.0, 1.0, give(6, WEEKLY)),
  between(1.1, 1.2, give(5, WEEKLY)),
  between(1.3, 1.5, give(4, WEEKLY)),
  between(1.6, 2.1, give(3, WEEKLY)),
  between(2.2, 3.0, give(2, WEEKLY)),
  ...TOP,
]

/** @see docs/evidence.md#initiation-oates */
const FEMALE: readonly Row[] = [
  between(1.0, 1.1, give(5, WEEKLY)),
  between(1.2, 1.3, give(4, WEEKLY)),
  between(1.4, 1.9, give(3, WEEKLY)),
  between(2.0, 3.0, give(2, WEEKLY)),
  ...TOP,
]

/**
 * 2 mg a day for two weeks; the INR then predicts the dose, by sex. An INR below 1.0, or two weeks on any other dose,
 * is not in the source and goes to a person.
 * @see docs/evidence.md#initiation-oates
 */
export const OATES: ProtocolTable = {
  id: 'oates',
  version: 1,
  name: 'Oates, 2 mg a day for two weeks',
  says: '2 mg a day for two weeks, INR on days 3, 7 and 14. The INR on day 14 predicts the dose, by sex.',
  source:
    'Oates 1998 (Br J Clin Pharmacol), table and safety checks as printed by NHS Highland (grade B)',
  status: 'verified',
  pace: 'slow',
  providers: ['gp-practice', 'hospital-clinic'],
  needsSex: true,
  steps: [
    { day: 1, ifNotTested: 'same', tables: [firstDose(2, onDay(3))] },
    { day: 3, ifNotTested: 'same', tables: CHECKS },
    { day: 7, ifNotTested: 'same', tables: CHECKS },
    {
      day: 14,
      ifNotTested: 'same',
      tables: [
        { ...taking(2, MALE, 1), sex: 'male' },
        { ...taking(2, FEMALE, 1), sex: 'female' },
      ],
    },
  ],
  recheck: { afterDays: 3, beforeDay: 14, tables: CHECKS },
  settlingDays: 7,
  steadyDays: 7,
  mostUg: 6000,
}
