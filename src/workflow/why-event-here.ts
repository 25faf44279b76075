import { analysisDueOn } from '#assurance/event-clock.ts'
import { BLEED_CLASSES, EVENT_KINDS, eventInWords } from '#assurance/event-kinds.ts'
import { clinicalDate, day } from '#base/day.ts'
import { calledInWords } from '#recall/escalation-words.ts'
import { wordIn } from '#register/typed-fields.ts'
import type { WorklistRow } from '#store/worklists.ts'

const on = (text: string | null): string =>
  text === null ? 'a day not known' : clinicalDate(day(text))

/** The note is the kind of event and the class of a bleed, as the list's own query writes them. */
export function analysisDue({ note, sinceOn }: WorklistRow): string {
  const words = eventNamed(note ?? '')
  if (sinceOn === null) return words
  return `${words}, known since ${on(sinceOn)}; its analysis is due ${clinicalDate(analysisDueOn(day(sinceOn)))}`
}

export function eventNamed(note: string): string {
  const [kindText, severityText] = note.split(':')
  const kind = wordIn(EVENT_KINDS, kindText)
  return kind === undefined
    ? 'An event'
    : eventInWords(kind, wordIn(BLEED_CLASSES, severityText) ?? null)
}

/** The note is the day it was due, whom it was brought to and the event, as the list's own query writes them. */
export function analysisLate({ note }: WorklistRow): string {
  const [dueOn = null, role = '', ...event] = (note ?? '').split(':')
  return `${eventNamed(event.join(':'))}; its analysis was due ${on(dueOn)}. Called: ${calledInWords(role)}`
}
