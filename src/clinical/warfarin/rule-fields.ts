// Every field of a rule set in words, with the limits within which a site may set it. The form that proposes a
// rule set, the difference between two, and the page of the rules in force are made of these rows and nothing else.
import { MAINTENANCE_CARDS } from './maintenance-cards.ts'
import { COEFFICIENT_HUNDREDTHS, type RuleSet } from './rule-set.ts'
import type { Holds, Unit } from './rule-values.ts'

type Leaf = string | number | boolean | null | undefined | readonly unknown[]
type PathsOf<Value> = {
  [Key in keyof Value & string]-?: NonNullable<Value[Key]> extends Leaf
    ? Key
    : `${Key}.${PathsOf<NonNullable<Value[Key]>>}`
}[keyof Value & string]

/** The name of one value of a rule set: `capPercent`, `validRangeTenths.low`. */
export type RulePath = PathsOf<RuleSet>

export const RULE_GROUPS = [
  ['protocol', 'Protocol'],
  ['range', 'Which INR gets a calculated dose, and which an alarm'],
  ['dose', 'How far a dose may move'],
  ['entry', 'What is asked at the visit'],
  ['recall', 'The next test'],
  ['text', 'This text'],
] as const
export type RuleGroup = (typeof RULE_GROUPS)[number][0]

export type RuleField = {
  readonly group: RuleGroup
  readonly label: string
  readonly holds: Holds
  /** A field that earlier rule sets did not have: what it means there that it is absent, in words. */
  readonly absent?: string
}

/** By their cards; one that is not verified is refused while this site has not recorded its check. */
const PROTOCOL_CHOICES = Object.fromEntries(MAINTENANCE_CARDS.map(({ id, name }) => [id, name]))

const field = (group: RuleGroup, label: string, holds: Holds): RuleField => ({
  group,
  label,
  holds,
})

/** A number with the least and the most that a site may set, in the unit of the rule set. */
const number =
  (unit: Unit, group: RuleGroup) =>
  (label: string, least: number, most: number): RuleField =>
    field(group, label, { kind: 'number', unit, least, most })

const ofHillingdon = (unit: Unit, label: string, least: number, most: number): RuleField => ({
  ...number(unit, 'protocol')(label, least, most),
  absent: 'Hillingdon was not offered',
})

const rangeInr = number('inr', 'range')
const entryInr = number('inr', 'entry')
const entryDays = number('days', 'entry')
const percent = number('percent', 'dose')
const mg = number('mg', 'dose')
const recall = number('days', 'recall')

/**
 * The rows. Limits keep to one side of what is published or shipped: a site may stop, ask or test earlier, and never
 * later than the source or the shipped setting allows. A field without a row does not compile.
 * @see docs/evidence.md#rule-limits
 */
