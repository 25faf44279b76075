// The words of each rule that can take part in a suggestion, with where it comes from.
import type { Fired } from './advice.ts'

const COVENTRY =
  'Ryan, Gilbert & Rose, BMJ 1989;299:1207-9, as carried by a secondary source (grade C)'
const HILLINGDON =
  'Britt, James & Wilson (Hillingdon Hospital), as carried by one secondary source (grade C)'
const ONE_STEP =
  'Nieuwlaat, Thromb Haemost 2012;108:1228-35, as first coded; later code differs (grade C)'
const RE_LY = 'RE-LY step table: Kim 2010 Table 1, and two secondary sources that agree'
const RECALL = 'BCSH recall table, as carried with Ryan/Coventry (grade C)'
const SPS = 'SPS warfarin monitoring'

export const RULES = {
  coventryInBand: {
    rule: 'coventry-in-band',
    says: 'The INR is within 20 % of the target: the dose stays the same.',
    source: COVENTRY,
    status: 'verified',
  },
  coventryBelow: {
    rule: 'coventry-below',
    says: 'The INR is more than 20 % below the target: the dose goes up by the cube-root formula.',
    source: COVENTRY,
    status: 'verified',
  },
  coventryAbove: {
    rule: 'coventry-above',
    says: 'The INR is more than 20 % above the target: the dose goes down by the cube-root formula.',
    source: COVENTRY,
    status: 'verified',
  },
  hillingdonInBand: {
    rule: 'hillingdon-in-band',
    says: "The INR is within the site's tolerance around the target: the dose stays the same.",
    source: `${HILLINGDON}; it does not print the tolerance: local setting`,
    status: 'unverified',
  },
  hillingdonBelow: {
    rule: 'hillingdon-below',
    says: 'The INR is below the tolerance: the dose goes up by coefficient x ln(target / INR).',
    source: HILLINGDON,
    status: 'unverified',
  },
  hillingdonAbove: {
    rule: 'hillingdon-above',
    says: 'The INR is above the tolerance: the dose goes down by coefficient x ln(target / INR).',
    source: HILLINGDON,
    status: 'unverified',
  },
  oneStepInRange: {
    rule: 'one-step-in-range',
    says: 'The INR is 2.0 to 3.0: the dose stays the same.',
    source: ONE_STEP,
    status: 'unverified',
  },
  oneStepLow: {
    rule: 'one-step-low',
    says: 'The INR is below 2.0: the weekly dose goes up by 15 %.',
    source: ONE_STEP,
    status: 'unverified',
  },
  oneStepFirstHigh: {
    rule: 'one-step-first-high',
    says: 'The INR is above 3.0 for the first time: the dose stays the same.',
    source: ONE_STEP,
    status: 'unverified',
  },
  oneStepHighTwice: {
    rule: 'one-step-high-twice',
    says: 'The INR is above 3.0 for the second time running: the weekly dose goes down by 15 %.',
    source: ONE_STEP,
    status: 'unverified',
  },
  bandNarrowed: {
    rule: 'band-narrowed',
    says: "The protocol's band reaches beyond the target range. Here it ends where the range ends, so that the dose changes.",
    source: 'Clinical reference 1.2: to be decided; setting of this site or plan',
    status: 'local',
  },
  relaxed: {
    rule: 'relaxed-side',
    says: 'The plan is relaxed on this side, and the INR is at most a little out of range: the dose stays the same.',
    source: 'University of Washington 2014 for 1.8-1.9; setting of this plan',
    status: 'local',
  },
  sensitivity: {
    rule: 'sensitivity',
    says: "The plan asks for another share of the protocol's change than all of it.",
    source: 'Offered by the incumbent without figures (S12); setting of this plan',
    status: 'local',
  },
  reLyInRange: {
    rule: 're-ly-in-range',
    says: 'The INR is 2.0 to 3.0: the dose stays the same.',
    source: RE_LY,
    status: 'verified',
  },
  reLyStep: {
    rule: 're-ly-step',
    says: 'The INR is out of range: the weekly dose changes by the step of its row.',
    source: RE_LY,
    status: 'verified',
  },
  reLyOmit: {
    rule: 're-ly-omit',
    says: 'The INR is 4.0 to 4.9: one dose is left out before the lower dose.',
    source: 'RE-LY hold rule: Kim 2010 Table 1, and a secondary source that agrees',
    status: 'verified',
  },
  reLyWait: {
    rule: 're-ly-first-occasion',
    says: 'Slightly out of range for the first time and not moving away: the dose stays the same.',
    source: 'Kim 2010 Table 1',
    status: 'unverified',
  },
  firstDeviation: {
    rule: 'first-deviation',
    says: 'A first INR up to 0.5 outside the range in a stable person: the dose stays the same. This is a local rule.',
    source: 'CHEST 2012, as reported at second hand (grade D); not part of Coventry',
    status: 'local',
  },
  cap: {
    rule: 'cap',
    says: 'The calculated change is larger than one step may be: it is limited.',
    source: 'Clinical reference 10.2; local setting',
    status: 'local',
  },
  constantDose: {
    rule: 'constant-dose',
    says: 'The same dose every day, in the fewest tablets.',
    source: 'NPSA Patient Safety Alert 18 (2007), section 8',
    status: 'verified',
  },
  weeklyPattern: {
    rule: 'weekly-pattern',
    says: 'These tablets cannot make the dose the same every day: two doses on named weekdays.',
    source: 'Clinical reference 8.4',
    status: 'derived',
  },
  ladder: {
    rule: 'recall-ladder',
    says: 'The longest recall for this number of consecutive results in range.',
    source: RECALL,
    status: 'verified',
  },
  oneRung: {
    rule: 'one-rung',
    says: 'The interval goes up by one step at most at each visit.',
    source: 'Clinical reference 1.6',
    status: 'derived',
  },
  late: {
    rule: 'came-late',
    says: 'The person came late for this test: the interval is not made longer.',
    source: 'Clinical reference 1.6',
    status: 'derived',
  },
  maximum: {
    rule: 'maximum-interval',
    says: 'No interval is longer than 12 weeks.',
    source: SPS,
    status: 'verified',
  },
  valve: {
    rule: 'valve-maximum',
    says: 'With a mechanical valve, or when it is not known whether there is one, at most 6 weeks.',
    source: 'BCSH 1998 (to be verified); a trial supports 6 weeks',
    status: 'unverified',
  },
  outOfRange: {
    rule: 'out-of-range-recall',
    says: 'The INR is out of range: test again within 7 to 14 days.',
    source: RECALL,
    status: 'verified',
  },
  valveHigh: {
    rule: 'valve-high-recall',
    says: 'A high INR with a mechanical valve: test again within a week.',
    source: 'BCSH 1998 (to be verified)',
    status: 'unverified',
  },
  doseChange: {
    rule: 'dose-change-recall',
    says: 'The dose changes: test again within 14 days.',
    source: 'Kim 2010 and UW Health: 7 to 14 days after a change',
    status: 'verified',
  },
  firstDeviationRecall: {
    rule: 'first-deviation-recall',
    says: 'The dose is kept at an out-of-range INR: test again within 1 to 2 weeks.',
    source: 'CHEST 2012, as reported at second hand (grade D)',
    status: 'local',
  },
  afterOmission: {
    rule: 'after-omission',
    says: 'A dose is left out: test again within 7 days.',
    source: 'Clinical reference 1.6; local setting',
    status: 'local',
  },
  afterHighInr: {
    rule: 'after-high-inr',
    says: 'The last INR was 5.0 or more: test weekly until stable.',
    source: 'Kim 2010; safety reference 2.3',
    status: 'verified',
  },
  medicineChange: {
    rule: 'medicine-change',
    says: 'Another medicine was started or stopped: test within a week.',
    source: 'UK leaflet: any other new drug, INR after 1 week',
    status: 'verified',
  },
  illness: {
    rule: 'illness',
    says: 'Illness, or a change of alcohol or diet: test within a week.',
    source: 'Clinical reference 1.6 and 7; local setting',
    status: 'local',
  },
  missedDose: {
    rule: 'missed-dose',
    says: 'Doses were missed: test again within 14 days.',
    source: 'Clinical reference 1.6; local setting',
    status: 'local',
  },
} as const satisfies Record<string, Fired>

/** What the person who accepts the dose should know besides. */
export const NOTES = {
  swallowed:
    'The calculated change is smaller than the tablets can make: the dose stays as it is. Decide whether that is enough.',
  bandWiderThanRange:
    'The INR is outside the target range but within the band around the target in which the protocol leaves the dose alone.',
  farFromCalculated:
    'The dose that the tablets make differs by more than 5 % from the calculated dose.',
  currentCannotBeMade:
    'The tablets of this plan cannot make the dose in force exactly: this is the nearest.',
  missedDoses:
    'Doses were missed. They may explain a low INR: consider keeping the dose (University of Washington 2014).',
  procedure:
    'A procedure is planned. Agree with those who do it what happens to warfarin before and after.',
} as const
