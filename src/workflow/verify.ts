import type { Pool } from 'pg'
import { addDays, londonDay } from '#base/day.ts'
import { auditHead } from '#store/audit-heads.ts'
import {
  foreignRows,
  headsWithoutTheirHistory,
  lateAlarms,
  nhsNumbersUnderTreatment,
  type Subject,
  statesWithoutTheirHistory,
  twoActiveEpisodes,
  unansweredRequests,
  withoutTestOrTask,
} from '#store/invariants.ts'
import { packedWrongly } from '#store/kept-results.ts'
import { plansClosedWithoutCause, restartsNotEscalated } from '#store/procedure-events.ts'
import { organisationsOf } from '#store/providers.ts'
import { inTransaction, seeOneMoment, type Tx } from '#store/tx.ts'
import type { AnchorFolder } from './anchor-file.ts'
import { type Anchors, readAnchors } from './check-anchors.ts'
import { checkAuditChain } from './check-audit-chain.ts'
import { checkDecisions } from './check-decisions.ts'
import { checkDoacReviews } from './check-doac-reviews.ts'
import { checkReturns } from './check-returns.ts'
import { checkRules } from './check-rules.ts'
import { checkScores } from './check-scores.ts'

/** Something that must never be, with the record it was found at. */
export type Fault = {
  readonly provider: string
  readonly invariant: string
  readonly says: string
  readonly subject: string
}

export type Verification = {
  readonly providers: number
  readonly decisions: number
  readonly auditLines: number
  /** How many anchors outside the database were held against the chains. */
  readonly anchors: number
  readonly faults: readonly Fault[]
}

/** An alarm is late when its time passed and the clock that escalates it has had two minutes. @technical What a check allows its clock. */
const ESCALATION_ALLOWANCE_MS = 120_000

/** A restart is escalated each day on which the product runs; one that was not for a day more is a fault. @technical What a check allows its clock. */
const ESCALATED_WITHIN_DAYS = 1

/**
 * Walks the whole installation: the twelve invariants of the domain, every audit chain, and every suggestion,
 * review and score ever stored, asked again of its own rules; every return and claim, hashed again.
 */
export async function verify(
  pool: Pool,
  now: number,
  folder?: AnchorFolder,
): Promise<Verification> {
  const providers = await organisationsOf(pool)
  const anchors = await anchorsOf(pool, providers, folder)
  const responsible = new Map<string, string>()
  const faults: Fault[] = [...anchorFaults(anchors, providers)]
  let decisions = 0
  let auditLines = 0
  for (const { providerId, name } of providers) {
    const found = await inTransaction(pool, providerId, async (tx) => {
      await seeOneMoment(tx)
      const chain = await checkAuditChain(tx, anchors.heads.get(providerId))
      const doses = await checkDecisions(tx)
      const rest = [
        ...(await checkRules(tx)),
        ...(await checkDoacReviews(tx)),
        ...(await checkScores(tx)),
        ...(await checkReturns(tx)),
        ...(await checkRows(tx, now)),
        ...(await checkResponsible(tx, responsible)),
      ]
      return { keep: false, answer: { chain, doses, rest } }
    })
    decisions += found.doses.checked
    auditLines += found.chain.checked
    const all = [...found.chain.faults, ...found.doses.faults, ...found.rest]
    faults.push(...all.map((fault) => ({ provider: name, ...fault })))
  }
  return { providers: providers.length, decisions, auditLines, anchors: anchors.last, faults }
}

type Providers = Awaited<ReturnType<typeof organisationsOf>>

/** What was anchored is read before any chain, so that a chain which grows meanwhile is never behind it. */
async function anchorsOf(
  pool: Pool,
  providers: Providers,
  folder: AnchorFolder | undefined,
): Promise<Anchors> {
  if (folder === undefined) return { heads: new Map(), last: 0, faults: [] }
  let number = 0
  let isBehind = false
  for (const { providerId } of providers) {
    const head = await inTransaction(pool, providerId, async (tx) => ({
      keep: false,
      answer: await auditHead(tx),
    }))
    number = Math.max(number, head?.anchor ?? 0)
    isBehind ||= head !== undefined && head.seq !== head.anchoredSeq
  }
  return readAnchors(folder, { number, isBehind })
}

function anchorFaults({ faults, heads }: Anchors, providers: Providers): readonly Fault[] {
  const here = new Set(providers.map(({ providerId }) => providerId))
  const gone = [...heads.keys()].filter((provider) => !here.has(provider))
  const all = [
    ...faults.map((says) => ({ says, subject: 'file of anchors' })),
    ...gone.map((subject) => ({ says: 'a provider whose audit was anchored is gone', subject })),
  ]
  return all.map((one) => ({ provider: 'anchors', invariant: 'I9', ...one }))
}

export type UnplacedFault = Omit<Fault, 'provider'>

type Check = {
  readonly invariant: string
  readonly says: string
  readonly find: (tx: Tx, now: number) => Promise<readonly Subject[]>
}

const CHECKS: readonly Check[] = [
  {
    invariant: 'I2',
    says: 'under treatment with no test date and no open task',
    find: withoutTestOrTask,
  },
  {
    invariant: 'I3',
    says: 'more than one active anticoagulant, without a dated plan that holds today',
    find: (tx, now) => twoActiveEpisodes(tx, londonDay(now)),
  },
  {
    invariant: 'I8',
    says: 'an alarm, a change of medicine or heparin beside another is past its time, and neither acted on nor escalated',
    find: (tx, now) => lateAlarms(tx, new Date(now - ESCALATION_ALLOWANCE_MS).toISOString()),
  },
  { invariant: 'I10', says: 'an acknowledged request has no answer', find: unansweredRequests },
  { invariant: 'I11', says: 'a row belongs to a patient of nobody here', find: foreignRows },
  {
    invariant: 'history',
    says: 'the current record differs from its newest version',
    find: headsWithoutTheirHistory,
  },
  {
    invariant: 'history',
    says: 'a review, a self-test check, a reassessment, a change of medicine or a sent result differs from its history',
    find: statesWithoutTheirHistory,
  },
  {
    invariant: 'history',
    says: 'a plan for a procedure is closed without a restart or a decision, or has lost its dates',
    find: plansClosedWithoutCause,
  },
  {
    invariant: 'history',
    says: 'the packed results of a course are not those that stand',
    find: packedWrongly,
  },
  {
    invariant: 'I8',
    says: 'a restart after a procedure is overdue and was not escalated',
    find: (tx, now) => restartsNotEscalated(tx, addDays(londonDay(now), -ESCALATED_WITHIN_DAYS)),
  },
]

async function checkRows(tx: Tx, now: number): Promise<readonly UnplacedFault[]> {
  const faults: UnplacedFault[] = []
  for (const { invariant, says, find } of CHECKS) {
    for (const { subject } of await find(tx, now)) faults.push({ invariant, says, subject })
  }
  return faults
}

/** Invariant 1: nobody is under treatment at two providers of this installation. */
async function checkResponsible(
  tx: Tx,
  seen: Map<string, string>,
): Promise<readonly UnplacedFault[]> {
  const faults: UnplacedFault[] = []
  for (const { nhsNumber, patientId } of await nhsNumbersUnderTreatment(tx)) {
    const other = seen.get(nhsNumber)
    if (other !== undefined && other !== tx.providerId) {
      faults.push({ invariant: 'I1', says: 'two providers treat this person', subject: patientId })
    }
    seen.set(nhsNumber, tx.providerId)
  }
  return faults
}
