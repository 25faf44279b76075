import { act } from './act.ts'
import { type Dosed, doseVisit, noDoseOnAlarm } from './dose-visit.ts'
import { NEXT_TEST_FIELDS } from './next-test-choice.ts'
import { openShownVisit } from './open-visit.ts'
import { ANSWER_FIELDS } from './question-answers.ts'
import { readTextFields, type TextFields } from './text-fields.ts'
import { VISIT_FIELDS } from './visit-form.ts'

const FIELDS = [
  ...VISIT_FIELDS,
  ...NEXT_TEST_FIELDS,
  'token',
  ...ANSWER_FIELDS,
  'secondOpinion',
] as const

/** Takes the dose as suggested. No dose comes from outside: it is worked out again and compared (D4.54). */
export const acceptDose = act<TextFields<(typeof FIELDS)[number]>, Dosed>({
  name: 'accept-dose',
  parse: (input) => readTextFields(input, FIELDS),
  async perform(desk, fields) {
    const open = await openShownVisit(desk, fields)
    if (open.kind === 'refused') return open
    const { advice } = open.suggestion
    if (advice.kind === 'alarm') return noDoseOnAlarm

    return doseVisit(desk, open, {
      kind: 'accepted',
      advice,
      order: { dose: { kind: 'daily', dailyUg: advice.roundedUg }, omitDays: advice.omitDays },
      reason: null,
      fields,
    })
  },
})
