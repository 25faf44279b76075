import type { Absence } from '#recall/absences.ts'
import type { WorklistFilter } from '#workflow/worklist.ts'

export const WORKLISTS = '/worklists'

/** The address of a list, of a part of it, of a later page of it; a list names no patient. */
export function worklistHref(
  kind: Absence,
  { risk = 'any', owner = 'anybody', medicine = 'any' }: Partial<WorklistFilter> = {},
  page = 1,
): string {
  const query = new URLSearchParams({
    ...(risk !== 'any' && { risk }),
    ...(owner !== 'anybody' && { owner }),
    ...(medicine !== 'any' && { medicine }),
    ...(page > 1 && { page: `${page}` }),
  })
  return `${WORKLISTS}/${kind}${query.size > 0 ? `?${query}` : ''}`
}
