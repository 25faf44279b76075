import type { PageRequest } from '#web/page.ts'

type Params = PageRequest['params']

/** The patient that the address of a page names. */
export const patientIn = ({ patientId = '' }: Params): string => patientId

/** The course that the address of a page names. */
export const episodeIn = ({ episodeId = '' }: Params): string => episodeId
