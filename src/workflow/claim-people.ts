import type { CourseFacts } from '#contract/activity.ts'
import type { CalendarMonth } from '#contract/calendar-month.ts'
import { isMonth } from '#contract/calendar-month.ts'
import type { Unpaid, UnpaidReason } from '#contract/paid-facts.ts'
import type { Quarter } from '#contract/quarter.ts'
import type { ClaimEntry } from '#contract/quarterly-claim.ts'
import { type NamedPerson, namedPeople } from '#store/named-people.ts'
import { type ClaimQuestion, type FoundQuarter, findQuarter } from './claim-page.ts'
import { newestClaim } from './claims-read.ts'
import { notHere, type Refused } from './outcome.ts'
import { view } from './view.ts'

/** In the place of a component: what was done in the month and is not paid. */
export const NOT_PAID = 'not-paid'

/** A fact that is claimed, taken back, or not paid, with whose it is and the course behind it. */
export type ClaimedFact = {
  readonly key: string
  readonly who: NamedPerson
  readonly kind: ClaimEntry['kind']
  readonly on: ClaimEntry['on']
  readonly course: CourseFacts | undefined
  readonly standing: ClaimEntry['part'] | 'taken-back' | UnpaidReason
}

export type ClaimPeople = {
  readonly kind: 'claim-people'
  readonly quarter: Quarter
  readonly month: CalendarMonth
  /** Nothing of what is not paid. */
  readonly componentName: string | undefined
  readonly pricePence: number | undefined
  readonly facts: readonly ClaimedFact[]
}

type Question = ClaimQuestion & { readonly month: string; readonly component: string }

type Fact = Omit<ClaimedFact, 'who' | 'course' | 'key'> & {
  readonly patientId: string
  readonly evidenceId: string
}

/** The acts behind one line of a claim: exactly those that it counts, and whose they are; who opens it is noted. */
export const claimPeople = view<Question, ClaimPeople>(
  'see-claim-people',
  async ({ tx, today }, question): Promise<ClaimPeople | Refused> => {
    const found = await findQuarter(tx, question, today)
    if ('kind' in found) return found
    const { month, component } = question
    if (!isMonth(month)) return notHere('line of a claim')
    const facts = factsOf(found, component).filter((fact) => fact.month === month)
    const specification = found.draft.months.findLast(({ counted }) => counted)?.counted
      ?.specification
    const paidBy = specification?.components.find(({ id }) => id === component)
    if (paidBy === undefined && component !== NOT_PAID) return notHere('line of a claim')
    const ids = [...new Set(facts.map(({ patientId }) => patientId))]
    const named = await namedPeople(tx, ids, { limit: ids.length, offset: 0 })
    return {
      kind: 'claim-people',
      quarter: found.draft.quarter,
      month,
      componentName: paidBy?.name,
      pricePence: paidBy?.pricePence,
      facts: named.flatMap((who) =>
        facts
          .filter(({ patientId }) => patientId === who.id)
          .map((fact) => ({
            key: `${who.id} ${fact.evidenceId} ${fact.standing}`,
            who,
            kind: fact.kind,
            on: fact.on,
            course: courseOf(found, fact),
            standing: fact.standing,
          })),
      ),
    }
  },
  ({ contractId, quarter, month, component }) => ({
    subject: `${contractId} ${quarter} ${month} ${component}`,
  }),
)

type MonthFact = Fact & { readonly month: CalendarMonth }

/** What the claim that was submitted says, or else what it would say now. */
function factsOf({ held, draft }: FoundQuarter, component: string): readonly MonthFact[] {
  const newest = newestClaim(held.claims, { contractId: draft.contract.id, quarter: draft.quarter })
  if (component === NOT_PAID) return (newest ?? draft).unpaid.map(unpaidFact)
  const entries = newest === undefined ? draft.entries : (held.entries.get(newest.id) ?? [])
  return entries
    .filter(({ componentId }) => componentId === component)
    .map(({ part, sign, month, kind, patientId, evidenceId, on }) => ({
      ...{ month, kind, patientId, evidenceId, on },
      standing: sign === 1 ? part : 'taken-back',
    }))
}

const unpaidFact = ({ because, fact }: Unpaid): MonthFact => ({
  month: fact.month,
  kind: fact.kind,
  patientId: fact.patientId,
  evidenceId: fact.kind === 'home-visit' ? fact.visitId : fact.episodeId,
  on: fact.kind === 'active' ? null : fact.on,
  standing: because,
})

function courseOf({ under }: FoundQuarter, { patientId, evidenceId }: Fact) {
  const courses = under.patients.find((patient) => patient.patientId === patientId)?.courses
  return courses?.find(({ episodeId }) => episodeId === evidenceId)
}
