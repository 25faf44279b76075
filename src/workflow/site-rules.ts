import { z } from 'zod'
import { canonicalJson } from '#base/canonical.ts'
import { type Day, isDay } from '#base/day.ts'
import { STRENGTHS } from '#clinical/tablets.ts'
import { DEFAULT_RULE_SET, type RuleSet } from '#clinical/warfarin/rule-set.ts'
import { completeRuleSet } from '#clinical/warfarin/rule-set-form.ts'
import { DEFAULT_LADDER, RUNG_ROLES } from '#recall/escalation.ts'
import { isRuleSetKept, keepRuleSet, newestSettings } from '#store/settings.ts'
import type { Tx } from '#store/tx.ts'
import type { Desk } from './desk.ts'
import { hashOf } from './suggestion-token.ts'

const lots = z.array(z.string()).default([])

/** What a site decides for itself; what it has not decided is as shipped. */
const siteSettings = z.object({
  ruleSet: z.record(z.string(), z.unknown()).optional(),
  /** Strip lots that may not be used, and those whose high results need a venous sample. */
  blockedLots: lots,
  advisoryLots: lots,
  /** Above this INR, in tenths, an advisory lot needs the venous sample. Local setting. */
  advisoryAboveTenths: z.number().int().default(40),
  /** Meters that are stopped by name, whatever the register of meters says. */
  stoppedMeters: lots,
  /** The meters of this site whose model is known (`clinical/meter-models.ts`). */
  meters: z.array(z.object({ name: z.string(), model: z.string() })).default([]),
  /** How often a control of a meter must have passed, each from a day on; empty before anybody has decided. */
  controlRules: z
    .array(
      z.object({
        from: z.custom<Day>(isDay),
        everyDays: z.number().int().positive().nullable(),
        source: z.string(),
      }),
    )
    .default([]),
  /** Which tablets are prescribed here; null before anybody has decided. */
  tabletPolicy: z
    .object({
      strengths: z.array(z.literal(STRENGTHS)),
      halves: z.boolean(),
      lookAlikes: z.boolean(),
    })
    .nullable()
    .default(null),
  /** How long a referred result may wait before it is brought to the clinical lead. */
  referralMinutes: z.number().int().positive().default(240),
  /** Whom an open task calls, and when. */
  ladder: z
    .object({
      secondMinutes: z.number().int().positive(),
      laterMinutes: z.number().int().positive(),
      closingMinute: z.number().int().positive(),
      first: z.literal(RUNG_ROLES),
      second: z.literal(RUNG_ROLES),
      third: z.literal(RUNG_ROLES),
    })
    .default(DEFAULT_LADDER),
  /** The account of the clinical safety officer; null while none is named, and the clinical lead stands in. */
  safetyOfficer: z.string().nullable().default(null),
})

export type SiteSettings = z.infer<typeof siteSettings>
export type SiteRules = Omit<SiteSettings, 'ruleSet'> & { readonly ruleSet: RuleSet }

/** The rules and settings in force at this provider. */
export const siteRules = async (tx: Tx): Promise<SiteRules> => (await newestSiteRules(tx)).rules

/** The same with the version of the settings (0 before anybody has set any), and as they are stored. */
export async function newestSiteRules(tx: Tx): Promise<{
  readonly version: number
  readonly rules: SiteRules
  readonly stored: SiteSettings
}> {
  const newest = await newestSettings(tx)
  const stored = siteSettings.parse(newest?.settings ?? {})
  const rules = { ...stored, ruleSet: ruleSetOf(stored) }
  return { version: newest?.version ?? 0, rules, stored }
}

/** The rules of these settings: as activated, with what later releases added as shipped; else as shipped. */
export const ruleSetOf = ({ ruleSet }: Pick<SiteSettings, 'ruleSet'>): RuleSet =>
  ruleSet === undefined ? DEFAULT_RULE_SET : completeRuleSet(ruleSet)

/** The rule set for one course: the site's, with the protocol that the plan names. */
export const rulesFor = (
  { ruleSet }: Pick<SiteRules, 'ruleSet'>,
  protocol: RuleSet['protocol'] | null,
): RuleSet => (protocol === null ? ruleSet : { ...ruleSet, protocol })

const hashes = new WeakMap<RuleSet, string>()

/** The name of a rule set: the hash of everything it says. */
export function ruleSetHash(rules: RuleSet): string {
  const known = hashes.get(rules)
  if (known !== undefined) return known
  const hash = hashOf(rules)
  hashes.set(rules, hash)
  return hash
}

/** Keeps a rule set under its name before anything is stored that was made by it. */
export async function keepRules({ tx, actor, now }: Desk, rules: RuleSet): Promise<void> {
  const hash = ruleSetHash(rules)
  if (await isRuleSetKept(tx, hash)) return
  await keepRuleSet(tx, {
    hash,
    body: JSON.parse(canonicalJson(rules)),
    by: actor.accountId,
    at: new Date(now).toISOString(),
  })
}
