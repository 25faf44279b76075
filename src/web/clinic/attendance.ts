import { isDay } from '#base/day.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { field, fieldsOf, type PageHandler } from '#web/page.ts'
import { recordAttendance } from '#workflow/record-attendance.ts'
import { CLINIC, clinicHref } from './addresses.ts'

/** Records who came, and shows the same list again. */
export const attendancePosted: PageHandler = async ({ house, caller, key, form }) => {
  const { on: _, ...fields } = fieldsOf(form)
  const outcome = await recordAttendance.run(house, caller, key, fields)
  if (outcome.kind === 'refused') return refusalPage(outcome)
  const on = field(form, 'on')
  return { kind: 'redirect', to: isDay(on) ? clinicHref(on) : CLINIC }
}
