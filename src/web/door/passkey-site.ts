import type { PasskeySite } from '#workflow/passkey-site.ts'
import type { Arrival } from './arrival.ts'
import type { DoorSettings } from './settings.ts'

/** Digits and dots, or in brackets: a browser binds a passkey to a name alone. */
const NO_NAME = /^[\d.]+$|^\[/

/**
 * Where passkeys belong: to the address that is set for people to use, over https. On a machine of one's own, where none is set, to
 * `localhost`, which browsers take as safe. What a request says of any other address is not believed.
 */
export function passkeySite(
  { origin }: DoorSettings,
  { headers }: Arrival,
): PasskeySite | undefined {
  const address = origin ?? `http://${headers.get('host') ?? ''}`
  if (!URL.canParse(address)) return undefined
  const { protocol, hostname: domain, origin: whole } = new URL(address)
  const isSafe = domain === 'localhost' || (origin !== undefined && protocol === 'https:')
  return isSafe && !NO_NAME.test(domain) ? { domain, origin: whole } : undefined
}
