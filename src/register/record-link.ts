import type { NearMatch } from './near-match.ts'

/** Why two records are taken to be of one person, coded (H02). */
export const LINK_WORDS = {
  'registered-twice': 'Registered here twice',
  'number-came-later': 'One record was made before the NHS number was known',
  'brought-in-twice': 'Brought in again from another product',
  'numbers-joined': 'The national service has joined the two NHS numbers',
} as const
export type LinkReason = keyof typeof LINK_WORDS

/**
 * How far a link has come. From the proposal until the review nobody doses on either record; after the review one of the
 * two is used and the other is closed.
 */
export type LinkState = 'proposed' | 'declined' | 'confirmed' | 'reviewed' | 'undone'

/** A link that stands: between the record that is used and the one that is closed for it. */
export type RecordLink = {
  readonly linkId: string
  readonly step: number
  readonly state: Extract<LinkState, 'proposed' | 'confirmed' | 'reviewed'>
  readonly keepsId: string
  readonly closesId: string
}

/** One of two records, as far as the rules of joining look at it. */
export type LinkedSide = {
  readonly id: string
  readonly nhsNumber: string | null
  readonly links: readonly RecordLink[]
}

/** What a record is by its links: in use, waiting to be reviewed together with another, or closed. */
export function linkStanding({
  id,
  links,
}: Pick<LinkedSide, 'id' | 'links'>): 'alone' | 'waiting' | 'closed' {
  if (links.some(({ state, closesId }) => state === 'reviewed' && closesId === id)) return 'closed'
  return links.some(({ state }) => state !== 'reviewed') ? 'waiting' : 'alone'
}

/** The record that is used in the place of a closed one; nothing for a record that is not closed. */
export const usedInPlaceOf = ({
  id,
  links,
}: Pick<LinkedSide, 'id' | 'links'>): string | undefined =>
  links.find(({ state, closesId }) => state === 'reviewed' && closesId === id)?.keepsId

type LinkFinding = { readonly field: string; readonly code: string; readonly message: string }

/** Why two records cannot be joined as it is proposed; nothing when they can. */
export function linkFinding(
  keeps: LinkedSide,
  closes: LinkedSide,
  reason: LinkReason,
  verdict: NearMatch['verdict'],
): LinkFinding | undefined {
  if (keeps.id === closes.id) return SAME_RECORD
  if ([keeps, closes].some((side) => linkStanding(side) === 'waiting')) return WAITS_ALREADY
  if ([keeps, closes].some((side) => linkStanding(side) === 'closed')) return CLOSED_ALREADY
  if (closes.links.length > 0) return USED_FOR_ANOTHER
  if (verdict === 'different') return TOO_DIFFERENT
  const haveTwoNumbers = keeps.nhsNumber !== null && closes.nhsNumber !== null
  return haveTwoNumbers && reason !== 'numbers-joined' ? TWO_NUMBERS : undefined
}

const SAME_RECORD: LinkFinding = {
  field: 'other',
  code: 'same-record',
  message: 'This is the record itself. Choose the other one.',
}
const WAITS_ALREADY: LinkFinding = {
  field: 'other',
  code: 'link-waits',
  message: 'One of the two records waits already to be joined. Settle that first.',
}
const CLOSED_ALREADY: LinkFinding = {
  field: 'other',
  code: 'record-closed',
  message: 'One of the two records is closed already. Choose the record that is used in its place.',
}
const USED_FOR_ANOTHER: LinkFinding = {
  field: 'keeps',
  code: 'used-for-another',
  message: 'A third record is closed for the one you want to close. Keep that one in use instead.',
}
const TOO_DIFFERENT: LinkFinding = {
  field: 'other',
  code: 'too-different',
  message:
    'Name and date of birth of the two records differ too much. If one of them is wrong, correct it first.',
}
const TWO_NUMBERS: LinkFinding = {
  field: 'reason',
  code: 'two-numbers',
  message:
    'Each record has an NHS number of its own, so these are two people unless the national service has joined the numbers.',
}
