export const METERS = '/service/meters'
export const NEW_METER = `${METERS}/new`
export const CONTROL = `${METERS}/control`
export const CONTROL_RULE = `${METERS}/control-rule`
export const LICENCES = '/service/licences'
/** Where a survey of a meter is recorded. */
export const surveysHref = (key: string): string => `${meterHref(key)}/surveys`
/** The forms of one licence. */
export const licenceHref = (id: string): string => `${LICENCES}?licence=${id}`
export const STRIP_LOTS = '/service/strip-lots'

export const meterHref = (key: string): string => `${METERS}/${encodeURIComponent(key)}`
/** The form of a control, with this meter chosen. */
export const controlHref = (key: string): string =>
  `${METERS}?meter=${encodeURIComponent(key)}#control`
export const lotHref = (lot: string): string => `${STRIP_LOTS}?lot=${encodeURIComponent(lot)}`
