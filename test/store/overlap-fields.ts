/** The plan of an overlap as it is typed: warfarin from today, both for twelve days at most. */
export const OVERLAP: Readonly<Record<string, string>> = {
  target: '2.5',
  rangeLow: '2.0',
  rangeHigh: '3.0',
  duration: 'long-term',
  reviewOn: '2027-06-01',
  protocol: 'coventry',
  'tablet-1000': 'yes',
  'tablet-3000': 'yes',
  method: 'provider-meter',
  managementPlan: 'Yellow book, who to call',
  fromOn: '2026-11-22',
  untilOn: '2026-12-04',
  note: 'Interacting medicine started',
}
