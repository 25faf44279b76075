import type { Logger } from 'pino'
import type { SessionLimits } from '#workflow/see-session.ts'

/** What the door must know of where it stands. */
export type DoorSettings = {
  /** The address people use, like https://evenkeel.example.nhs.uk; undefined on a machine of one's own. */
  readonly origin: string | undefined
  readonly sessionLimits: SessionLimits
  readonly log: Logger
}

/** Browsers reach us over https: cookies may be bound to it. */
export const isSecure = ({ origin }: DoorSettings): boolean => origin?.startsWith('https:') ?? false
