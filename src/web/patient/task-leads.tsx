import { samePersonHref } from '#web/register/address.ts'
import { rightPatientHref } from './right-patient.tsx'
import type { TaskProps } from './task.tsx'

/** Where that is settled which this task waits for: whose a result is, and whether two records are of one person. */
export function TaskLeads({ task: { kind, details, patientId } }: Pick<TaskProps['page'], 'task'>) {
  if (kind === 'wrong-patient') {
    const { resultId } = details as { readonly resultId: string }
    return (
      <p>
        <a href={rightPatientHref(resultId)}>Say whose result it is</a>
      </p>
    )
  }
  if (kind === 'record-link') {
    return (
      <p>
        <a href={samePersonHref(patientId)}>Compare the two records</a>
      </p>
    )
  }
  if (kind !== 'result-to-enter') return null
  return (
    <p>
      This closes by itself when the INR is{' '}
      <a href={`/patients/${patientId}`}>entered as a visit</a>, with the date it was taken.
    </p>
  )
}
