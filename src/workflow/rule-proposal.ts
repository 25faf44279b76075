import { changedMeanwhile, type Refused, refused } from './outcome.ts'

/** A run older than this says too little about the patients of today. @see docs/evidence.md#shadow-run */
export const RUN_LASTS_DAYS = 7

const DAY_MS = 86_400_000

/** Whether a run may be activated on: it is of the rules in force and recent; else why it must be run again. */
export function runStanding(
  run: { readonly baseHash: string; readonly runAt: number } | undefined,
  inForce: string,
  now: number,
): 'stands' | 'not-run' | 'other-base' | 'too-old' {
  if (run === undefined) return 'not-run'
  if (run.baseHash !== inForce) return 'other-base'
  return now - run.runAt > RUN_LASTS_DAYS * DAY_MS ? 'too-old' : 'stands'
}

export const RUN_AGAIN: Readonly<Record<'not-run' | 'other-base' | 'too-old', string>> = {
  'not-run':
    'The proposed rules have not been run over the decisions of this site. Run them first.',
  'other-base': 'The rules in force have changed since the run. Run the proposed rules again.',
  'too-old': `The run is more than ${RUN_LASTS_DAYS} days old. Run the proposed rules again.`,
}

export const proposalSettled: Refused = refused(409, {
  field: '',
  code: 'proposal-settled',
  message: 'This proposal has been activated, declined or withdrawn already.',
})

export const settledMeanwhile: Refused = changedMeanwhile('this proposal')
