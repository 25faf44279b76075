import type { Logger } from 'pino'
import type { Budgets } from '#access/budgets.ts'
import type { Served } from '#web/metrics/meters.ts'
import type { SessionLimits } from '#workflow/see-session.ts'

/** What the door must know of where it stands. */
export type DoorSettings = {
  /** The address people use, like https://evenkeel.example.nhs.uk; undefined on a machine of one's own. */
  readonly origin: string | undefined
  /** The proxies in front, whose word on where a request comes from is taken; nobody else's is. */
  readonly proxies?: readonly string[]
  /** Whether the process speaks https itself, so that whoever comes past a proxy has come over it too. */
  readonly isEncrypted?: boolean
  readonly sessionLimits: SessionLimits
  readonly log: Logger
  /** What one person may ask for in a while; nobody is held to any where every patient is invented. */
  readonly budgets?: Budgets
  /** Is told of each request that was answered, where requests are counted. */
  readonly served?: (request: Served) => void
  /** Whether the process is about to end, so that no new request should be sent here. */
  readonly isLeaving?: () => boolean
}

/** Browsers reach us over https: cookies may be bound to it. */
export const isSecure = ({ origin }: Pick<DoorSettings, 'origin'>): boolean =>
  origin?.startsWith('https:') ?? false
