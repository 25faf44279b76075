import { DatabaseError } from 'pg'

/** What the policy of dose_decision raises (docs/decisions/0016): a broken rule of the dose, or of who decides it. */
const CODES: readonly string[] = ['23514', '42501']

/** Whether the database itself has refused a dose; every other fault stays one. */
export const isDoseRefusal = (error: unknown): boolean =>
  error instanceof DatabaseError &&
  CODES.includes(error.code ?? '') &&
  error.message.startsWith('dose refused:')
