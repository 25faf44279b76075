import type { TestClinic } from '#test/clinic.ts'
import { done, type Fields, freshKey } from '#test/store/visit-desk.ts'
import { askTrial, askTrialAgain, cancelTrial } from '#workflow/ask-trial.ts'
import { runAskedTrials } from '#workflow/run-asked-trials.ts'
import { trialProgress, trialShown } from '#workflow/trials-shown.ts'
import { trialFields, USUAL_TRIAL } from '#workflow/typed-trial.ts'

/** A trial that is done in no time. */
export const SMALL = { ...trialFields(USUAL_TRIAL), patients: '50', days: '42' }

const never = new AbortController().signal
/** So small a trial is worked out sooner than a thread is there. */
const HERE = { threads: 0 }

/** A clinical lead who asks for trials, and the room in which they run. */
export function trialDesk(clinic: TestClinic) {
  const lead = clinic.callerOf('clinical-lead')
  return {
    ask: (fields: Fields = {}, role: 'clinical-lead' | 'prescriber' = 'clinical-lead') =>
      askTrial.run(clinic.house, clinic.callerOf(role), freshKey(clinic), { ...SMALL, ...fields }),
    again: (trialId: string) =>
      askTrialAgain.run(clinic.house, lead, freshKey(clinic), { trialId }),
    cancel: (trialId: string) => cancelTrial.run(clinic.house, lead, freshKey(clinic), { trialId }),
    run: () => runAskedTrials(clinic.house, never, HERE),
    /** On a thread that gives way, until it is told to stop. */
    runBeside: (stop: AbortSignal = never) => runAskedTrials(clinic.house, stop),
    shown: async (trialId: string) => {
      const shown = await trialShown(clinic.house, lead, { trialId })
      if (shown.kind === 'refused') throw new Error('no trial')
      return shown
    },
    progress: async (trialId: string) => {
      const progress = await trialProgress(clinic.house, lead, { trialId })
      if (progress.kind === 'refused') throw new Error('no trial')
      return progress
    },
    /** Asked and worked out. */
    done: async (fields: Fields = {}) => {
      const { trialId } = done(
        await askTrial.run(clinic.house, lead, freshKey(clinic), { ...SMALL, ...fields }),
      )
      await runAskedTrials(clinic.house, never, HERE)
      return trialId
    },
  }
}
