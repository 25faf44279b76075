import { DatabaseError } from 'pg'

/** Whether the database has refused a row because its time is not the database's own (docs/decisions/0026). */
export const isTimeRefusal = (error: unknown): boolean =>
  error instanceof DatabaseError &&
  error.code === '22008' &&
  error.message.startsWith('time refused:')
