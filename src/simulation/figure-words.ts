// What the figures, the groups of people and the ways of recalling them are called.
import { POOR_CONTROL_PERCENT } from '#clinical/control.ts'
import type { Group } from './groups.ts'
import type { Share } from './shares.ts'
import type { TrialSpec } from './spec.ts'
import type { Figure } from './tallies.ts'

export type Unit = '%' | 'a year' | 'day'

/** Each figure in words, and what it is counted in. */
export const FIGURE_WORDS: Readonly<
  Record<Figure, { readonly words: string; readonly unit: Unit }>
> = {
  ttr: { words: 'Time in range', unit: '%' },
  ttrAfter28: { words: 'Time in range after 28 days', unit: '%' },
  below: { words: 'Time below range', unit: '%' },
  above: { words: 'Time above range', unit: '%' },
  trueInRange: { words: 'Days on which the true INR was in range', unit: '%' },
  ttrBelow65: {
    words: `People in range for less than ${POOR_CONTROL_PERCENT} % of the time`,
    unit: '%',
  },
  tests: { words: 'Tests', unit: 'a year' },
  testsAbove4AYear: { words: 'Tests above 4.0', unit: 'a year' },
  testsAbove5AYear: { words: 'Tests above 5.0', unit: 'a year' },
  everAbove5: { words: 'People with any test above 5.0', unit: '%' },
  changes: { words: 'Dose changes', unit: 'a year' },
  everStable: { words: 'People who became stable', unit: '%' },
  dayStable: { words: 'First stable day, of those who became stable', unit: 'day' },
}

/** Shares of all tests of all people together. */
export const SHARE_WORDS: Readonly<Record<Share, string>> = {
  testsAbove4: 'Share of all tests above 4.0',
  testsAbove5: 'Share of all tests above 5.0',
}

export const GROUP_WORDS: Readonly<Record<Group, string>> = {
  everybody: 'Everybody',
  'under-70': 'Under 70',
  '70-to-79': '70 to 79',
  '80-and-over': '80 and over',
  'vkorc1-GG': 'VKORC1 GG',
  'vkorc1-GA': 'VKORC1 GA',
  'vkorc1-AA': 'VKORC1 AA',
}

export const RECALL_WORDS: Readonly<Record<TrialSpec['recall'], string>> = {
  trial: 'The same plan of tests for all arms',
  rules: 'As each arm’s own rules recall',
}
