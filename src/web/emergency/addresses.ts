export const EMERGENCY = '/emergency'
export const emergencyHref = (look: string): string => `${EMERGENCY}/${look}`

export const EMERGENCY_LOOKS = '/service/emergency-looks'
export const emergencyLookHref = (look: string): string => `${EMERGENCY_LOOKS}/${look}`
