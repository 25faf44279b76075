import { trimAscii } from '#base/typed-text.ts'
import type { LinkState } from '#register/record-link.ts'
import { lockRegister } from '#store/lock-register.ts'
import { findPatient } from '#store/patients.ts'
import { addLinkStep, type LinkStep, standingLink } from '#store/record-links.ts'
import type { Desk } from './desk.ts'
import { freeTextFindings } from './free-text.ts'
import { changedMeanwhile, notHere, type Refused, refused } from './outcome.ts'
import { seenVersion } from './record-version.ts'
import { likeness } from './second-person.ts'
import type { TextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'

/** What every step of a link is given: which link, as it was seen, and words about it. */
export const LINK_FIELDS = ['linkId', 'version', 'note'] as const
type Fields = TextFields<(typeof LINK_FIELDS)[number]>

/** A link that stands, as the person saw it. */
export type SeenLink = { readonly kind: 'seen'; readonly link: LinkStep; readonly note: string }

/** Opens a link as it was seen; one at a time goes on with links of this provider. */
export async function seeLink({ tx }: Desk, fields: Fields): Promise<SeenLink | Refused> {
  await lockRegister(tx)
  const link = await standingLink(tx, idTyped(fields.linkId))
  if (link === undefined) return changedMeanwhile('these two records')
  const seen = seenVersion(fields.version, link.step, 'these two records')
  if (seen.kind === 'refused') return seen
  const patient = await findPatient(tx, link.keepsId)
  if (patient === undefined) return notHere('record')
  const findings = freeTextFindings({ note: fields.note }, patient)
  if (findings.length > 0) return refused(422, ...findings)
  return { kind: 'seen', link, note: trimAscii(fields.note ?? '') }
}

/** Takes the next step of a link. */
export async function stepOn(
  desk: Desk,
  { link, note }: SeenLink,
  state: LinkState,
): Promise<Refused | undefined> {
  const { linkId, keepsId, closesId, reason, proposedBy } = link
  const added = await addLinkStep(desk.tx, {
    id: desk.newId(),
    linkId,
    step: link.step + 1,
    state,
    keepsId,
    closesId,
    reason,
    note,
    proposedBy,
    by: desk.actor.accountId,
    at: new Date(desk.now).toISOString(),
  })
  return added ? undefined : changedMeanwhile('these two records')
}

/** Two people join two records: not the same account, and not the same person with another account. */
export async function isSecondPerson(desk: Desk, link: LinkStep): Promise<Refused | undefined> {
  switch (await likeness(desk, link.proposedBy)) {
    case 'another':
      return undefined
    case 'same-account':
      return SAME_ACCOUNT
    case 'same-name':
      return SAME_NAME
  }
}

const SAME_ACCOUNT = refused(403, {
  field: '',
  code: 'second-person',
  message: 'You proposed this. Another person must compare both records and confirm it.',
})
const SAME_NAME = refused(403, {
  field: '',
  code: 'second-person-same-name',
  message: 'Whoever proposed this has your name. Another person must compare both records.',
})
