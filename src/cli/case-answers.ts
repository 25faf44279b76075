import { z } from 'zod'
import type { Day } from '#base/day.ts'
import {
  BLEEDING,
  changedInAll,
  MISSED_DOSES_ASKED_OVER_DAYS,
  type PreDoseAnswers,
} from '#clinical/pre-dose-answers.ts'
import type { AdviseInput } from '#clinical/warfarin/advice.ts'
import { caseMedicines, medicinesOf } from './case-medicines.ts'
import { wholeBetween } from './case-numbers.ts'
import { caseDay, caseMg } from './case-words.ts'

/** The seven answers before a dose. Medicines are named one by one, or said by one word for all of them. */
export const caseAnswers = z
  .strictObject({
    answered_on: caseDay.optional(),
    taken_yesterday_mg: z.union([caseMg, z.literal('not-known')]),
    missed_doses: wholeBetween(0, MISSED_DOSES_ASKED_OVER_DAYS),
    bleeding: z.enum(BLEEDING),
    medicines_changed: z
      .enum(['no', 'started-interacting', 'stopped-interacting', 'changed-other'])
      .optional(),
    medicines: caseMedicines.optional(),
    illness: z.boolean(),
    procedure_planned: z.boolean(),
    pregnancy_possible: z.enum(['no', 'yes', 'not-applicable']),
  })
  .refine(
    (given) => (given.medicines_changed === undefined) !== (given.medicines === undefined),
    'needs either "medicines_changed" or "medicines"',
  )

type CaseAnswers = 'nothing-to-report' | z.infer<typeof caseAnswers>

const NO_NOTES: PreDoseAnswers['notes'] = {
  missedDoses: '',
  bleeding: '',
  medicinesChanged: '',
  illness: '',
  procedurePlanned: '',
  pregnancyPossible: '',
}

/** The seven answers; nothing to report is what the one statement of the page says. */
export function answersOf(
  answers: CaseAnswers,
  today: Day,
  yesterday: AdviseInput['scheduledYesterdayUg'],
): PreDoseAnswers | string {
  if (answers === 'nothing-to-report') return nothingToReport(today, yesterday)
  const answeredOn = answers.answered_on ?? today
  const medicines = medicinesOf(answers.medicines ?? [], answeredOn)
  if (typeof medicines === 'string') return medicines
  return {
    answeredOn,
    takenYesterdayUg: answers.taken_yesterday_mg,
    missedDoses: answers.missed_doses,
    bleeding: answers.bleeding,
    medicinesChanged: answers.medicines_changed ?? changedInAll(medicines),
    ...(medicines.length > 0 && { medicines }),
    illness: answers.illness,
    procedurePlanned: answers.procedure_planned,
    pregnancyPossible: answers.pregnancy_possible,
    notes: NO_NOTES,
  }
}

function nothingToReport(
  today: Day,
  yesterday: AdviseInput['scheduledYesterdayUg'],
): PreDoseAnswers | string {
  if (yesterday === 'not-known') {
    return 'The dose of yesterday is not known: give the answers one by one.'
  }
  return {
    answeredOn: today,
    takenYesterdayUg: yesterday,
    missedDoses: 0,
    bleeding: 'none',
    medicinesChanged: 'no',
    illness: false,
    procedurePlanned: false,
    pregnancyPossible: 'no',
    notes: NO_NOTES,
  }
}
