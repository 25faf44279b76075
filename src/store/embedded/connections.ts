import type { Layout } from './layout.ts'

export const DATABASE = 'evenkeel'
export const SUPERUSER = 'postgres'
export const MIGRATOR_ROLE = 'evenkeel_migrator'
export const APP_ROLE = 'evenkeel_app'
/** Commissioners and the local medical committee: what each may read is given by the schema shared_figures. */
export const READER_ROLES = ['evenkeel_commissioner', 'evenkeel_lmc'] as const

/** A connection string for one role through the socket; the host before the slash is not used. */
export function urlFor(layout: Layout, role: string, database: string): string {
  return `postgres://${role}@localhost/${database}?host=${encodeURIComponent(layout.socket)}`
}
