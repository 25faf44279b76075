import type { Day } from '#base/day.ts'
import { type ControlRule, LONGEST_CONTROL_DAYS } from '#clinical/meter-control.ts'
import { type Findings, typedDay, typedNote } from '#register/typed-fields.ts'
import { addSettings } from '#store/settings.ts'
import { act, type Done } from './act.ts'
import { LONGEST_REASON } from './keep-meters.ts'
import { changedMeanwhile, type Finding, type Parsed, type Refused, refused } from './outcome.ts'
import { newestSiteRules } from './site-rules.ts'
import { dayBoxes, readTextFields, type TextFields } from './text-fields.ts'

const FIELDS = ['version', 'how', 'days', 'source', ...dayBoxes('from')] as const
type Fields = TextFields<(typeof FIELDS)[number]>

/** How often a control may be asked for. */
export const HOW_OFTEN = {
  'each-day': 'Each day on which the meter is used',
  every: 'Every so many days',
  none: 'Not asked for: doses rest on a meter without a control',
} as const

/**
 * Sets how often a control of a meter must have passed, from a day on, with where that comes from. What was in force before
 * stays on record: a result is held against the rule of its own day. One that was still to come, from the same day or later, is
 * replaced, so that a slip in its day bars nothing; the settings as they were then keep it (H06).
 */
export const setControlRule = act<Fields, Done>({
  name: 'manage-settings',
  parse: (input): Parsed<Fields> => readTextFields(input, FIELDS),
  perform: async ({ tx, now, today, actor }, fields) => {
    const { version, stored } = await newestSiteRules(tx)
    if (fields.version !== `${version}`) return changedMeanwhile('the settings of this site')
    const rule = readRule(fields, today)
    if ('kind' in rule) return rule
    const entry = {
      version: version + 1,
      settings: { ...stored, controlRules: [...kept(stored.controlRules, rule, today), rule] },
      proposalId: null,
      setBy: actor.accountId,
      setAt: new Date(now).toISOString(),
    }
    if (!(await addSettings(tx, entry))) return changedMeanwhile('the settings of this site')
    return { kind: 'done', noted: { version: version + 1, controlRule: rule } }
  },
})

const WHOLE = /^[1-9]\d?$/

/** The rules that stay beside a new one: all that are in force by today, and those still to come that begin before it. */
const kept = (
  rules: readonly ControlRule[],
  { from }: ControlRule,
  today: Day,
): readonly ControlRule[] => rules.filter((rule) => rule.from <= today || rule.from < from)

function readRule(fields: Fields, today: Day): ControlRule | Refused {
  const findings: Findings = []
  const from = typedDay(fields, 'from', findings) ?? today
  if (from < today) findings.push(TOO_EARLY)
  const source = typedNote(fields, 'source', LONGEST_REASON, findings)
  if (source === '') findings.push(NO_SOURCE)
  const everyDays = daysTyped(fields)
  if (typeof everyDays === 'object') findings.push(everyDays)
  if (findings.length > 0 || typeof everyDays === 'object') return refused(422, ...findings)
  return { from, everyDays: everyDays === 'none' ? null : everyDays, source }
}

function daysTyped({ how, days = '' }: Fields): number | 'none' | Finding {
  if (how === 'none') return 'none'
  if (how === 'each-day') return 1
  if (how !== 'every') return NOT_CHOSEN
  const typed = WHOLE.test(days.trim()) ? Number(days.trim()) : 0
  return typed >= 1 && typed <= LONGEST_CONTROL_DAYS ? typed : NO_DAYS
}

const NOT_CHOSEN = { field: 'how', code: 'required', message: 'Choose how often.' }
const NO_DAYS = {
  field: 'days',
  code: 'days',
  message: `Enter in how many days a control must have passed, from 1 to ${LONGEST_CONTROL_DAYS}.`,
}
const NO_SOURCE = {
  field: 'source',
  code: 'required',
  message: 'Say where this comes from: the specification, the maker, the guidance.',
}
const TOO_EARLY = {
  field: 'from',
  code: 'day',
  message: 'It holds from today or later.',
}
