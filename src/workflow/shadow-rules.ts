import { londonDay } from '#base/day.ts'
import type { RuleSet } from '#clinical/warfarin/rule-set.ts'
import { completeRuleSet } from '#clinical/warfarin/rule-set-form.ts'
import {
  changesIn,
  newTally,
  type ShadowReport,
  shadowReport,
  tallySuggestion,
} from '#clinical/warfarin/shadow-report.ts'
import { findProposal } from '#store/rule-proposals.ts'
import { addShadowRun } from '#store/shadow-runs.ts'
import { type SuggestionMade, suggestionsSince } from '#store/suggestions-made.ts'
import { act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import { notHere } from './outcome.ts'
import { proposalSettled } from './rule-proposal.ts'
import { newestSiteRules, ruleSetHash, rulesFor } from './site-rules.ts'
import { hashOf } from './suggestion-token.ts'
import { readTextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'

/** How far back a proposed rule set is run. @see docs/evidence.md#shadow-run */
export const SHADOW_DAYS = 90

export type ShadowRun = Done & { readonly runId: string }

/**
 * Asks a proposed rule set about every visit of the last 90 days and keeps what would have been otherwise. Nothing
 * of it is a dose to give, and nothing changes (H10).
 */
export const shadowRules = act({
  name: 'shadow-rules',
  parse: (input) => readTextFields(input, ['proposalId']),
  perform: async (desk, { proposalId }): Promise<ShadowRun | ReturnType<typeof notHere>> => {
    const { tx, actor, now, newId } = desk
    const proposal = await findProposal(tx, idTyped(proposalId))
    if (proposal === undefined) return notHere('proposal')
    if (proposal.state !== 'open') return proposalSettled
    const { rules } = await newestSiteRules(tx)
    const report = await runOver(
      desk,
      rules.ruleSet,
      completeRuleSet(proposal.proposed),
      proposal.proposedHash,
    )
    const id = newId()
    const reportHash = hashOf(report)
    await addShadowRun(tx, {
      id,
      proposalId: proposal.id,
      baseHash: report.baseHash,
      proposedHash: proposal.proposedHash,
      report,
      reportHash,
      runBy: actor.accountId,
      runAt: new Date(now).toISOString(),
    })
    const noted = {
      run: id,
      report: reportHash,
      suggestions: report.suggestions,
      changed: changesIn(report),
    }
    return { kind: 'done', subject: proposal.id, runId: id, noted }
  },
})

const SLICE = 1000
const FIRST = '00000000-0000-0000-0000-000000000000'
const DAY_MS = 86_400_000

async function runOver(
  { tx, now, today }: Desk,
  base: RuleSet,
  proposed: RuleSet,
  proposedHash: string,
): Promise<ShadowReport> {
  const since = now - SHADOW_DAYS * DAY_MS
  const tally = newTally()
  const ofCourse = rulesOfCourses(base, proposed)
  let after = { at: since, key: FIRST }
  for (;;) {
    const made = await suggestionsSince(tx, since, after, SLICE)
    for (const { key, suggestion, protocol } of made) {
      tallySuggestion(tally, { key, ...suggestion, ...ofCourse(protocol) })
    }
    const last = made.at(-1)
    if (last === undefined || made.length < SLICE) break
    after = { at: last.madeAt, key: last.key }
  }
  const baseHash = ruleSetHash(base)
  return shadowReport(tally, { from: londonDay(since), until: today, baseHash, proposedHash })
}

type OfCourse = { readonly base: RuleSet; readonly proposed: RuleSet }
type CourseProtocol = SuggestionMade['protocol']

/** Both rule sets as they hold for a course, made once for each protocol that a plan names. */
function rulesOfCourses(base: RuleSet, proposed: RuleSet): (protocol: CourseProtocol) => OfCourse {
  const made = new Map<CourseProtocol, OfCourse>()
  return (protocol) => {
    const known = made.get(protocol)
    if (known !== undefined) return known
    const rules = {
      base: rulesFor({ ruleSet: base }, protocol),
      proposed: rulesFor({ ruleSet: proposed }, protocol),
    }
    made.set(protocol, rules)
    return rules
  }
}
