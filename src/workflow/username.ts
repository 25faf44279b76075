import type { Finding } from './outcome.ts'

const USERNAME = /^[a-z][a-z0-9.-]{2,63}$/

export const USERNAME_TAKEN =
  'Somebody has this user name already, here or at another provider. Choose another.'

/** A user name as it is kept: without spaces around it, in small letters. */
export const readUsername = (typed: string | undefined): string =>
  (typed ?? '').trim().toLowerCase()

/** What is wrong with a new user name, or undefined. */
export function faultOfUsername(username: string): Finding | undefined {
  if (USERNAME.test(username)) return undefined
  const message = 'Enter a user name of 3 to 64 letters, digits, full stops and hyphens.'
  return { field: 'username', code: 'format', message }
}
