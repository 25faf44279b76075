/** Roles that are named together in the table of who may do what. */
export const CLINICIANS = ['nurse', 'pharmacist', 'prescriber', 'clinical-lead'] as const
export const PRESCRIBERS = ['prescriber', 'clinical-lead'] as const
export const CLINIC = ['healthcare-assistant', ...CLINICIANS] as const
export const DESK = [...CLINIC, 'receptionist', 'practice-manager'] as const
/** Who works for a commissioner: one who reads and prepares, and one who decides too. */
export const COMMISSIONERS = ['commissioner-analyst', 'commissioner-manager'] as const
export const MANAGERS = ['practice-manager', 'clinical-lead'] as const
