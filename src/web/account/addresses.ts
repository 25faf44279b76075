export const SECOND_STEP = '/account/second-step'
export const NEW_SECOND_STEP = '/account/second-step/new'
export const NEW_RECOVERY_CODES = '/account/second-step/codes'
export const REMOVE_SECOND_STEP = '/account/second-step/remove'
/** Where whoever is half signed in goes on. */
export const ENTER_CODE = '/sign-in/code'
