import { clinicalInstant } from '#base/day.ts'
import { ClockTag, clockInSentence } from '#web/contract/return-words.tsx'
import { Tag } from '#web/parts/tag.tsx'
import type { EventMonth } from '#workflow/event-months.ts'

type Statement = EventMonth['statements'][number]

/** Whether the events of a month are stated. */
export function MonthStanding({ of }: { readonly of: EventMonth }) {
  if (of.isStated) return <Tag colour="green">Stated</Tag>
  if (of.statements.length > 0) return <Tag colour="orange">Stated, counts otherwise now</Tag>
  return <ClockTag clock={of.clock} />
}

export const statedInWords = ({ statements: [newest], clock }: EventMonth): string =>
  newest === undefined ? clockInSentence(clock) : newestInWords(newest)

export function newestInWords({ events, statedAt, signedName }: Statement): string {
  return `${countInWords(events.length)}, stated ${clinicalInstant(statedAt)} by ${signedName}.`
}

function countInWords(events: number): string {
  if (events === 0) return 'No event to report'
  return events === 1 ? '1 event' : `${events} events`
}
