import { formatTenths } from '#clinical/inr.ts'
import { wholeWords } from '#print/trial/number-words.ts'
import { ARM_WORDS } from '#simulation/arm-ids.ts'
import type { TrialSpec } from '#simulation/spec.ts'
import type { FoundTrial } from '#workflow/trials-shown.ts'

/** What was asked in one line: `2,000 people for 365 days, INR 2.0 to 3.0: Coventry; RE-LY step table`. */
export const askedInWords = ({ patients, days, target, arms }: TrialSpec): string =>
  `${wholeWords(patients)} people for ${wholeWords(days)} days, INR ${formatTenths(target.lowTenths)} to ${formatTenths(target.highTenths)}: ${arms.map((arm) => ARM_WORDS[arm]).join('; ')}`

type Standing = { readonly isRunning: boolean; readonly perMille: number }

/** How far a trial is that has not ended. */
export const standingInWords = ({ isRunning, perMille }: Standing): string =>
  isRunning ? `${Math.floor(perMille / 10)} % is worked out.` : 'It waits for its turn.'

export const ENDED = {
  done: { colour: 'green', text: 'Done' },
  cancelled: { colour: 'grey', text: 'Cancelled' },
  'broken-off': { colour: 'red', text: 'Broken off' },
} as const

/** What became of a trial, as a tag shows it. */
export const tagOf = ({ how, isRunning }: Pick<FoundTrial, 'how' | 'isRunning'>) => {
  if (how !== null) return ENDED[how]
  return { colour: 'blue', text: isRunning ? 'Running' : 'Waiting' } as const
}
