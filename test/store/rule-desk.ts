import assert from 'node:assert/strict'
import type { Role } from '#access/policy.ts'
import type { TestClinic } from '#test/clinic.ts'
import { done, freshKey } from '#test/store/visit-desk.ts'
import { activateRules } from '#workflow/activate-rules.ts'
import { proposeRules } from '#workflow/propose-rules.ts'
import { ruleProposalPage } from '#workflow/rule-proposal-page.ts'
import { shadowRules } from '#workflow/shadow-rules.ts'
import { siteRulesShown } from '#workflow/site-rules-shown.ts'

type Typed = Readonly<Record<string, string>>

/** The rules in force as everybody sees them. */
export async function rulesInForce(clinic: TestClinic) {
  const shown = await siteRulesShown(clinic.house, clinic.callerOf('nurse'), {})
  assert.ok(shown.kind === 'rules')
  return shown
}

/** Proposes what differs from the rules in force, with words for the rest. */
export async function propose(clinic: TestClinic, typed: Typed, role: Role = 'clinical-lead') {
  const { hash } = await rulesInForce(clinic)
  return proposeRules.run(clinic.house, clinic.callerOf(role), freshKey(clinic), {
    base: hash,
    reason: 'Two patients swung between high and low',
    expectedEffect: 'Smaller steps, fewer swings',
    ...typed,
  })
}

export const shadow = (clinic: TestClinic, proposalId: string, role: Role = 'clinical-lead') =>
  shadowRules.run(clinic.house, clinic.callerOf(role), freshKey(clinic), { proposalId })

export const activate = (
  clinic: TestClinic,
  proposalId: string,
  runId: string,
  role: Role = 'prescriber',
  typed: Typed = {},
) =>
  activateRules.run(clinic.house, clinic.callerOf(role), freshKey(clinic), {
    proposalId,
    runId,
    read: 'yes',
    ...typed,
  })

export async function proposalShown(clinic: TestClinic, proposalId: string, role: Role = 'nurse') {
  const page = await ruleProposalPage(clinic.house, clinic.callerOf(role), { proposalId })
  assert.ok(page.kind === 'proposal')
  return page
}

/** The whole way by two people: proposed, run, activated. */
export async function changeRules(clinic: TestClinic, typed: Typed): Promise<string> {
  const { proposalId } = done(await propose(clinic, typed))
  const { runId } = done(await shadow(clinic, proposalId))
  done(await activate(clinic, proposalId, runId))
  return proposalId
}
