import type { Inr } from '#clinical/inr.ts'
import type { Alarm, Method } from '#clinical/warfarin/advice.ts'
import { alarmsOfInr } from '#clinical/warfarin/alarms.ts'
import type { FoundEpisode } from '#store/episodes.ts'
import type { FoundPatient } from '#store/patients.ts'
import type { Desk } from './desk.ts'
import { rulesFor, siteRules } from './site-rules.ts'
import { riskOnRecord } from './stroke-facts.ts'

/** What an INR alone would alarm in this patient, by the site's rules; none is known without a target. */
export async function alarmsOfResult(
  desk: Desk,
  patient: FoundPatient,
  { plan }: FoundEpisode,
  { inr, method }: { readonly inr: Inr; readonly method: Method },
): Promise<readonly Alarm[]> {
  if (plan.target === null) return []
  const risk = await riskOnRecord(desk.tx, patient, plan, desk.today)
  const rules = rulesFor(await siteRules(desk.tx), plan.protocol)
  return alarmsOfInr({ inr, method, target: plan.target, risk }, rules)
}
