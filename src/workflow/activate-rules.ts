import { maintenanceCard } from '#clinical/warfarin/maintenance-cards.ts'
import { completeRuleSet, ruleSetFaults } from '#clinical/warfarin/rule-set-form.ts'
import { type FoundProposal, findProposal, settleProposal } from '#store/rule-proposals.ts'
import { addSettings } from '#store/settings.ts'
import { type FoundRun, reportOf, runsOf } from '#store/shadow-runs.ts'
import { act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import { changedMeanwhile, notHere, type Refused, refused } from './outcome.ts'
import { mayDose, uncheckedFinding } from './protocol-standing.ts'
import { proposalSettled, RUN_AGAIN, runStanding, settledMeanwhile } from './rule-proposal.ts'
import { likeness } from './second-person.ts'
import { keepRules, newestSiteRules, ruleSetHash } from './site-rules.ts'
import { hashOf } from './suggestion-token.ts'
import { readTextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'

export type RulesActivated = Done & { readonly ruleSetHash: string }

/**
 * The second person's word: the proposed rules are in force from now on. Suggestions on open pages were made by the
 * rules before and are refused when they are saved; what was saved keeps the rules it was made by (H10, H34).
 */
export const activateRules = act({
  name: 'activate-rules',
  parse: (input) => readTextFields(input, ['proposalId', 'runId', 'read']),
  perform: async (desk, { proposalId, runId, read }): Promise<RulesActivated | Refused> => {
    const proposal = await findProposal(desk.tx, idTyped(proposalId))
    if (proposal === undefined) return notHere('proposal')
    if (proposal.state !== 'open') return proposalSettled
    const same = await likeness(desk, proposal.proposedBy)
    if (same !== 'another') return samePerson
    if (read !== 'yes') return notRead
    const run = (await runsOf(desk.tx, proposal.id))[0]
    const { rules, stored, version } = await newestSiteRules(desk.tx)
    const standing = runStanding(run, ruleSetHash(rules.ruleSet), desk.now)
    if (run === undefined || standing !== 'stands') return runAgain(standing)
    if (run.id !== runId) return newerRun
    const fault = await faultOf(desk, proposal, run)
    if (fault !== undefined) return fault

    const ruleSet = completeRuleSet(proposal.proposed)
    const at = new Date(desk.now).toISOString()
    const by = desk.actor.accountId
    const settings = { ...stored, ruleSet }
    const next = { version: version + 1, settings, proposalId: proposal.id, setBy: by, setAt: at }
    if (!(await addSettings(desk.tx, next))) return changedMeanwhile('the rules of this site')
    const settled = {
      id: proposal.id,
      state: 'activated',
      reason: null,
      shadowRunId: run.id,
    } as const
    if (!(await settleProposal(desk.tx, { ...settled, by, at }))) return settledMeanwhile
    await keepRules(desk, ruleSet)
    const hash = ruleSetHash(ruleSet)
    const noted = { version: version + 1, ruleSet: hash, run: run.id, report: run.reportHash }
    return { kind: 'done', subject: proposal.id, ruleSetHash: hash, noted }
  },
})

/** What is activated is what was proposed and what was run, to the letter, and still within the safe limits. */
async function faultOf(
  { tx }: Desk,
  { proposed, proposedHash }: FoundProposal,
  run: FoundRun,
): Promise<Refused | undefined> {
  const report = await reportOf(tx, run.id)
  if (hashOf(proposed) !== proposedHash || hashOf(report) !== run.reportHash) return notAsRun
  if (ruleSetHash(completeRuleSet(proposed)) !== proposedHash) return olderRelease
  const { protocol } = completeRuleSet(proposed)
  if (!(await mayDose(tx, protocol)))
    return refused(409, uncheckedFinding(maintenanceCard(protocol)))
  const faults = ruleSetFaults(proposed)
  return faults.length === 0
    ? undefined
    : refused(422, ...faults.map(({ code, message }) => ({ field: '', code, message })))
}

const samePerson = refused(403, {
  field: '',
  code: 'second-person',
  message: 'You proposed these rules. Another prescriber must read the run and activate them.',
})

const notRead = refused(422, {
  field: 'read',
  code: 'required',
  message: 'Tick that you have read what would have changed.',
})

const newerRun = refused(412, {
  field: '',
  code: 'newer-run',
  message: 'The proposed rules have been run again since you opened the page. Read the newest run.',
})

const notAsRun = refused(409, {
  field: '',
  code: 'security-not-as-run',
  message:
    'What is stored of this proposal is not what was run. Nothing is changed: tell your administrator.',
})

const olderRelease = refused(409, {
  field: '',
  code: 'older-release',
  message:
    'This proposal was written for an earlier release of Evenkeel. Propose the change again.',
})

const runAgain = (
  standing: Exclude<ReturnType<typeof runStanding>, 'stands'> | 'stands',
): Refused =>
  refused(409, {
    field: '',
    code: `run-${standing}`,
    message: standing === 'stands' ? RUN_AGAIN['not-run'] : RUN_AGAIN[standing],
  })
