import { NHS_BACK } from '#web/account/addresses.ts'
import { type NhsErrand, sealErrand } from '#workflow/nhs-errand.ts'
import { errandCookie } from './cookie.ts'
import type { Door } from './receive.ts'
import { isSecure } from './settings.ts'

/** The address to which the NHS identity service sends people back: of the setting, and not of the request. */
export const backAddress = ({ settings: { origin = '' } }: Door): string => `${origin}${NHS_BACK}`

/** The cookie by which a browser keeps what somebody went there for. */
export const errandOf = ({ house, settings }: Door, errand: NhsErrand): string =>
  errandCookie(sealErrand(house, errand), isSecure(settings))
