import type { RuleSet } from '#clinical/warfarin/rule-set.ts'
import { PROTOCOLS, type Protocol } from '#register/episode.ts'
import { addSettings } from '#store/settings.ts'
import { act, type Done } from './act.ts'
import { changedMeanwhile, type Finding, type Parsed } from './outcome.ts'
import { keepRules, newestSiteRules, ruleSetHash } from './site-rules.ts'
import { readTextFields } from './text-fields.ts'

/** What a site may decide for itself; everything else of a rule set is as shipped. */
type SiteChoice = {
  /** The version of the settings that was on the page. */
  readonly seenVersion: number
  readonly protocol: Protocol
  readonly firstDeviationRule: boolean
  readonly referralMinutes: number
  readonly blockedLots: readonly string[]
  readonly advisoryLots: readonly string[]
  readonly stoppedMeters: readonly string[]
}

export type SiteRulesSet = Done & { readonly ruleSetHash: string }

/**
 * Sets the rules of the site from now on. Suggestions on open pages were made by the rules before and are refused
 * when they are saved (H10); what was saved keeps the rule set it was made by.
 */
export const setSiteRules = act<SiteChoice, SiteRulesSet>({
  name: 'manage-settings',
  parse: parseChoice,
  perform: async (desk, { seenVersion, protocol, firstDeviationRule, ...site }) => {
    const { version, rules } = await newestSiteRules(desk.tx)
    if (version !== seenVersion) return changedMeanwhile('the rules of this site')

    const ruleSet: RuleSet = { ...rules.ruleSet, protocol, firstDeviationRule }
    const setAt = new Date(desk.now).toISOString()
    const settings = { ...rules, ...site, ruleSet }
    const entry = { version: version + 1, settings, setBy: desk.actor.accountId, setAt }
    if (!(await addSettings(desk.tx, entry))) return changedMeanwhile('the rules of this site')

    await keepRules(desk, ruleSet)
    const hash = ruleSetHash(ruleSet)
    const noted = { version: version + 1, protocol, firstDeviationRule, ruleSet: hash }
    return { kind: 'done', ruleSetHash: hash, noted }
  },
})

const FIELDS = [
  'version',
  'protocol',
  'firstDeviationRule',
  'referralMinutes',
  'blockedLots',
  'advisoryLots',
  'stoppedMeters',
] as const

const WHOLE = /^\d{1,4}$/
const SHORTEST_REFERRAL = 15
const LONGEST_REFERRAL = 1440
const LONGEST_NAME = 60

function parseChoice(input: unknown): Parsed<SiteChoice> {
  const read = readTextFields(input, FIELDS)
  if (read.kind === 'refused') return read
  const { value: typed } = read
  const findings: Finding[] = []
  const protocol = PROTOCOLS.find((known) => known === typed.protocol)
  const minutes = WHOLE.test(typed.referralMinutes ?? '') ? Number(typed.referralMinutes) : 0
  if (protocol === undefined) findings.push(NO_PROTOCOL)
  if (minutes < SHORTEST_REFERRAL || minutes > LONGEST_REFERRAL) findings.push(NO_MINUTES)
  const lines = (field: 'blockedLots' | 'advisoryLots' | 'stoppedMeters') =>
    linesOf(field, typed[field] ?? '', findings)
  const lists = {
    blockedLots: lines('blockedLots'),
    advisoryLots: lines('advisoryLots'),
    stoppedMeters: lines('stoppedMeters'),
  }
  if (protocol === undefined || findings.length > 0) return { kind: 'refused', findings }
  const firstDeviationRule = typed.firstDeviationRule === 'yes'
  const seenVersion = WHOLE.test(typed.version ?? '') ? Number(typed.version) : -1
  const value = { seenVersion, protocol, firstDeviationRule, referralMinutes: minutes, ...lists }
  return { kind: 'parsed', value }
}

const NO_PROTOCOL: Finding = {
  field: 'protocol',
  code: 'required',
  message: 'Choose the protocol of this site.',
}

const NO_MINUTES: Finding = {
  field: 'referralMinutes',
  code: 'minutes',
  message: `Enter how long a referred result may wait, in whole minutes from ${SHORTEST_REFERRAL} to ${LONGEST_REFERRAL}.`,
}

/** One name a line, as it stands on the box or the meter. */
function linesOf(field: string, text: string, findings: Finding[]): readonly string[] {
  const names = text.split('\n').map((line) => line.trim())
  if (names.some((name) => name.length > LONGEST_NAME)) {
    const message = `Write one lot or meter a line, each of no more than ${LONGEST_NAME} characters.`
    findings.push({ field, code: 'too-long', message })
  }
  return [...new Set(names.filter((name) => name !== ''))]
}
