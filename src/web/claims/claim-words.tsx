import { clinicalInstant } from '#base/day.ts'
import { monthsLater } from '#contract/calendar-month.ts'
import type { ClaimOutcome } from '#contract/claim-decision.ts'
import type { UnpaidReason } from '#contract/paid-facts.ts'
import type { Quarter } from '#contract/quarter.ts'
import { monthInWords } from '#web/contract/specification-words.ts'
import { Tag } from '#web/parts/tag.tsx'
import type { ClaimStanding } from '#workflow/claims-read.ts'

/** `April to June 2026`. */
export function quarterInWords(quarter: Quarter): string {
  const [first = ''] = monthInWords(quarter).split(' ')
  return `${first} to ${monthInWords(monthsLater(quarter, 2))}`
}

/** How a claim stands: in a word or two, and in a sentence. */
export function ClaimTag({ standing }: { readonly standing: ClaimStanding }) {
  switch (standing.kind) {
    case 'goes-on':
      return <Tag colour="white">Goes on</Tag>
    case 'nothing-here':
      return <Tag colour="grey">Before Evenkeel</Tag>
    case 'no-price':
      return <Tag colour="red">No prices</Tag>
    case 'returns-missing':
      return <Tag colour="yellow">Returns missing</Tag>
    case 'to-sign':
      return <Tag colour="blue">To sign</Tag>
    case 'came-back':
      return <OutcomeTag outcome={standing.newest.decided} />
    case 'submitted':
      return standing.newest.decided === null ? (
        <Tag colour="green">Submitted</Tag>
      ) : (
        <OutcomeTag outcome={standing.newest.decided} />
      )
  }
}

/** What the commissioner decided, or that it has not yet. */
export function OutcomeTag({ outcome }: { readonly outcome: ClaimOutcome | null }) {
  switch (outcome) {
    case null:
      return <Tag colour="blue">Received</Tag>
    case 'approve':
      return <Tag colour="green">Approved</Tag>
    case 'query':
      return <Tag colour="orange">Queried</Tag>
    case 'reject':
      return <Tag colour="red">Rejected</Tag>
  }
}

export function claimInSentence(standing: ClaimStanding): string {
  switch (standing.kind) {
    case 'goes-on':
      return 'The quarter goes on: this is the claim as it stands today.'
    case 'nothing-here':
      return 'The contract was recorded here later, and no month of this quarter is returned here.'
    case 'no-price':
      return `Nothing is claimed for ${standing.months.map(monthInWords).join(' and ')}: the text that was agreed for it is not held by this release of Evenkeel, and so no price.`
    case 'returns-missing':
      return `Not returned yet: ${standing.months.map(monthInWords).join(', ')}. The claim is made of the returns: sign and submit them first.`
    case 'to-sign':
      return 'Every month is returned: look at the claim, then sign.'
    case 'came-back':
      return `The commissioner has ${standing.newest.decided === 'query' ? 'a question about' : 'rejected'} it: read why, then sign it again.`
    case 'submitted': {
      const { signedName, submittedAt, version } = standing.newest
      const which = version === 1 ? '' : ` (version ${version})`
      return `Submitted ${clinicalInstant(submittedAt)}, signed by ${signedName}${which}.`
    }
  }
}

export const UNPAID_WORDS: Readonly<Record<UnpaidReason, string>> = {
  'beyond-cap': 'Beyond the cap of the contract year: recorded, and not paid',
  'claimed-by-another':
    'Another provider has claimed this month of the patient: a month is paid to one provider, by who was responsible on the last day',
  'initiated-elsewhere':
    'A start of treatment of this patient is claimed by another provider: it is paid once',
  'not-covered':
    'Neither registered with a practice nor resident here: not of the population of the service',
  'no-price': 'The specification has no price for it',
}
