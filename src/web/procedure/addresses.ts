/** Where the plan for a procedure of one patient is, its other dates, and what is recorded of it. */
export const procedureHref = (patientId: string): string => `/patients/${patientId}/procedure`
export const moveHref = (patientId: string): string => `${procedureHref(patientId)}/move`
export const deedHref = (patientId: string, planId: string, deed: string): string =>
  `${procedureHref(patientId)}/${planId}/${deed}`
