import type { TrialReport } from '#simulation/trial-report.ts'
import { allProposals } from '#store/rule-proposals.ts'
import { type FoundTrial, figuresOfTrial, findTrial, newestTrials } from '#store/trials.ts'
import { notHere } from './outcome.ts'
import { idTyped } from './typed-id.ts'
import { view } from './view.ts'

export type { FoundTrial } from '#store/trials.ts'

const SHOWN = 50

export type TrialsShown = {
  readonly kind: 'trials'
  readonly trials: readonly FoundTrial[]
  /** Rules that are proposed here and may be tried: the proposal that was asked for, else the newest that is open. */
  readonly proposal: { readonly id: string; readonly number: number } | undefined
}

/** The trials of this site, newest first. */
export const trialsShown = view<{ readonly proposalId: string | null }, TrialsShown>(
  'try-dosing',
  async ({ tx }, { proposalId }) => {
    const proposals = await allProposals(tx)
    const proposal =
      proposals.find(({ id }) => id === proposalId) ??
      proposals.find(({ state }) => state === 'open')
    return { kind: 'trials', trials: await newestTrials(tx, SHOWN), proposal }
  },
)

export type TrialShown = {
  readonly kind: 'trial'
  readonly trial: FoundTrial
  /** Of a trial that is done. */
  readonly report: TrialReport | undefined
  /** The trial that this one asks again. */
  readonly before: FoundTrial | undefined
}

/** One trial with all its figures. */
export const trialShown = view<{ readonly trialId: string }, TrialShown>(
  'try-dosing',
  async ({ tx }, { trialId }) => {
    const trial = await findTrial(tx, idTyped(trialId))
    if (trial === undefined) return notHere('trial')
    const { spec, version, rules, againOf } = trial
    const settings = await figuresOfTrial(tx, trial.id)
    const isDone = settings !== undefined && version !== null && rules !== null
    return {
      kind: 'trial',
      trial,
      report: isDone ? { spec, settings, version, rules } : undefined,
      before: againOf === null ? undefined : await findTrial(tx, againOf),
    }
  },
)

export type TrialProgress = {
  readonly kind: 'progress'
  readonly isOver: boolean
  readonly isRunning: boolean
  readonly perMille: number
}

/** How far a trial is. */
export const trialProgress = view<{ readonly trialId: string }, TrialProgress>(
  'try-dosing',
  async ({ tx }, { trialId }) => {
    const trial = await findTrial(tx, idTyped(trialId))
    if (trial === undefined) return notHere('trial')
    const { how, isRunning, perMille } = trial
    return { kind: 'progress', isOver: how !== null, isRunning, perMille }
  },
)
