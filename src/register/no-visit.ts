/** Why a sheet of a clinic held on paper is not entered. Nobody says so of a visit whose dose is nowhere on record. */
export const NO_VISIT_REASONS = {
  'not-asked-to-come': 'Not asked to come: printed because a test was due, and not written on',
  'did-not-come': 'Did not come',
  moved: 'Was moved to another day before',
  'seen-elsewhere': 'In hospital, or seen by another service',
  'on-record-otherwise': 'Was seen, and what was done is on record in another way',
} as const
