export const VIRTUAL_CLINIC = '/service/virtual-clinic'

/** The form, filled in as an earlier trial was asked. */
export const askLikeHref = (trialId: string): string => `${VIRTUAL_CLINIC}?like=${trialId}`

/** The form, filled in to hold proposed rules against those of the site. */
export const tryRulesHref = (proposalId: string): string =>
  `${VIRTUAL_CLINIC}?proposal=${proposalId}`

export const trialHref = (trialId: string): string => `${VIRTUAL_CLINIC}/${trialId}`

export const progressHref = (trialId: string): string => `${trialHref(trialId)}/progress`

/** What a trial can be saved as. */
export const FILE_KINDS = ['html', 'csv', 'json'] as const
export type FileKind = (typeof FILE_KINDS)[number]

export const trialFileHref = (trialId: string, kind: FileKind): string =>
  `${trialHref(trialId)}/files/${kind}`
