export const AFTER_RESTORE = '/service/after-restore'

export const unknownHref = (id: string): string => `${AFTER_RESTORE}/${id}`
