export const SHARED_SIGN_INS = '/service/shared-sign-ins'

export const sharedSignInHref = (id: string): string => `${SHARED_SIGN_INS}/${id}`
