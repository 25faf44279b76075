import type { PageRequest } from '#web/page.ts'

type Params = PageRequest['params']

/** The patient that the address of a page names. */
export const patientIn = ({ patientId = '' }: Params): string => patientId

/** The course that the address of a page names. */
export const episodeIn = ({ episodeId = '' }: Params): string => episodeId

/** Where other records of the same person are proposed, compared and joined. */
export const samePersonHref = (patientId: string): string => `/patients/${patientId}/same-person`
