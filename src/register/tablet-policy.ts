import { mgNumber } from '#clinical/dose.ts'
import { hasLookAlikes, STRENGTHS, type Strength } from '#clinical/tablets.ts'
import type { EpisodePlan } from './episode.ts'
import type { PlanWarning } from './plan-warnings.ts'

/** Which tablets a site prescribes from; a plan may differ with a reason (clinical reference 8.3). */
export type TabletPolicy = {
  readonly strengths: readonly Strength[]
  readonly halves: boolean
  /** Whether 0.5 mg and 5 mg may be prescribed together. */
  readonly lookAlikes: boolean
}

/** Null: the site has not decided, and a plan is warned of what is dangerous everywhere only. */
export type DecidedPolicy = TabletPolicy | null

/** @see docs/evidence.md#tablet-policy */
const SOURCE = 'the tablets of this site; NPSA 2007, section 8'

/** What of a plan is not as the site prescribes: each needs a reason (H11, H14). */
export function policyWarnings(
  { tabletSet }: Pick<EpisodePlan, 'tabletSet'>,
  policy: DecidedPolicy,
): readonly PlanWarning[] {
  if (tabletSet === null || policy === null) return []
  const warnings: PlanWarning[] = []
  const others = tabletSet.strengths.filter((strength) => !policy.strengths.includes(strength))
  if (others.length > 0) {
    const message = `${inMg(others)} mg tablets are not used at this site.`
    warnings.push({ code: 'strength-not-used-here', message, source: SOURCE })
  }
  if (tabletSet.halves && !policy.halves) {
    const message = 'Tablets are not halved at this site.'
    warnings.push({ code: 'halves-not-used-here', message, source: SOURCE })
  }
  return warnings
}

/** Whether a plan is warned of 0.5 mg together with 5 mg: unless the site has decided that it may be. */
export const warnsOfLookAlikes = (
  { tabletSet }: Pick<EpisodePlan, 'tabletSet'>,
  policy: DecidedPolicy,
): boolean => tabletSet !== null && hasLookAlikes(tabletSet) && policy?.lookAlikes !== true

/** `0.5, 1, 3 and 5 mg, not halved, never 0.5 mg with 5 mg`. */
export function policyInWords(policy: DecidedPolicy): string {
  if (policy === null) {
    return 'This site has not decided which tablets it uses. NPSA 2007: the fewest tablets, none halved, not 0.5 mg with 5 mg.'
  }
  const { strengths, halves, lookAlikes } = policy
  return [
    `This site uses ${inMg(strengths)} mg`,
    halves ? 'halved where needed' : 'not halved',
    lookAlikes ? '0.5 mg and 5 mg together where needed' : 'not 0.5 mg with 5 mg',
  ]
    .join(', ')
    .concat('. Another plan needs a reason.')
}

const inMg = (strengths: readonly Strength[]): string => {
  const smallestFirst = STRENGTHS.filter((strength) => strengths.includes(strength)).toReversed()
  const words = smallestFirst.map(mgNumber)
  const last = words.pop() ?? ''
  return words.length === 0 ? last : `${words.join(', ')} and ${last}`
}
