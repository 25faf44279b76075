import { clinicalInstant } from '#base/day.ts'
import type { TaskPage } from '#workflow/task-page.ts'

type Props = { readonly patientId: string; readonly tasks: TaskPage['others'] }

/** Before a dose is accepted: the target that it is worked out for may be wrong, and whose task that is (H07). */
export function TargetNote({ patientId, tasks }: Props) {
  const doubt = tasks.find(({ kind }) => kind === 'target-doubt')
  if (doubt === undefined) return null
  const { title, takenByName, dueAt } = doubt
  return (
    <div className="evk-note">
      <p>
        <strong>{title}.</strong> This dose is for that target. Read{' '}
        <a href={`/patients/${patientId}/plan`}>the treatment plan</a> first;{' '}
        {takenByName ?? 'nobody yet'} has it as a task, due {clinicalInstant(dueAt)}.
      </p>
    </div>
  )
}
