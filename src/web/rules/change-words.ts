import { clinicalDate } from '#base/day.ts'
import type { AdviceChange, ChangeKind, Outcome } from '#clinical/warfarin/compare-advice.ts'
import { alarmsInWords, weekInWords } from '#web/decisions/dose-words.ts'

/** What each kind of change means, as the list and the counts head it. */
export const CHANGE_WORDS: Readonly<Record<ChangeKind, string>> = {
  'alarm-gone': 'An alarm that would no longer sound',
  'alarm-new': 'An alarm in the place of a dose',
  'alarm-other': 'Another alarm',
  dose: 'Another dose',
  'next-test': 'Another day for the next test',
}

/** An answer of the rules in one line: `35 mg a week, test by 06-Dec-2026`, or the alarms. */
export function outcomeInWords(outcome: Outcome): string {
  if (outcome.kind === 'alarm') return `Alarm: ${alarmsInWords(outcome.alarms)}`
  const { weeklyUg, omitDays, testOn } = outcome
  return `${weekInWords(weeklyUg, omitDays)}, test by ${clinicalDate(testOn)}`
}

/** How large a change is: `12.5 % of the first week`, `14 days`. */
export function sizeInWords({ kind, size }: AdviceChange): string {
  if (kind === 'dose') return `${Math.trunc(size / 100)}.${Math.trunc((size % 100) / 10)} %`
  return kind === 'next-test' ? `${size} ${size === 1 ? 'day' : 'days'}` : ''
}
