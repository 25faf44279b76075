import { clinicalDate, day } from '#base/day.ts'
import {
  CALL_OFF_WORDS,
  FOLLOWED_STEP_WORDS,
  MARK_WORDS,
  NOT_RESTARTING_WORDS,
  POSTPONE_WORDS,
  RESTART_KNOWN_WORDS,
} from '#register/procedure-words.ts'
import type { ShownPlan } from '#workflow/procedure-page.ts'

type Event = ShownPlan['events'][number]

/** What happened to a plan, in one line. */
export function eventInWords(event: Event): string {
  const on = clinicalDate(day(event.onDate))
  const { details } = event
  switch (event.what) {
    case 'confirmed':
      return `Plan confirmed; ${details['owner']} has the restart`
    case 'moved':
      return `Dates decided anew; the procedure was planned ${dateOf(details['from'])}`
    case 'step':
      return stepInWords(event)
    case 'inr':
      return `INR ${details['inr']}, sample of ${on}`
    case 'procedure-done':
      return `Procedure took place ${on}`
    case 'called-off':
      return `Procedure called off: ${of(CALL_OFF_WORDS, details['reason'])}`
    case 'postponed':
      return `Restart put on ${on}: ${of(POSTPONE_WORDS, details['reason'])}`
    case 'assigned':
      return `Handed from ${details['from']} to ${details['to']}`
    case 'restarted':
      return `Taken again since ${on}: ${of(RESTART_KNOWN_WORDS, details['knownBy'])}`
    case 'decided-not':
      return `Not taken again: ${of(NOT_RESTARTING_WORDS, details['reason'])}; looked at again ${on}`
    case 'course-ended':
      return 'The course of treatment ended'
    case 'escalated':
      return 'Restart overdue: brought to the clinical lead'
  }
}

function stepInWords({ step, details }: Event): string {
  const name = step === null ? '' : FOLLOWED_STEP_WORDS[step]
  const inr = details['inr']
  if (inr === undefined) return `${name}: ${of(MARK_WORDS, details['how'])}`
  const verdict =
    details['verdict'] === 'low-enough' ? 'below 1.5' : 'not below 1.5: tell the department'
  return `${name}: ${inr}, ${verdict}`
}

const of = (words: Readonly<Record<string, string>>, code: string | undefined): string =>
  words[code ?? ''] ?? code ?? ''

const dateOf = (text: string | undefined): string =>
  text === undefined ? 'on another day' : clinicalDate(day(text))
