import { permission } from '#access/policy.ts'
import type { Day } from '#base/day.ts'
import { londonDay } from '#base/day.ts'
import {
  type CalendarMonth,
  firstDay,
  lastDay,
  monthOf,
  monthsFrom,
  monthsLater,
} from '#contract/calendar-month.ts'
import { agreedText } from '#contract/catalogue.ts'
import { clockOfReturn } from '#contract/monthly-return.ts'
import {
  type ComponentCounts,
  countedUnder,
  NOTHING_COUNTED,
  type Preview,
  previewOf,
  together,
} from '#contract/preview.ts'
import type { ServiceSpecification } from '#contract/specification.ts'
import {
  type CommissionedVersion,
  commissionedVersions,
  returnsReceived,
} from '#store/commissioned.ts'
import { claimedElsewhere } from '#store/quarterly-claims.ts'
import { type SpecificationDraft, specificationDraft } from '#store/specifications.ts'
import { contractsIn } from './board.ts'
import { forCommissioner } from './commissioner-view.ts'
import type { Caller, House } from './desk.ts'
import { notHere, type Refused } from './outcome.ts'
import { atProvider } from './providers-named.ts'
import { monthlyOf, patientFacts } from './returns-read.ts'
import { view } from './view.ts'

/** @technical A year of months that have ended. */
const MONTHS = 12

/** What would have been due for a month, and how many of the returns that came would have been in time. */
export type AskedMonth = {
  readonly month: CalendarMonth
  readonly due: Day | null
  readonly received: number
  readonly inTime: number
}

export type SpecificationPreview = {
  readonly kind: 'preview'
  readonly draft: SpecificationDraft
  readonly from: CalendarMonth
  readonly to: CalendarMonth
  readonly providers: number
  /** Of the draft. */
  readonly proposed: Preview
  /** What the specifications of today's contracts pay for the same, from counts as they are shown. */
  readonly nowPence: number
  readonly asked: readonly AskedMonth[]
  readonly mayIssue: boolean
}

type Basis = {
  readonly kind: 'basis'
  readonly draft: SpecificationDraft
  readonly from: CalendarMonth
  readonly to: CalendarMonth
  readonly contracts: readonly CommissionedVersion[]
  readonly asked: readonly AskedMonth[]
  readonly mayIssue: boolean
}

/** The draft, the contracts that run today, and when returns came: all that a commissioner may read. */
const basisOf = view<{ readonly draftId: string }, Basis>(
  'prepare-specification',
  async (desk, { draftId }): Promise<Basis | Refused> => {
    const draft = await specificationDraft(desk.tx, draftId)
    if (draft === undefined) return notHere('draft')
    const to = monthsLater(monthOf(desk.today), -1)
    const from = monthsLater(to, 1 - MONTHS)
    return forCommissioner(desk, async ({ tx, today }): Promise<Basis> => {
      const contracts = contractsIn(await commissionedVersions(tx))
        .map((versions) => versions.at(-1) ?? versions[0])
        .filter(({ from, to }) => from <= today && today <= to)
      const asked: AskedMonth[] = []
      for (const month of monthsFrom(from, to)) {
        asked.push(askedFor(month, draft.document, await returnsReceived(tx, month)))
      }
      const mayIssue = permission('issue-specification', desk.actor, today).kind === 'allowed'
      return { kind: 'basis', draft, from, to, contracts, asked, mayIssue }
    })
  },
)

function askedFor(
  month: CalendarMonth,
  document: ServiceSpecification,
  returns: Awaited<ReturnType<typeof returnsReceived>>,
): AskedMonth {
  const monthly = monthlyOf(document)
  const clock = monthly && clockOfReturn(month, monthly).due
  const due = clock?.kind === 'day' ? clock.day : null
  const first = returns.filter(({ version }) => version === 1)
  const inTime = first.filter(({ submittedAt }) => due !== null && londonDay(submittedAt) <= due)
  return { month, due, received: first.length, inTime: inTime.length }
}

/**
 * What a draft would have paid and asked in the last twelve months. Each provider's record is counted by the product itself, in that
 * provider's own transaction and by the functions that count its returns; of what is counted only sums over all providers go on from
 * here, suppressed and rounded as figures are that are shared. The commissioner's own transaction reads nothing of it.
 */
export async function previewSpecification(
  house: House,
  caller: Caller,
  question: { readonly draftId: string; readonly weightedPatients: number | null },
): Promise<SpecificationPreview | Refused> {
  const basis = await basisOf(house, caller, question)
  if (basis.kind === 'refused') return basis
  const { draft, contracts, asked } = basis
  const months = monthsFrom(basis.from, basis.to)
  let counted = NOTHING_COUNTED
  const now = new Map<string, Present>()
  for (const contract of contracts) {
    const [under, present] = await countAt(house, contract, basis, draft.document)
    counted = together(counted, under)
    addPresent(now, contract, present)
  }
  const weighted = question.weightedPatients
  const presents = [...now.values()].map(({ document, counts, contracts: of }) =>
    previewOf(document, counts, of, months, weighted),
  )
  return {
    kind: 'preview',
    draft,
    ...{ from: basis.from, to: basis.to },
    providers: contracts.length,
    proposed: previewOf(draft.document, counted, contracts, months, weighted),
    nowPence: presents.reduce((sum, { totalPence }) => sum + totalPence, 0),
    asked,
    mayIssue: basis.mayIssue,
  }
}

type Present = {
  readonly document: ServiceSpecification
  readonly counts: ComponentCounts
  readonly contracts: readonly CommissionedVersion[]
}

/** Adds what the specification of a contract pays now to what the same one pays elsewhere. */
function addPresent(
  now: Map<string, Present>,
  contract: CommissionedVersion,
  counts: ComponentCounts,
): void {
  const document = agreedText(contract)?.document
  if (document === undefined) return
  const known = now.get(contract.specificationHash)
  now.set(contract.specificationHash, {
    document,
    counts: together(known?.counts ?? NOTHING_COUNTED, counts),
    contracts: [...(known?.contracts ?? []), contract],
  })
}

/** What one provider did, counted under the draft and under its present specification, as if its contract had run all these months. */
function countAt(
  house: House,
  contract: CommissionedVersion,
  { from, to }: Pick<Basis, 'from' | 'to'>,
  document: ServiceSpecification,
): Promise<readonly [ComponentCounts, ComponentCounts]> {
  const all = { ...contract, from: firstDay(from), to: lastDay(to) }
  const present = agreedText(contract)?.document
  return atProvider(house, contract.providerId, async (tx) => {
    const patients = await patientFacts(tx, await claimedElsewhere(tx))
    const under = (specification: ServiceSpecification) =>
      countedUnder(monthsFrom(from, to), patients, all, specification, contract.providerKind)
    return [under(document), present === undefined ? NOTHING_COUNTED : under(present)]
  })
}
