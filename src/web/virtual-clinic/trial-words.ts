import { formatTenths } from '#clinical/inr.ts'
import { wholeWords } from '#print/trial/number-words.ts'
import { armWords, type TrialSpec } from '#simulation/spec.ts'
import type { FoundTrial } from '#workflow/trials-shown.ts'

/** What was asked in one line: `2,000 people for 365 days, INR 2.0 to 3.0: Coventry; RE-LY step table`. */
export const askedInWords = (spec: TrialSpec): string =>
  `${peopleInWords(spec)}: ${armsInWords(spec)}`

/** `2,000 people for 365 days, INR 2.0 to 3.0` */
export const peopleInWords = ({ patients, days, target }: TrialSpec): string =>
  `${wholeWords(patients)} people for ${wholeWords(days)} days, INR ${formatTenths(target.lowTenths)} to ${formatTenths(target.highTenths)}`

export const armsInWords = (spec: TrialSpec): string =>
  spec.arms.map((arm) => armWords(spec, arm)).join('; ')

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
