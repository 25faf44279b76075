import { z } from 'zod'
import { DEFAULT_RULE_SET, type RuleSet } from '#clinical/warfarin/rule-set.ts'
import { ruleSetBody } from '#store/settings.ts'
import type { Tx } from '#store/tx.ts'

type Window = RuleSet['dosableWindowDays']

/** Rule sets kept by earlier releases have no windows: theirs were as shipped. */
const keptWindow = z.object({
  dosableWindowDays: z
    .object({ meter: z.number().int(), laboratory: z.number().int() })
    .default(DEFAULT_RULE_SET.dosableWindowDays),
})

/**
 * The rules of today with the narrower window of these and of the rules that suggested: a site that has made its window
 * wider since makes no result fresh that was not when it was entered. The database asks the same (migration 0053).
 */
export async function withNarrowerWindow(
  tx: Tx,
  rules: RuleSet,
  suggestedBy: string,
): Promise<RuleSet> {
  const kept = keptWindow.parse((await ruleSetBody(tx, suggestedBy)) ?? {})
  return { ...rules, dosableWindowDays: narrower(rules.dosableWindowDays, kept.dosableWindowDays) }
}

const narrower = (one: Window, other: Window): Window => ({
  meter: Math.min(one.meter, other.meter),
  laboratory: Math.min(one.laboratory, other.laboratory),
})
