import { act } from './act.ts'
import { CHANGE_FIELDS, readChange } from './changed-dose.ts'
import { type Dosed, doseVisit, noDoseOnAlarm } from './dose-visit.ts'
import { NEXT_TEST_FIELDS } from './next-test-choice.ts'
import { openShownVisit } from './open-visit.ts'
import { refused } from './outcome.ts'
import { ANSWER_FIELDS } from './question-answers.ts'
import { readTextFields, type TextFields } from './text-fields.ts'
import { VISIT_FIELDS } from './visit-form.ts'

const FIELDS = [
  ...VISIT_FIELDS,
  ...NEXT_TEST_FIELDS,
  ...CHANGE_FIELDS,
  'token',
  ...ANSWER_FIELDS,
  'secondOpinion',
] as const

/** Writes a dose of the person's own in the place of the one suggested, with the reason, within the limits. */
export const changeDose = act<TextFields<(typeof FIELDS)[number]>, Dosed>({
  name: 'change-dose',
  parse: (input) => readTextFields(input, FIELDS),
  async perform(desk, fields) {
    const open = await openShownVisit(desk, fields)
    if (open.kind === 'refused') return open
    const { advice } = open.suggestion
    if (advice.kind === 'alarm') return noDoseOnAlarm
    const change = readChange(fields, desk.today)
    if (change.kind === 'refused') return refused(422, ...change.findings)

    const { order, reason } = change
    return doseVisit(desk, open, { kind: 'changed', advice, order, reason, fields })
  },
})
