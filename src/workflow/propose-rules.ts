import { trimAscii } from '#base/typed-text.ts'
import { maintenanceCard } from '#clinical/warfarin/maintenance-cards.ts'
import { RULE_PATHS } from '#clinical/warfarin/rule-fields.ts'
import { DEFAULT_RULE_SET } from '#clinical/warfarin/rule-set.ts'
import { readRuleSet, ruleDifferences } from '#clinical/warfarin/rule-set-form.ts'
import { addProposal, nextProposalNumber } from '#store/rule-proposals.ts'
import { act, type Done } from './act.ts'
import { changedMeanwhile, type Finding, refused, refusedField } from './outcome.ts'
import { mayDose, uncheckedFinding } from './protocol-standing.ts'
import { newestSiteRules, ruleSetHash } from './site-rules.ts'
import { readTextFields } from './text-fields.ts'

const FIELDS = [...RULE_PATHS, 'base', 'reason', 'expectedEffect'] as const

export type RulesProposed = Done & { readonly proposalId: string }

/**
 * Writes down another rule set, with why and what it should do. Nothing changes for anybody: it is run over what was
 * decided here, and another person activates it (H10).
 */
export const proposeRules = act({
  name: 'propose-rules',
  parse: (input) => readTextFields(input, FIELDS),
  perform: async (desk, typed): Promise<RulesProposed | ReturnType<typeof refused>> => {
    const { tx, actor, now, today, newId } = desk
    const { rules } = await newestSiteRules(tx)
    const base = rules.ruleSet
    if (typed.base !== ruleSetHash(base)) return changedMeanwhile('the rules of this site')
    const number = await nextProposalNumber(tx)
    const read = readRuleSet(typed, base, { version: versionOf(number), from: today })
    const findings: Finding[] = read.kind === 'refused' ? [...read.findings] : []
    const reason = wordsOf(typed.reason, REASON, findings)
    const expectedEffect = wordsOf(typed.expectedEffect, EFFECT, findings)
    if (read.kind === 'refused' || findings.length > 0) return refused(422, ...findings)
    const changed = ruleDifferences(base, read.ruleSet)
    if (changed.length === 0) return NOTHING_CHANGED
    if (!(await mayDose(tx, read.ruleSet.protocol))) {
      return refused(422, uncheckedFinding(maintenanceCard(read.ruleSet.protocol)))
    }

    const id = newId()
    const baseHash = ruleSetHash(base)
    const proposedHash = ruleSetHash(read.ruleSet)
    const isFirst = await addProposal(tx, {
      id,
      number,
      base,
      baseHash,
      proposed: read.ruleSet,
      proposedHash,
      reason,
      expectedEffect,
      proposedBy: actor.accountId,
      proposedAt: new Date(now).toISOString(),
    })
    if (!isFirst) return changedMeanwhile('the proposals of this site')
    const noted = {
      number,
      base: baseHash,
      proposed: proposedHash,
      fields: changed.map(({ path }) => path),
    }
    return { kind: 'done', subject: id, proposalId: id, noted }
  },
})

/** `1.3`: the third change proposed here to the text that was shipped as 1. */
const versionOf = (number: number): string => `${DEFAULT_RULE_SET.version}.${number}`

const REASON: Finding = {
  field: 'reason',
  code: 'required',
  message: 'Say why the rules should change.',
}

const EFFECT: Finding = {
  field: 'expectedEffect',
  code: 'required',
  message: 'Say what you expect to change for patients.',
}

function wordsOf(typed: string | undefined, missing: Finding, findings: Finding[]): string {
  const words = trimAscii(typed ?? '')
  if (words === '') findings.push(missing)
  return words
}

const NOTHING_CHANGED = refusedField(
  '',
  'nothing-changed',
  'These are the rules in force. Change at least one value.',
)
