import { CHANGE_KINDS, type ChangeKind } from '#clinical/warfarin/compare-advice.ts'
import { changesIn, type ShadowLine } from '#clinical/warfarin/shadow-report.ts'
import { findProposal } from '#store/rule-proposals.ts'
import { type FoundRun, linesOf, runsOf } from '#store/shadow-runs.ts'
import { notHere } from './outcome.ts'
import { pageOf } from './page-of.ts'
import { idTyped } from './typed-id.ts'
import { view } from './view.ts'

const LINES_A_PAGE = 50

export type ShadowRunPage = {
  readonly kind: 'shadow-run'
  readonly proposalId: string
  readonly number: number
  readonly run: FoundRun
  /** The one kind of change that is shown; undefined for all. */
  readonly changeKind: ChangeKind | undefined
  readonly lines: readonly ShadowLine[]
  readonly page: number
  readonly pages: number
}

type Asked = {
  readonly proposalId: string
  readonly runId: string
  readonly kind: string | null
  readonly page: string | null
}

/** Every answer of the last 90 days that the proposed rules would change, gravest first, a page at a time. */
export const shadowRunPage = view<Asked, ShadowRunPage>('see-shadow-run', async ({ tx }, asked) => {
  const proposal = await findProposal(tx, idTyped(asked.proposalId))
  if (proposal === undefined) return notHere('proposal')
  const run = (await runsOf(tx, proposal.id)).find(({ id }) => id === asked.runId)
  if (run === undefined) return notHere('run')
  const changeKind = CHANGE_KINDS.find((kind) => kind === asked.kind)
  const { from, count } = placeOf(run.summary, changeKind)
  const { page, pages, first } = pageOf(asked.page, count, LINES_A_PAGE)
  const most = Math.min(LINES_A_PAGE, count - first)
  const lines = most <= 0 ? [] : await linesOf(tx, run.id, from + first, most)
  const { id: proposalId, number } = proposal
  return { kind: 'shadow-run', proposalId, number, run, changeKind, lines, page, pages }
})

/** Where the lines of a kind stand: kinds follow one another, gravest first. */
function placeOf(
  summary: FoundRun['summary'],
  kind: ChangeKind | undefined,
): { readonly from: number; readonly count: number } {
  if (kind === undefined) return { from: 0, count: changesIn(summary) }
  const graver = CHANGE_KINDS.slice(0, CHANGE_KINDS.indexOf(kind))
  const from = graver.reduce((sum, other) => sum + summary.changed[other], 0)
  return { from, count: summary.changed[kind] }
}
