import { createHash } from 'node:crypto'

/** By what the line of an act names a version of a patient or of a course, as the database works it out too (migration 0078). */
export function versionSealId({
  id,
  version,
}: {
  readonly id: string
  readonly version: number
}): string {
  return nameOf(`${id}:${version}`)
}

/** By what a line names the check of an entry from paper (migration 0085). */
export const paperCheckSealId = (entryId: string): string => nameOf(`${entryId}:check`)

function nameOf(text: string): string {
  const hex = createHash('md5').update(text).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-')
}
