/** Why a recorded NHS number is changed, coded (D3.61). */
export const NUMBER_CHANGE_REASONS = [
  'superseded',
  'typed-wrong',
  'belongs-to-another-person',
  'confidential-new-identity',
] as const
export type NumberChangeReason = (typeof NUMBER_CHANGE_REASONS)[number]

export const NUMBER_CHANGE_WORDS: Readonly<Record<NumberChangeReason, string>> = {
  superseded: 'The national service gave a new number in its place',
  'typed-wrong': 'It was typed wrong',
  'belongs-to-another-person': 'It is the number of another person',
  'confidential-new-identity': 'New identity, told by the national service',
}

export const isNumberChangeReason = (code: string): code is NumberChangeReason =>
  NUMBER_CHANGE_REASONS.some((known) => known === code)
