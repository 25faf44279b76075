import { exists } from '#web/door/navigation.ts'
import { SENT_RESULTS } from '#web/import/addresses.ts'
import { doseHref } from '#web/patient-contacts/addresses.ts'
import { samePersonHref } from '#web/register/address.ts'
import { heldAsSent, isToEnter } from '#workflow/result-to-enter.ts'
import { rightPatientHref } from './right-patient.tsx'
import type { TaskProps } from './task.tsx'

/** Where that is settled which this task waits for: whose a result is, and whether two records are of one person. */
export function TaskLeads({ page: { task }, request }: Pick<TaskProps, 'page' | 'request'>) {
  const { kind, details, patientId } = task
  const { role } = request.visitor
  if (kind === 'wrong-patient') {
    const { resultId } = details as { readonly resultId: string }
    const text = 'Say whose result it is'
    const mayName = exists('record-wrong-patient', role)
    return <p>{mayName ? <a href={rightPatientHref(resultId)}>{text}</a> : text}</p>
  }
  if (kind === 'record-link') {
    const text = 'Compare the two records'
    const mayOpen = exists('link-records', role)
    return <p>{mayOpen ? <a href={samePersonHref(patientId)}>{text}</a> : text}</p>
  }
  if (kind === 'text-withdrawn') {
    const { decisionId } = details as { readonly decisionId: string }
    return (
      <p>
        Say that the text of <a href={doseHref(decisionId)}>this dose</a> is not to be followed, and
        what is. Look at it first: it may count again.
      </p>
    )
  }
  const held = heldAsSent(task) && exists('bring-in-results', role) && (
    <p>
      The message is held under <a href={SENT_RESULTS}>results of laboratories</a>: it is tried
      again or settled there.
    </p>
  )
  if (!isToEnter(kind)) return held || null
  return (
    <>
      {held}
      <p>
        This closes by itself when the INR is{' '}
        <a href={`/patients/${patientId}`}>entered as a visit</a>, with the date it was taken.
      </p>
    </>
  )
}