export const RULE_FIELDS: Readonly<Record<RulePath, RuleField>> = {
  protocol: field('protocol', 'Protocol, where a plan names none', {
    kind: 'choice',
    choices: PROTOCOL_CHOICES,
  }),
  band: {
    group: 'protocol',
    label: 'A band without change that is wider than the target range',
    holds: {
      kind: 'choice',
      choices: {
        'as-published': 'stays as the protocol prints it',
        'never-wider-than-range': 'ends where the target range ends',
      },
    },
    absent: 'stays as the protocol prints it',
  },
  relaxedTenths: {
    ...number('inr', 'protocol')('A side that a plan calls relaxed leaves the dose up to', 1, 5),
    absent: 'no plan had a relaxed side',
  },
  'hillingdon.coefficientHundredths': ofHillingdon(
    'hundredths',
    'Hillingdon: dose adjustment coefficient',
    COEFFICIENT_HUNDREDTHS.least,
    COEFFICIENT_HUNDREDTHS.most,
  ),
  'hillingdon.tolerancePercent': ofHillingdon(
    'percent',
    'Hillingdon: no change within this of the target (not published)',
    10,
    30,
  ),
  'hillingdon.belowTargetTenths': ofHillingdon(
    'inr',
    'Hillingdon: no dose further below target than',
    5,
    10,
  ),
  'hillingdon.aboveTargetTenths': ofHillingdon(
    'inr',
    'Hillingdon: no dose further above target than',
    10,
    15,
  ),
  coventryLeastDays: {
    ...number('days', 'protocol')('Coventry: no dose with fewer days between two INRs than', 7, 14),
    absent: 'an INR was dosed however soon it was taken',
  },
  unevenDoseDays: {
    ...number('days', 'protocol')('No dose on an INR sooner after an uneven dose than', 7, 14),
    absent: 'an INR was dosed however soon after an uneven dose',
  },
  firstDeviationRule: field('protocol', 'A first INR slightly out of range in a stable person', {
    kind: 'yes-no',
    yes: 'the dose is kept and tested again',
    no: 'as the protocol says',
  }),
  firstDeviationTenths: number('inr', 'protocol')('Slightly out of range is up to', 1, 5),
  firstDeviationInRangeBefore: number('count', 'protocol')(
    'Stable is this many results in range before',
    2,
    6,
  ),
  'validRangeTenths.low': rangeInr('A dose is calculated from an INR of', 15, 20),
  'validRangeTenths.high': rangeInr('A dose is calculated up to an INR of', 30, 45),
  highInrTenths: rangeInr('High INR: the published action from an INR of', 46, 50),
  veryHighInrTenths: rangeInr('Very high INR: the published action above', 60, 80),
  farBelowTargetTenths: rangeInr('Far below target is an alarm from a distance of', 5, 10),
  lowInrAtRiskTenths: rangeInr('Low INR at high risk is an alarm from this far below range', 1, 5),
  capPercent: percent('Largest step of a suggestion, of the weekly dose', 5, 20),
  hardCapPercent: percent('A change refused for everybody above, of the weekly dose', 25, 50),
  softDailyUg: mg('A daily dose above this needs a second clinician', 5000, 15_000),
  hardDailyUg: mg('A daily dose above this is refused', 10_000, 20_000),
  mostTabletsADay: number('count', 'dose')('Tablets a day above which a question is asked', 3, 6),
  roundingUg: mg('A dose is rounded to', 500, 1000),
  'doubleEntry.fromTenths': entryInr('Typed twice from an INR of', 40, 50),
  'doubleEntry.belowTenths': entryInr('Typed twice below an INR of', 15, 20),
  'doubleEntry.changeTenths': entryInr('Typed twice when it differs from the last by', 5, 10),
  'doubleEntry.beyondTargetTenths': entryInr('Typed twice beyond the target by more than', 3, 5),
  'dosableWindowDays.meter': entryDays('A meter result is dosed on for', 0, 1),
  'dosableWindowDays.laboratory': entryDays('A laboratory result is dosed on for', 0, 2),
  ladderDays: field('recall', 'Longest recall after 1, 2, 3 ... results in range', {
    kind: 'steps',
    unit: 'days',
    least: 7,
    most: 84,
    mostSteps: 8,
  }),
  maxIntervalDays: recall('Longest recall of all', 28, 84),
  valveMaxDays: recall('Longest recall with a mechanical valve', 14, 42),
  outOfRangeMaxDays: recall('Longest recall after a result out of range', 7, 14),
  valveHighMaxDays: recall('Longest recall after a high INR with a mechanical valve', 1, 7),
  doseChangeMaxDays: recall('Longest recall after a change of dose', 3, 14),
  firstDeviationMaxDays: recall('Longest recall where a first deviation kept the dose', 7, 14),
  afterOmissionMaxDays: recall('Longest recall after a dose left out', 1, 7),
  afterHighInrMaxDays: recall('Longest recall after a high INR', 1, 7),
  medicineChangeMaxDays: recall('Longest recall after another medicine changed', 1, 7),
  illnessMaxDays: recall('Longest recall in illness, or after a change of diet or alcohol', 1, 7),
  missedDoseMaxDays: recall('Longest recall after missed doses', 1, 14),
  graceDays: recall('Days of doses beyond the next test', 3, 14),
  id: field('text', 'Written for', { kind: 'as-shipped' }),
  version: field('text', 'Number of this text', { kind: 'as-shipped' }),
  from: field('text', 'Written on', { kind: 'as-shipped' }),
}

export type NamedRuleField = RuleField & { readonly path: RulePath }

const isRulePath = (name: string): name is RulePath => Object.hasOwn(RULE_FIELDS, name)

/** Every path, in the order of the rows. */
export const RULE_PATHS: readonly RulePath[] = Object.keys(RULE_FIELDS).filter(isRulePath)

/** Every row with its path. */
export const RULE_ROWS: readonly NamedRuleField[] = RULE_PATHS.map((path) => ({
  path,
  ...RULE_FIELDS[path],
}))

/** The rows that a site may set. */
export const SITE_RULE_ROWS: readonly NamedRuleField[] = RULE_ROWS.filter(
  ({ holds }) => holds.kind !== 'as-shipped',
)
