import { RETURN_ABSENCE_ROWS } from './return-absence-sql.ts'
import { TRANSFER_ABSENCE_ROWS } from './transfer-absence-sql.ts'

/** What may be missing towards the commissioner and towards other providers. */
export const SERVICE_ABSENCE_ROWS = { ...RETURN_ABSENCE_ROWS, ...TRANSFER_ABSENCE_ROWS } as const
