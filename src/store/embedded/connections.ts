import type { Layout } from './layout.ts'

export const DATABASE = 'evenkeel'
export const SUPERUSER = 'postgres'
export const MIGRATOR_ROLE = 'evenkeel_migrator'
export const APP_ROLE = 'evenkeel_app'

/** A connection string for one role through the socket; the host before the slash is not used. */
export function urlFor(layout: Layout, role: string, database: string): string {
  return `postgres://${role}@localhost/${database}?host=${encodeURIComponent(layout.socket)}`
}
