export const SECOND_STEP = '/account/second-step'
export const NEW_SECOND_STEP = '/account/second-step/new'
export const NEW_RECOVERY_CODES = '/account/second-step/codes'
export const REMOVE_SECOND_STEP = '/account/second-step/remove'
export const NEW_PASSKEY = '/account/passkeys/new'
export const REMOVE_PASSKEY = '/account/passkeys/remove'
/** Where whoever is half signed in goes on. */
export const ENTER_CODE = '/sign-in/code'
export const SIGN_IN_BY_PASSKEY = '/sign-in/passkey'
