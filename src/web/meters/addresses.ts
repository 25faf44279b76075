export const METERS = '/service/meters'
export const NEW_METER = `${METERS}/new`
export const CONTROL = `${METERS}/control`
export const CONTROL_RULE = `${METERS}/control-rule`
export const STRIP_LOTS = '/service/strip-lots'

export const meterHref = (key: string): string => `${METERS}/${encodeURIComponent(key)}`
/** The form of a control, with this meter chosen. */
export const controlHref = (key: string): string =>
  `${METERS}?meter=${encodeURIComponent(key)}#control`
export const lotHref = (lot: string): string => `${STRIP_LOTS}?lot=${encodeURIComponent(lot)}`
