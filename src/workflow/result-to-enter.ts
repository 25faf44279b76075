import type { FoundTask, TaskKind } from '#store/tasks.ts'

/** What a result asks of the record that it belongs to; kept with the task of that record. */
export type ResultToEnter = {
  /** The result that waits, or was another patient's; absent of one that is held as it was sent. */
  readonly resultId?: string
  /** The message that is held. */
  readonly sentId?: string
  readonly inr: string
  readonly sampledOn: string
}

/** Whether a task of this kind asks for a result to be entered as a visit; an alarming one is an alarm until then (H17). */
export const isToEnter = (kind: TaskKind): boolean =>
  kind === 'result-to-enter' || kind === 'alarm-to-enter'

/** The result that a task asks to be entered; undefined of any other task. */
export const resultToEnter = ({
  kind,
  details,
}: Pick<FoundTask, 'kind' | 'details'>): ResultToEnter | undefined =>
  isToEnter(kind) ? (details as ResultToEnter) : undefined
