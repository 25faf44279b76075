/** Why a fact of the record is no event, coded. */
export const DECLINED_REASONS = {
  'same-event': 'It belongs to an event that is recorded already',
  'entry-wrong': 'The entry was wrong, or a repeat test showed that it was',
  'no-bleeding-episode': 'A bruise or a graze, no bleeding episode',
  'planned-stay': 'A planned stay in hospital',
  'not-anticoagulation': 'A death that anticoagulation had nothing to do with',
} as const
