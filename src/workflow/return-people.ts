import type { Activity, CourseFacts, PatientFacts } from '#contract/activity.ts'
import type { CalendarMonth } from '#contract/calendar-month.ts'
import { lineOf } from '#contract/monthly-return.ts'
import { RETURN_LINES, type ReturnLine } from '#contract/specification.ts'
import { type NamedPerson, namedPeople } from '#store/named-people.ts'
import { findMonth, type MonthQuestion } from './month-end.ts'
import { notHere, type Refused } from './outcome.ts'
import { monthlyOf } from './returns-read.ts'
import { view } from './view.ts'

/** A fact that is counted on a line, with whose it is and the course behind it. */
export type CountedFact = {
  readonly who: NamedPerson
  readonly fact: Activity
  readonly course: CourseFacts | undefined
  /** How it stands against the return that was submitted; nothing before one was. */
  readonly against: 'as-returned' | 'new-since' | 'no-longer' | undefined
}

export type ReturnPeople = {
  readonly kind: 'return-people'
  readonly contractId: string
  readonly month: CalendarMonth
  readonly line: ReturnLine
  readonly lineName: string
  readonly count: number
  /** By name; those that no longer count at the end. */
  readonly people: readonly CountedFact[]
}

type Question = MonthQuestion & { readonly line: string }

/** Exactly the people whom a line of a month counts, and why; who opens it is noted. */
export const returnPeople = view<Question, ReturnPeople>(
  'see-return-people',
  async ({ tx, today }, question): Promise<ReturnPeople | Refused> => {
    const line = RETURN_LINES.find((each) => each === question.line)
    const found = await findMonth(tx, question, today)
    if (found === undefined || line === undefined) return notHere('return')
    const { under, counted } = found
    const now = counted.activity.filter((fact) => lineOf(fact) === line)
    const newest = under.returns.findLast(({ month }) => month === counted.month)
    const then = newest?.facts.filter((fact) => lineOf(fact) === line)
    const gone = (then ?? []).filter((fact) => !isAmong(fact, now))
    const listed = [...now, ...gone]
    const ids = [...new Set(listed.map(({ patientId }) => patientId))]
    const named = await namedPeople(tx, ids, { limit: ids.length, offset: 0 })
    const people = named.flatMap((who) =>
      listed
        .filter(({ patientId }) => patientId === who.id)
        .map((fact) => ({
          who,
          fact,
          course: courseOf(fact, under.patients),
          against: then && againstOf(fact, now, then),
        })),
    )
    return {
      kind: 'return-people',
      contractId: question.contractId,
      month: counted.month,
      line,
      lineName: monthlyOf(counted.specification)?.lines.find(({ id }) => id === line)?.name ?? line,
      count: now.length,
      people: people.toSorted((a, b) => lastIfGone(a) - lastIfGone(b)),
    }
  },
  ({ contractId, month, line }) => ({ subject: `${contractId} ${month} ${line}` }),
)

const lastIfGone = ({ against }: CountedFact): number => (against === 'no-longer' ? 1 : 0)

/** The same person for the same thing: of a home visit the visit, else the person. */
const isAmong = (fact: Activity, facts: readonly Activity[]): boolean =>
  facts.some((each) => keyOf(each) === keyOf(fact))

const keyOf = (fact: Activity): string =>
  fact.kind === 'home-visit' ? fact.visitId : fact.patientId

function againstOf(
  fact: Activity,
  now: readonly Activity[],
  then: readonly Activity[],
): CountedFact['against'] {
  if (!isAmong(fact, now)) return 'no-longer'
  return isAmong(fact, then) ? 'as-returned' : 'new-since'
}

function courseOf(fact: Activity, patients: readonly PatientFacts[]): CourseFacts | undefined {
  if (fact.kind === 'home-visit') return undefined
  const courses = patients.find(({ patientId }) => patientId === fact.patientId)?.courses ?? []
  return courses.find(({ episodeId }) => episodeId === fact.episodeId)
}
