// The published action of each severity of bleeding. BSH 2011 knows major and non-major; the split of the latter is ISTH's.
import type { Alarm } from './advice.ts'

export const BSH = 'BSH 2011 (Keeling), quoted at second hand'
/** @see docs/evidence.md#alarm-minutes */
const NOW = 5
/** @see docs/evidence.md#alarm-minutes */
const SOON = 30

/** Status: verified in S33; minor bleeding: local setting. @see docs/evidence.md#high-inr */
export const BLEEDING_ACTIONS = {
  'bleeding-major': {
    code: 'bleeding-major',
    title: 'Major bleeding',
    action:
      'Call 999 now. Stop warfarin. In hospital: four-factor prothrombin complex concentrate 25-50 units/kg and vitamin K 5 mg into a vein.',
    source: BSH,
    grade: '1B',
    status: 'verified',
    who: 'prescriber',
    withinMinutes: NOW,
  },
  'bleeding-clinically-relevant': {
    code: 'bleeding-clinically-relevant',
    title: 'Bleeding that needs treatment or attention (not major)',
    action:
      'Withhold warfarin. Arrange same-day assessment: vitamin K 1-3 mg into a vein. If the INR is above 8.0 repeat it in 24 hours, and vitamin K if it is still above 8.0. Restart at a lower dose when the INR is below 5.0.',
    source: BSH,
    grade: '1B',
    status: 'verified',
    who: 'prescriber',
    withinMinutes: SOON,
    retestWithinDays: 1,
  },
  'bleeding-minor': {
    code: 'bleeding-minor',
    title: 'Minor bleeding or bruising',
    action:
      'Ask where, since when and how much, and about falls and other medicines. Decide the dose yourself. Bleeding that goes on, gets worse or needs treatment is clinically relevant: withhold warfarin and arrange same-day assessment.',
    source:
      'Safety reference, case D4.63; BSH 2011 has no action for bleeding that needs no treatment',
    grade: 'none',
    status: 'local',
    who: 'prescriber',
    withinMinutes: SOON,
    retestWithinDays: 1,
  },
} as const satisfies Readonly<Record<string, Alarm>>
