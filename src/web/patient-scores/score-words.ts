import type { ScoreId } from '#clinical/scores/score.ts'

/** What each score is called and what it is for. */
export const SCORE_WORDS: Readonly<
  Record<ScoreId, { readonly name: string; readonly of: string }>
> = {
  'cha2ds2-vasc': { name: 'CHA2DS2-VASc', of: 'Risk of stroke in atrial fibrillation' },
  orbit: { name: 'ORBIT', of: 'Risk of bleeding; the score that NICE recommends' },
  'has-bled': { name: 'HAS-BLED', of: 'Risk of bleeding' },
  'same-tt2r2': { name: 'SAMe-TT2R2', of: 'Likely control on warfarin' },
}
