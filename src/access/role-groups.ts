/** Roles that are named together in the table of who may do what. */
export const CLINICIANS = ['nurse', 'pharmacist', 'prescriber', 'clinical-lead'] as const
export const PRESCRIBERS = ['prescriber', 'clinical-lead'] as const
export const CLINIC = ['healthcare-assistant', ...CLINICIANS] as const
export const DESK = [...CLINIC, 'receptionist', 'practice-manager'] as const
export const MANAGERS = ['practice-manager', 'clinical-lead'] as const
