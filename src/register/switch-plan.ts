// A change from one oral anticoagulant to another as a plan with states: which medicines are taken in each (H18).
import { clinicalDate, type Day } from '#base/day.ts'
import { type DoacDose, formatDoacDose } from '#clinical/doac/doac.ts'

/** Warfarin is stopped and the new medicine waits for the INR; or both are taken until the INR of warfarin is reached. */
export type SwitchWay = 'gap' | 'overlap'

export const SWITCH_STATES = [
  'waiting',
  'planned',
  'overlapping',
  'finished',
  'done',
  'abandoned',
] as const
export type SwitchState = (typeof SWITCH_STATES)[number]

/** What moves a change on; a plan that has begun is never only left. */
export const SWITCH_STEPS = ['begin', 'extend', 'finish', 'confirm', 'abandon'] as const
export type SwitchStep = (typeof SWITCH_STEPS)[number]

const NEXT: Readonly<Record<SwitchState, Partial<Readonly<Record<SwitchStep, SwitchState>>>>> = {
  waiting: { finish: 'finished', abandon: 'abandoned' },
  planned: { begin: 'overlapping', abandon: 'abandoned' },
  overlapping: { extend: 'overlapping', finish: 'finished', abandon: 'abandoned' },
  finished: { confirm: 'done' },
  done: {},
  abandoned: {},
}

/** The state after a step; undefined when the step cannot be taken in that state. */
export const afterStep = (state: SwitchState, step: SwitchStep): SwitchState | undefined =>
  NEXT[state][step]

/** The state in which a change begins. */
export const firstState = (way: SwitchWay): SwitchState => (way === 'gap' ? 'waiting' : 'planned')

/** Which of the two medicines are taken in a state: both only while they overlap by the plan. */
export function takenIn(way: SwitchWay, state: SwitchState): readonly ('old' | 'new')[] {
  switch (state) {
    case 'waiting':
      return []
    case 'planned':
      return ['old']
    case 'overlapping':
      return ['old', 'new']
    case 'finished':
    case 'done':
      return ['new']
    case 'abandoned':
      return way === 'gap' ? [] : ['old']
  }
}

/** Whether a change is still to be brought to an end: the medicines have not changed places yet. */
export const isRunning = (state: SwitchState): boolean =>
  state === 'waiting' || state === 'planned' || state === 'overlapping'

/** A change as it is shown wherever the person is. */
export type ShownSwitch = {
  readonly state: SwitchState
  readonly oldMedicine: string
  readonly newMedicine: string
  /** What is taken of the old medicine, where it is a direct oral anticoagulant and known here. */
  readonly oldDose?: DoacDose | null
  readonly fromOn: Day
  readonly untilOn: Day
}

/** What a running change means for whoever looks after the person, with its dates; in one line. */
export function switchInWords(shown: ShownSwitch): string {
  const words = wordsOf(shown)
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

function wordsOf(shown: ShownSwitch): string {
  const { state, oldMedicine, newMedicine } = shown
  const taken = oldInWords(shown)
  const [from, until] = [clinicalDate(shown.fromOn), clinicalDate(shown.untilOn)]
  switch (state) {
    case 'waiting':
      return `${oldMedicine} stopped ${from}, ${newMedicine} not started: due ${until}`
    case 'planned':
      return `${taken}, changed to ${newMedicine} from ${from}`
    case 'overlapping':
      return `Two anticoagulants: ${taken} and ${newMedicine}, ${from} to ${until} at the latest`
    case 'finished':
      return `Changed from ${oldMedicine} to ${newMedicine}: removal of ${oldMedicine} to be confirmed by ${until}`
    case 'done':
      return `Changed from ${oldMedicine} to ${newMedicine}`
    case 'abandoned':
      return `Change from ${oldMedicine} to ${newMedicine} abandoned`
  }
}

/** The old medicine with what is taken of it. */
export const oldInWords = ({ oldMedicine, oldDose }: ShownSwitch): string =>
  oldDose == null ? oldMedicine : `${oldMedicine} ${formatDoacDose(oldDose)}`

/** Why a change that has begun is given up, coded. */
export const ABANDON_REASONS = {
  bleeding: 'Bleeding or another adverse event',
  'patient-choice': 'The patient no longer wants the change',
  'specialist-advice': 'Advice of a specialist',
  'no-longer-needed': 'The reason for the change no longer holds',
  other: 'Another reason',
} as const
export type AbandonReason = keyof typeof ABANDON_REASONS

/** Why the old medicine is stopped before the rule of the overlap is met, coded. */
export const EARLY_REASONS = {
  bleeding: 'Bleeding: it is stopped at once',
  'inr-above-range': 'The INR is above the range',
  'specialist-advice': 'Advice of a specialist',
} as const
export type EarlyReason = keyof typeof EARLY_REASONS
