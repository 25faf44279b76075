/** Where the pages of one patient are that recall uses; an address names nobody but by the internal id. */
export const patientHref = (patientId: string): string => `/patients/${patientId}`
export const contactsHref = (patientId: string): string => `/patients/${patientId}/contacts`
export const appointmentsHref = (patientId: string): string => `/patients/${patientId}/appointments`
export const nonAttendanceHref = (patientId: string): string =>
  `/patients/${patientId}/non-attendance`
export const planHref = (patientId: string): string => `/patients/${patientId}/plan`
export const taskHref = (taskId: string): string => `/tasks/${taskId}`
export const doseHref = (decisionId: string): string => `/doses/${decisionId}`
