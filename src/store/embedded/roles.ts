import type { Client } from 'pg'
import {
  APP_ROLE,
  COMMISSIONING_ROLE,
  DATABASE,
  MIGRATOR_ROLE,
  READER_ROLES,
} from './connections.ts'

/**
 * Two roles, so that no request can change the schema or step over row-level security: the migrator owns the tables
 * and passes by the policies (adding a foreign key fails falsely otherwise); the application does neither.
 * A request that hangs is ended before it can hold up a clinic. And some that nobody signs in as, for whoever may read figures of whole
 * providers and nothing else (H36); of them the application takes one, by name and for a moment, and has nothing of it otherwise.
 */
const ROLES = [
  `alter role ${MIGRATOR_ROLE} with login bypassrls nosuperuser nocreaterole nocreatedb`,
  `alter role ${APP_ROLE} with login noinherit nobypassrls nosuperuser nocreaterole nocreatedb`,
  ...READER_ROLES.map(
    (role) => `alter role ${role} with nologin nobypassrls nosuperuser nocreaterole nocreatedb`,
  ),
  `grant ${COMMISSIONING_ROLE} to ${APP_ROLE}`,
  `alter role ${APP_ROLE} set statement_timeout = '15s'`,
  `alter role ${APP_ROLE} set lock_timeout = '5s'`,
  `alter role ${APP_ROLE} set idle_in_transaction_session_timeout = '30s'`,
]

/** Makes the roles and the database where they are missing, and puts their limits right. */
export async function ensureRolesAndDatabase(superuser: Client): Promise<void> {
  for (const role of [MIGRATOR_ROLE, APP_ROLE, ...READER_ROLES]) {
    const found = await superuser.query('select 1 from pg_roles where rolname = $1', [role])
    if (found.rowCount === 0) await superuser.query(`create role ${role}`)
  }
  for (const statement of ROLES) await superuser.query(statement)
  const found = await superuser.query('select 1 from pg_database where datname = $1', [DATABASE])
  if (found.rowCount === 0) {
    await superuser.query(`create database ${DATABASE} owner ${MIGRATOR_ROLE}`)
    await superuser.query(`revoke all on database ${DATABASE} from public`)
    await superuser.query(`grant connect on database ${DATABASE} to ${APP_ROLE}`)
  }
}
