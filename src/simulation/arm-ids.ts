/** The ways of dosing that a trial can compare. */
export const ARMS = [
  'fixed',
  'rely',
  'coventry',
  'hillingdon',
  'one-step',
  'proportional',
  'proportional-capped',
  'map',
  'map-genotype',
  'map-hybrid',
  'oates',
  'janes',
  'tait-sefcick',
  'age-adjusted-fennerty',
  'oracle',
] as const

/** Arms by whole rule sets, which a trial must bring with it: those of a site, and others that are proposed there. */
export const RULE_ARMS = ['site', 'proposed'] as const
export type RuleArm = (typeof RULE_ARMS)[number]

export type ArmId = (typeof ARMS)[number] | RuleArm

/** Rules that are published for a target of 2.5 only: at another one they never dose, and a person would decide throughout. */
export const ONLY_AT_2_5: readonly ArmId[] = [
  'rely',
  'one-step',
  'map-hybrid',
  'oates',
  'janes',
  'tait-sefcick',
  'age-adjusted-fennerty',
]

/** Arms that say nothing of when to test again. */
export const WITHOUT_RECALL: readonly ArmId[] = [
  'fixed',
  'proportional',
  'proportional-capped',
  'map',
  'map-genotype',
  'oracle',
]

/** Arms that fit a model to each person at each visit, which takes long. */
export const FORECASTING: readonly ArmId[] = ['map', 'map-genotype', 'map-hybrid']

/** What each arm is, in words. */
export const ARM_WORDS: Readonly<Record<ArmId, string>> = {
  fixed: 'Fixed 5 mg a day, whatever the INR',
  rely: 'RE-LY step table',
  coventry: 'Coventry',
  hillingdon: 'Hillingdon (unverified)',
  'one-step': 'One step (unverified)',
  proportional: 'Proportional rule (research)',
  'proportional-capped': 'Proportional rule, rises capped (research)',
  map: 'Individual forecast (research)',
  'map-genotype': 'Individual forecast, genes known (research)',
  'map-hybrid': 'RE-LY decides whether and which way, the individual forecast how far (research)',
  oates: 'Started by Oates, then RE-LY',
  janes: 'Started by Janes, then RE-LY',
  'tait-sefcick': 'Started by Tait and Sefcick (unverified), then RE-LY',
  'age-adjusted-fennerty': 'Started by Fennerty by age, then RE-LY',
  oracle: 'Oracle: knows the body',
  site: 'The rules of a site',
  proposed: 'Rules that are proposed',
}
