import type { Pool } from 'pg'
import { statementName, type Tx } from './tx.ts'

/**
 * What belongs to no provider (accounts, sessions, the installation) is asked here: each question stands
 * alone and is committed by itself. A transaction answers the same questions inside an act.
 */
export type Outside = Pick<Tx, 'query'>

export function outside(pool: Pool): Outside {
  return {
    async query<Row extends object>(sql: string, values: readonly unknown[]) {
      const question = { name: statementName(sql), text: sql, values: [...values] }
      return (await pool.query<Row>(question)).rows
    },
  }
}
