// The safety indicators of anticoagulant services: NPSA Patient Safety Alert 18 (2007) and Baglin et al., Br J
// Haematol 2007;136:26-9. @see docs/evidence.md#npsa-indicators

export const INDICATOR_LISTS = ['starting', 'established'] as const
export type IndicatorList = (typeof INDICATOR_LISTS)[number]

export const LIST_WORDS: Readonly<Record<IndicatorList, string>> = {
  starting: 'People starting treatment',
  established: 'People on established treatment',
}

export type IndicatorDefinition = {
  readonly id: string
  readonly list: IndicatorList
  /** Its number in the published list; a letter where one item is counted in parts. */
  readonly number: string
  readonly title: string
  /** How it is counted here. */
  readonly counted: string
}

const starting = <Number extends string>(number: Number, title: string, counted: string) =>
  ({ id: `starting-${number}`, list: 'starting', number, title, counted }) as const
const established = <Number extends string>(number: Number, title: string, counted: string) =>
  ({ id: `established-${number}`, list: 'established', number, title, counted }) as const

const STARTED_HERE = 'Of people whose treatment was started here in the period'

/** Both lists, in their order. */
export const INDICATORS = [
  starting(
    '1',
    'Following a loading protocol appropriate to the indication',
    `${STARTED_HERE}: those started by a protocol of this service, which is offered only to whom it suits.`,
  ),
  starting(
    '2',
    'INR above 5.0 within the first 2 weeks',
    `${STARTED_HERE}, whose first 14 days are over and had an INR.`,
  ),
  starting(
    '3',
    'In range at discharge',
    'Of people whose initiation ended in the period: the last INR up to that day was in range.',
  ),
  starting('4a', 'Major bleed in the first month', `${STARTED_HERE}: within 30 days.`),
  starting(
    '4b',
    'Major bleed in the first month with an INR above range',
    `${STARTED_HERE}: within 30 days, the INR of that day above range.`,
  ),
  starting(
    '5',
    'New referrals with incomplete information',
    'Of plans first written in the period, imported ones left out: without diagnosis, target INR or stop date when first written. Long term with a review date is a known stop.',
  ),
  starting(
    '6',
    'Not issued with patient-held information and written dose instructions',
    `${STARTED_HERE} with a record of what was taught: no booklet, or the newest dose of the period was not handed over or sent by letter.`,
  ),
  starting(
    '7',
    'Discharged without an appointment for the next INR',
    'Of people whose initiation ended in the period: neither a dose with a later test date nor an appointment on or after that day.',
  ),
  starting(
    '8',
    'INR below range when heparin was stopped (fast loading)',
    'Of people started here whose heparin beside warfarin was stopped in the period: the last INR up to that day was below range. Heparin that was given elsewhere and is not on record here is not counted.',
  ),
  established(
    '1',
    'Patient-time in range',
    'All days of everybody, by Rosendaal in continuous form with the exclusions of NICE.',
  ),
  established('2', 'INRs above 5.0', 'Of all INRs after the first 6 weeks of treatment.'),
  established('3', 'INRs above 8.0', 'Of all INRs after the first 6 weeks of treatment.'),
  established(
    '4',
    'INRs more than 1.0 below target',
    'Of all INRs after the first 6 weeks, outside suspensions and the 6 weeks after them, by the target of the day.',
  ),
  established('5', 'Adverse outcomes: major bleed', 'Of people on treatment in the period.'),
  established(
    '6',
    'Lost to follow-up',
    'Of people on treatment in the period: treatment ended because they did not attend. Found by recall: three contacts, then the decision of a prescriber.',
  ),
  established('7a', 'Diagnosis not known', 'Of people on treatment on the last day.'),
  established('7b', 'Target INR not known', 'Of people on treatment on the last day.'),
  established(
    '7c',
    'Stop date not known',
    'Of people on treatment on the last day. Long term with a review date is known.',
  ),
  established(
    '8a',
    'Target too high for the diagnosis',
    'Of people on treatment on the last day whose diagnosis and target are known and whose sources give a target.',
  ),
  established(
    '8b',
    'Target too low for the diagnosis',
    'Of people on treatment on the last day whose diagnosis and target are known and whose sources give a target.',
  ),
  established(
    '9',
    'Without written educational information',
    'Of people on treatment on the last day with a record of what was taught: the newest says that no booklet was given.',
  ),
  established(
    '10',
    'Without appropriate written clinical information',
    'Of people on treatment on the last day with a dose decided here in the period: the newest was not handed over or sent by letter, or its page had no diagnosis or target.',
  ),
] as const satisfies readonly IndicatorDefinition[]

export type IndicatorId = (typeof INDICATORS)[number]['id']
