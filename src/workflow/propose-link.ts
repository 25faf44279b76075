import { trimAscii } from '#base/typed-text.ts'
import { nearMatch } from '#register/near-match.ts'
import { LINK_WORDS, type LinkReason, linkFinding } from '#register/record-link.ts'
import { wordIn } from '#register/typed-fields.ts'
import { lockRegister } from '#store/lock-register.ts'
import { type FoundPatient, findPatient } from '#store/patients.ts'
import { addLinkStep } from '#store/record-links.ts'
import { act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import { freeTextFindings } from './free-text.ts'
import { identityOf } from './likely-same.ts'
import { openLinkTasks } from './link-tasks.ts'
import { type Finding, type Parsed, type Refused, refused } from './outcome.ts'
import { readTextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'

type Proposal = {
  readonly patientId: string
  readonly other: string
  readonly keeps: 'this' | 'other'
  readonly reason: LinkReason
  readonly note: string
}

/**
 * Proposes that two records are of one person (H02). Nothing of either is changed, and from here nobody doses on them:
 * each may be half of a history.
 */
export const proposeLink = act<Proposal, Done & { readonly linkId: string }>({
  name: 'link-records',
  parse: parseProposal,
  perform: async (desk, proposal) => {
    await lockRegister(desk.tx)
    const pair = await readPair(desk, proposal)
    if (pair.kind === 'refused') return pair
    const { keeps, closes } = pair
    const linkId = desk.newId()
    const { accountId } = desk.actor
    await addLinkStep(desk.tx, {
      id: desk.newId(),
      linkId,
      step: 1,
      state: 'proposed',
      keepsId: keeps.id,
      closesId: closes.id,
      reason: proposal.reason,
      note: proposal.note,
      proposedBy: accountId,
      by: accountId,
      at: new Date(desk.now).toISOString(),
    })
    await openLinkTasks(desk, { linkId, keepsId: keeps.id, closesId: closes.id }, TITLE)
    const noted = { did: 'proposed', closes: closes.id, reason: proposal.reason }
    return { kind: 'done', patientId: keeps.id, subject: linkId, noted, linkId }
  },
})

const TITLE = 'May be one person with another record: no dose until both are reviewed'

type Pair = {
  readonly kind: 'pair'
  readonly keeps: FoundPatient
  readonly closes: FoundPatient
}

async function readPair({ tx }: Desk, proposal: Proposal): Promise<Pair | Refused> {
  const one = await findPatient(tx, proposal.patientId)
  const other = await findPatient(tx, proposal.other)
  if (one === undefined || other === undefined) return refused(422, CHOOSE)
  const [keeps, closes] = proposal.keeps === 'this' ? [one, other] : [other, one]
  const [a, b] = [identityOf(keeps.details), identityOf(closes.details)]
  const { verdict } = nearMatch(a, b)
  const finding = linkFinding(
    { ...keeps, nhsNumber: a.nhsNumber },
    { ...closes, nhsNumber: b.nhsNumber },
    proposal.reason,
    verdict,
  )
  if (finding !== undefined) return refused(422, finding)
  const text = { note: proposal.note }
  const foreign = freeTextFindings(text, keeps).length > 0 && freeTextFindings(text, closes)
  return foreign && foreign.length > 0 ? refused(422, ...foreign) : { kind: 'pair', keeps, closes }
}

const FIELDS = ['patientId', 'other', 'keeps', 'reason', 'note'] as const

function parseProposal(input: unknown): Parsed<Proposal> {
  const read = readTextFields(input, FIELDS)
  if (read.kind === 'refused') return read
  const { patientId, other, keeps } = read.value
  const reason = wordIn(LINK_WORDS, read.value.reason)
  const kept = KEPT.find((known) => known === keeps)
  const note = trimAscii(read.value.note ?? '')
  const asked = [
    [other, CHOOSE],
    [kept, WHICH],
    [reason, WHY],
    [note, HOW],
  ] as const
  const findings = asked.filter(([given = '']) => given === '').map(([, finding]) => finding)
  if (findings.length > 0 || reason === undefined || kept === undefined) {
    return { kind: 'refused', findings }
  }
  const value = { patientId: idTyped(patientId), other: idTyped(other), reason, note }
  return { kind: 'parsed', value: { ...value, keeps: kept } }
}

const KEPT = ['this', 'other'] as const

const CHOOSE: Finding = {
  field: 'other',
  code: 'required',
  message: 'Choose the other record of this person.',
}
const WHICH: Finding = {
  field: 'keeps',
  code: 'required',
  message: 'Choose which of the two records is used from now on.',
}
const WHY: Finding = {
  field: 'reason',
  code: 'required',
  message: 'Choose why there are two records.',
}
const HOW: Finding = {
  field: 'note',
  code: 'required',
  message: 'Say how you know that it is one person.',
}
