import { DIFFERENCE_CAUSES } from '#register/dose-difference.ts'
import { fieldsOf } from '#web/page.ts'
import { errorOf } from '#web/parts/findings.ts'
import { Select } from '#web/parts/select.tsx'
import { hasDifference } from '#workflow/settled-difference.ts'
import type { TaskProps } from './task.tsx'

type Props = TaskProps & { readonly name: 'differenceBecause' | 'closedDifference' }

/** Where another dose was taken than planned: why, before anything is decided on the visit (H35). */
export function TakenOtherwise({ page, request, findings, name }: Props) {
  if (!hasDifference(page.details)) return null
  return (
    <Select
      id={name}
      name={name}
      label="Why another dose was taken than planned"
      options={[
        { value: '', text: 'Choose' },
        ...Object.entries(DIFFERENCE_CAUSES).map(([value, text]) => ({ value, text })),
      ]}
      value={fieldsOf(request.form)[name]}
      error={errorOf(findings, name)}
    />
  )
}
