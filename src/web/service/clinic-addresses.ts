export const CLINIC_PACKS = '/service/clinic-packs'
export const CLINICS = '/service/clinics'
export const CLOSED_DAYS = '/service/clinics/days'
export const clinicSettingHref = (id: string): string => `${CLINICS}/${id}`
