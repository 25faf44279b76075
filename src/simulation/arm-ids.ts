/** The ways of dosing that a trial can compare. */
export const ARMS = [
  'fixed',
  'rely',
  'coventry',
  'hillingdon',
  'one-step',
  'proportional',
  'map',
  'map-genotype',
  'oracle',
] as const
export type ArmId = (typeof ARMS)[number]

/** What each arm is, in words. */
export const ARM_WORDS: Readonly<Record<ArmId, string>> = {
  fixed: 'Fixed 5 mg a day, whatever the INR',
  rely: 'RE-LY step table',
  coventry: 'Coventry',
  hillingdon: 'Hillingdon (unverified)',
  'one-step': 'One step (unverified)',
  proportional: 'Proportional rule (research)',
  map: 'Individual forecast (research)',
  'map-genotype': 'Individual forecast, genes known (research)',
  oracle: 'Oracle: knows the body',
}
