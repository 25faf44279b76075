// A rule set by its fields: read from a form, checked as a whole, compared with another.
import { canonicalJson } from '#base/canonical.ts'
import type { Day } from '#base/day.ts'
import {
  RULE_FIELDS,
  RULE_ROWS,
  type RuleField,
  type RulePath,
  SITE_RULE_ROWS,
} from './rule-fields.ts'
import { DEFAULT_RULE_SET, type RuleSet } from './rule-set.ts'
import { isOfItsKind, limitFault, readValue, valueAsTyped, valueInWords } from './rule-values.ts'

export type RuleFinding = {
  readonly field: RulePath
  readonly code: string
  readonly message: string
}

export type RuleSetRead =
  | { readonly kind: 'rule-set'; readonly ruleSet: RuleSet }
  | { readonly kind: 'refused'; readonly findings: readonly RuleFinding[] }

/** One value of a rule set, or undefined where an earlier release did not have the field. */
export const ruleValue = (ruleSet: object, path: RulePath): unknown =>
  path.split('.').reduce<unknown>(partOf, ruleSet)

const partOf = (whole: unknown, key: string): unknown =>
  typeof whole === 'object' && whole !== null && Object.hasOwn(whole, key)
    ? Reflect.get(whole, key)
    : undefined

/** A form as it stands for a rule set: each field that a site may set, as it would be typed. */
export const typedRuleSet = (ruleSet: RuleSet): Readonly<Record<string, string>> =>
  Object.fromEntries(
    SITE_RULE_ROWS.map(({ path, holds }) => [path, valueAsTyped(holds, ruleValue(ruleSet, path))]),
  )

/**
 * The rule set that a form proposes: what was not sent stays as it is, what was sent is read strictly, and the whole
 * must be safe. Nothing is corrected.
 */
export function readRuleSet(
  typed: Readonly<Partial<Record<string, string>>>,
  base: RuleSet,
  text: { readonly version: string; readonly from: Day },
): RuleSetRead {
  const findings: RuleFinding[] = []
  const values = RULE_ROWS.map(({ path, label, holds }): Entry => {
    const sent = holds.kind === 'as-shipped' ? undefined : typed[path]
    if (sent === undefined) return [path, ruleValue({ ...base, ...text }, path)]
    const read = readValue(holds, sent)
    if (read.kind === 'value') return [path, read.value]
    findings.push({
      field: path,
      code: read.code,
      message: `${label}: ${inSentence(read.message)}`,
    })
    return [path, ruleValue(base, path)]
  })
  const ruleSet = nested(values)
  if (findings.length > 0) return { kind: 'refused', findings }
  const faults = ruleSetFaults(ruleSet)
  return isRuleSet(ruleSet) && faults.length === 0
    ? { kind: 'rule-set', ruleSet }
    : { kind: 'refused', findings: faults }
}

type Entry = readonly [path: string, value: unknown]

/** `a.b` and `a.c` become `{ a: { b, c } }`; what is not set stays away. */
function nested(entries: readonly Entry[]): object {
  const heads = [...new Set(entries.map(([path]) => path.replace(/\..*/, '')))]
  return Object.fromEntries(
    heads.map((head) => {
      const own = entries.find(([path]) => path === head)
      if (own !== undefined) return own
      const inner = entries.filter(([path]) => path.startsWith(`${head}.`))
      return [head, nested(inner.map(([path, value]) => [path.slice(head.length + 1), value]))]
    }),
  )
}

/** A stored rule set with the fields that later releases added, as shipped. What it says itself is kept. */
export function completeRuleSet(stored: object): RuleSet {
  const values = RULE_ROWS.map(
    ({ path }): Entry => [path, ruleValue(stored, path) ?? ruleValue(DEFAULT_RULE_SET, path)],
  )
  const complete = nested(values)
  if (!isRuleSet(complete)) throw new RangeError('a stored rule set has a value of another form')
  return complete
}

