import { mgNumber } from '#clinical/dose.ts'
import { formatTenths } from '#clinical/inr.ts'
import { typedDoacPlan } from './doac-plan.ts'
import type { EpisodePlan } from './episode.ts'
import { typedBoxes } from './patient-typed.ts'

/** A plan as the text of its form, so that a page can show it to be changed or confirmed. */
export function typedPlan(plan: EpisodePlan): Readonly<Record<string, string>> {
  return {
    medicine: plan.medicine ?? '',
    indication: plan.indication ?? '',
    indicationText: plan.indicationText,
    clinicalReason: plan.clinicalReason,
    ...typedTarget(plan),
    ...typedBoxes('startedOn', plan.startedOn),
    ...typedDuration(plan),
    protocol: plan.protocol ?? '',
    ...typedAdjustment(plan),
    ...typedTablets(plan),
    method: plan.method ?? '',
    howStarted: plan.howStarted ?? '',
    managementPlan: plan.managementPlan,
    relevantFindings: plan.relevantFindings,
    ...(typeof plan.dailyUg === 'number' && { dailyMg: mgNumber(plan.dailyUg) }),
    ...typedDoacPlan(plan),
  }
}

function typedTarget({ target }: EpisodePlan): Readonly<Record<string, string>> {
  if (target === null) return {}
  return {
    target: formatTenths(target.valueTenths),
    rangeLow: formatTenths(target.lowTenths),
    rangeHigh: formatTenths(target.highTenths),
  }
}

function typedDuration({ duration }: EpisodePlan): Readonly<Record<string, string>> {
  switch (duration?.kind) {
    case undefined:
      return {}
    case 'until':
      return { duration: 'until', ...typedBoxes('stopOn', duration.stopOn) }
    case 'long-term':
      return { duration: 'long-term', ...typedBoxes('reviewOn', duration.reviewOn) }
  }
}

function typedAdjustment({ adjustment }: EpisodePlan): Readonly<Record<string, string>> {
  if (adjustment === undefined) return {}
  const { low, high, sensitivityPercent } = adjustment
  return {
    ...(low !== 'as-published' && { toleranceLow: low }),
    ...(high !== 'as-published' && { toleranceHigh: high }),
    ...(sensitivityPercent !== 100 && { sensitivity: String(sensitivityPercent) }),
  }
}

function typedTablets({ tabletSet }: EpisodePlan): Readonly<Record<string, string>> {
  if (tabletSet === null) return {}
  const ticked = tabletSet.strengths.map((strength) => [`tablet-${strength}`, 'yes'])
  return { ...Object.fromEntries(ticked), ...(tabletSet.halves && { halves: 'yes' }) }
}
