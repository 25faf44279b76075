export const AUDIT = '/service/audit'
export const AUDIT_EXPORT = `${AUDIT}/export`

/** The audit as it was asked for, from a line on. */
export function auditHref(asked: Readonly<Record<string, string>>, before?: number): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(asked)) if (value !== '') query.set(name, value)
  if (before !== undefined) query.set('before', `${before}`)
  return query.size === 0 ? AUDIT : `${AUDIT}?${query}`
}

export const looksHref = (patientId: string): string => `/patients/${patientId}/looked-at`
export const looksSheetHref = (patientId: string): string => `${looksHref(patientId)}/sheet`
