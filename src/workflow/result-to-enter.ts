import type { Method } from '#clinical/warfarin/advice.ts'
import type { FoundTask, TaskKind } from '#store/tasks.ts'

/** What a result asks of the record that it belongs to; kept with the task of that record. */
export type ResultToEnter = {
  /** The result that waits, or was another patient's; absent of one that is held as it was sent. */
  readonly resultId?: string
  /** The message that is held. */
  readonly sentId?: string
  readonly inr: string
  readonly sampledOn: string
  /** How it was measured; where that is not said, by a laboratory. */
  readonly method?: Method
}

/** Whether a task of this kind asks for a result to be entered as a visit; an alarming one is an alarm until then (H17). */
export const isToEnter = (kind: TaskKind): boolean =>
  kind === 'result-to-enter' || kind === 'alarm-to-enter'

/** What a task says of a message that is held; undefined of a task about anything else. */
export const heldAsSent = ({
  details,
}: Pick<FoundTask, 'details'>): (ResultToEnter & { readonly sentId: string }) | undefined =>
  typeof details === 'object' && details !== null && 'sentId' in details
    ? (details as ResultToEnter & { readonly sentId: string })
    : undefined

/** Held results that are not older than a sample: none is dosed on before somebody has looked at them (H03). */
export const heldSince = (
  tasks: readonly FoundTask[],
  sampledOn: string,
): readonly ResultToEnter[] =>
  tasks.flatMap((task) => {
    const one = heldAsSent(task)
    return one !== undefined && one.sampledOn >= sampledOn ? [one] : []
  })

/** The result that a task asks to be entered; undefined of any other task. */
export const resultToEnter = ({
  kind,
  details,
}: Pick<FoundTask, 'kind' | 'details'>): ResultToEnter | undefined =>
  isToEnter(kind) ? (details as ResultToEnter) : undefined