/** Whether each field holds a value of its form; one that came later may be absent. */
export const isRuleSet = (candidate: object): candidate is RuleSet =>
  RULE_ROWS.every((row) => isInForm(row, ruleValue(candidate, row.path)))

const isInForm = ({ holds, absent }: RuleField, value: unknown): boolean =>
  value === undefined ? absent !== undefined : isOfItsKind(holds, value)

/** Everything about a rule set that is beyond the safe limits, field by field and between fields. */
export function ruleSetFaults(candidate: object): readonly RuleFinding[] {
  const beyond = RULE_ROWS.flatMap((row): readonly RuleFinding[] => {
    const { path, label, holds } = row
    const value = ruleValue(candidate, path)
    const message = isInForm(row, value) ? limitFault(holds, value) : 'Enter a value.'
    if (message === undefined) return []
    return [{ field: path, code: 'limit', message: `${label}: ${inSentence(message)}` }]
  })
  if (!isRuleSet(candidate) || beyond.length > 0) return beyond
  return BETWEEN_FIELDS.filter(({ holds }) => !holds(candidate)).map(({ field, message }) => ({
    field,
    code: 'disagrees',
    message,
  }))
}

/** A message after the name of its field. */
const inSentence = (message: string): string =>
  `${message.slice(0, 1).toLowerCase()}${message.slice(1)}`

type Between = {
  readonly field: RulePath
  readonly message: string
  readonly holds: (rules: RuleSet) => boolean
}

/** What two fields must be to each other. @see docs/evidence.md#rule-limits */
const BETWEEN_FIELDS: readonly Between[] = [
  {
    field: 'doubleEntry.fromTenths',
    message: 'An INR of the high-INR action must be typed twice: enter no more than that INR.',
    holds: ({ doubleEntry, highInrTenths }) => doubleEntry.fromTenths <= highInrTenths,
  },
  {
    field: 'hardDailyUg',
    message: 'The dose that is refused must be above the one that needs a second clinician.',
    holds: ({ softDailyUg, hardDailyUg }) => hardDailyUg > softDailyUg,
  },
  {
    field: 'ladderDays',
    message: 'The last step is longer than the longest recall of all.',
    holds: ({ ladderDays, maxIntervalDays }) => ladderDays.every((days) => days <= maxIntervalDays),
  },
  {
    field: 'ladderDays',
    message: 'The first step may not be longer than 28 days.',
    holds: ({ ladderDays }) => Math.min(...ladderDays) <= 28,
  },
  {
    field: 'valveMaxDays',
    message: 'The recall with a mechanical valve is longer than the longest recall of all.',
    holds: ({ valveMaxDays, maxIntervalDays }) => valveMaxDays <= maxIntervalDays,
  },
  {
    field: 'dosableWindowDays.meter',
    message: 'A meter result may not be dosed on for longer than one of a laboratory.',
    holds: ({ dosableWindowDays }) => dosableWindowDays.meter <= dosableWindowDays.laboratory,
  },
]

export type RuleDifference = {
  readonly path: RulePath
  readonly label: string
  readonly before: string
  readonly after: string
}

/** What a site sees of the change from one rule set to another: each field that differs, in words. */
export function ruleDifferences(before: object, after: object): readonly RuleDifference[] {
  return SITE_RULE_ROWS.filter(
    ({ path }) => !isSameValue(ruleValue(before, path), ruleValue(after, path)),
  ).map(({ path, label }) => ({
    path,
    label,
    before: ruleInWords(before, path),
    after: ruleInWords(after, path),
  }))
}

const isSameValue = (one: unknown, other: unknown): boolean =>
  canonicalJson([one]) === canonicalJson([other])

/** One rule of a set, in words. */
export function ruleInWords(ruleSet: object, path: RulePath): string {
  const { holds, absent } = RULE_FIELDS[path]
  const value = ruleValue(ruleSet, path)
  return value === undefined && absent !== undefined ? absent : valueInWords(holds, value)
}
