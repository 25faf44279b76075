import type { Layout } from './layout.ts'

export const DATABASE = 'evenkeel'
export const SUPERUSER = 'postgres'
export const MIGRATOR_ROLE = 'evenkeel_migrator'
export const APP_ROLE = 'evenkeel_app'
/** The role that the application takes for whatever a commissioner reads: the views of the schema commissioned and nothing else. */
export const COMMISSIONING_ROLE = 'evenkeel_commissioning'
/** Roles that nobody signs in as, and what each may read: commissioners and the local medical committee the schema shared_figures. */
export const READER_ROLES = ['evenkeel_commissioner', 'evenkeel_lmc', COMMISSIONING_ROLE] as const

/** A connection string for one role through the socket; the host before the slash is not used. */
export function urlFor(layout: Layout, role: string, database: string): string {
  return `postgres://${role}@localhost/${database}?host=${encodeURIComponent(layout.socket)}`
}
