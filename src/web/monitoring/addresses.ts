export const MONITORING = '/service/monitoring'
export const PROPOSE_MONITORING = '/service/monitoring/propose'

export const monitoringTableHref = (table: string): string => `${MONITORING}/tables/${table}`
export const choiceHref = (choiceId: string): string => `${MONITORING}/choices/${choiceId}`
