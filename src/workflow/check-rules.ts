import { canonicalJson } from '#base/canonical.ts'
import { allProposals } from '#store/rule-proposals.ts'
import { allSettings, ruleSetsUsed } from '#store/settings.ts'
import { allRunIds, reportOf } from '#store/shadow-runs.ts'
import { figuresOfTrial, trialsDone } from '#store/trials.ts'
import type { Tx } from '#store/tx.ts'
import { hashOf } from './suggestion-token.ts'
import type { UnplacedFault } from './verify.ts'

/**
 * Every rule set, proposal, run and trial is what its hash says, and the rules of the site changed only by an activation of
 * what was proposed (H10).
 */
export async function checkRules(tx: Tx): Promise<readonly UnplacedFault[]> {
  return [
    ...(await ruleSetFaults(tx)),
    ...(await proposalFaults(tx)),
    ...(await runFaults(tx)),
    ...(await trialFaults(tx)),
    ...(await settingFaults(tx)),
  ]
}

const fault = (says: string, subject: string): UnplacedFault => ({
  invariant: 'rules',
  says,
  subject,
})

async function ruleSetFaults(tx: Tx): Promise<readonly UnplacedFault[]> {
  const used = await ruleSetsUsed(tx)
  return used
    .filter(({ hash, body }) => hashOf(body) !== hash)
    .map(({ hash }) => fault('a rule set is not what its hash says', hash))
}

async function proposalFaults(tx: Tx): Promise<readonly UnplacedFault[]> {
  return (await allProposals(tx))
    .filter(
      ({ base, baseHash, proposed, proposedHash }) =>
        hashOf(base) !== baseHash || hashOf(proposed) !== proposedHash,
    )
    .map(({ id }) => fault('a proposed rule set is not what its hash says', id))
}

async function runFaults(tx: Tx): Promise<readonly UnplacedFault[]> {
  const faults: UnplacedFault[] = []
  for (const { id, reportHash } of await allRunIds(tx)) {
    const report = await reportOf(tx, id)
    if (hashOf(report) !== reportHash) faults.push(fault('a run is not what its hash says', id))
  }
  return faults
}

async function trialFaults(tx: Tx): Promise<readonly UnplacedFault[]> {
  const faults: UnplacedFault[] = []
  for (const { id, hash } of await trialsDone(tx)) {
    if (hashOf(await figuresOfTrial(tx, id)) !== hash) {
      faults.push(fault('the figures of a trial are not what their hash says', id))
    }
  }
  return faults
}

/** Each version of the settings has the rules of the one before, or those of the proposal that it activates. */
async function settingFaults(tx: Tx): Promise<readonly UnplacedFault[]> {
  const proposals = new Map((await allProposals(tx)).map((proposal) => [proposal.id, proposal]))
  const faults: UnplacedFault[] = []
  let before = canonicalJson(null)
  for (const { version, settings, madeBy, proposalId } of await allSettings(tx)) {
    const now = canonicalJson(rulesIn(settings))
    const activated = proposals.get(proposalId ?? '')
    const expected = activated === undefined ? before : canonicalJson(activated.proposed)
    if (madeBy !== 'earlier-release' && now !== expected) {
      faults.push(fault('the rules changed without two people', `settings ${version}`))
    }
    before = now
  }
  return faults
}

const rulesIn = (settings: unknown): unknown =>
  typeof settings === 'object' && settings !== null && 'ruleSet' in settings
    ? settings.ruleSet
    : null
