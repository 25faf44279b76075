import type { Day } from '#base/day.ts'
import type { ClinicStep } from '#recall/clinic-step.ts'

export const CLINIC = '/clinic'
export const ATTENDANCE = '/clinic/attendance'

/** The list of a clinic day, or of those who stand at one step of it. */
export const clinicHref = (on: Day, step?: ClinicStep): string =>
  `${CLINIC}?on=${on}${step === undefined ? '' : `&step=${step}`}`

export const END_OF_CLINIC = '/clinic/end'

export const endOfClinicHref = (on: Day): string => `${END_OF_CLINIC}?on=${on}`
