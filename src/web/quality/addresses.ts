/** A provider's own quality: requirements, breaches, action plans. */
export const OWN_QUALITY = '/service/quality'

export const ownBreachHref = (breachId: string): string => `${OWN_QUALITY}/${breachId}`
export const planUpdateHref = (breachId: string): string => `${ownBreachHref(breachId)}/update`

/** What providers told a commissioner of events, and how each quality requirement stands. */
export const QUALITY = '/commissioner/quality'

export const decideHref = (contractId: string, requirementId: string): string =>
  `${QUALITY}/decide/${contractId}/${requirementId}`
export const breachHref = (breachId: string): string => `${QUALITY}/breaches/${breachId}`
export const analysisHref = (eventId: string): string => `${QUALITY}/analyses/${eventId}`
