import type { Pool } from 'pg'
import type { ActName, Competence, Role } from '#access/policy.ts'
import type { Day } from '#base/day.ts'
import type { Application } from '#store/decisions.ts'
import type { Journal } from '#store/journal.ts'
import type { LooksOutside } from '#store/looks-outside.ts'
import type { Tx } from '#store/tx.ts'
import type { ActEnding } from './act-ending.ts'
import type { AnchorFolder } from './anchor-file.ts'
import type { DiskWatch } from './disk-watch.ts'
import type { NhsService } from './nhs-service.ts'
import type { Gateway } from './text-gateway.ts'

/** Who is asking: read from the database, for an act in its own transaction, and never from a cookie. */
export type Actor = {
  readonly accountId: string
  readonly name: string
  readonly role: Role
  readonly competence: Competence
}

/** What an act has before it: the open transaction, the day, the person. Nothing else is in reach. */
export type Desk = {
  readonly tx: Tx
  readonly now: number
  readonly today: Day
  readonly actor: Actor
  newId(): string
  /** The session of the request, by what names it under each of its tokens; undefined where nobody signed in asks. */
  readonly session: Buffer | undefined
  /** Signs and checks what a page must hand back unchanged (a suggestion). */
  readonly secret: Buffer
  /** Whether a gateway sends the texts of this house; without one they are copied by hand. */
  readonly sendsTexts: boolean
  /** What makes suggestions here; kept with each (H10). */
  readonly application: Application
}

/** The product as the doors hold it: a pool, a clock, a secret. */
export type House = {
  readonly pool: Pool
  readonly clock: () => number
  /** The clock of this machine, to be held against the database's: a pretended day must not hide a wrong one. */
  readonly machineClock?: () => number
  readonly secret: Buffer
  /** A key of the site that lies outside the database, where it has one; it is in the seal of what must be used again. */
  readonly key?: Buffer
  /** Where each acknowledged act is written down outside the database; not while a demonstration is made. */
  readonly journal?: Journal
  /** Where it is written down who looked at whom while the database takes no changes; without it nobody is shown then. */
  readonly looks?: LooksOutside
  /** The room on the disks of this process, where it is watched. */
  readonly disk?: DiskWatch
  /** The folder in which the sealed packs are written, where this process writes them. */
  readonly packs?: string
  /** The commit that is served, where whoever started it knows. */
  readonly commit?: string
  /** What sends texts, where a site has set one up. */
  readonly gateway?: Gateway
  /** Where it is written down outside the database how far the audit chains stand. */
  readonly anchors?: AnchorFolder
  /** Who somebody is, as the NHS says, where a site has set that up. */
  readonly nhs?: NhsService
  /** Everybody needs a second step here, in a demonstration too. */
  readonly demandsSecondStep?: boolean
  /** Tells whoever runs trials that one is asked for; without it, it is found at the next look. */
  readonly trialAsked?: () => void
  /** Lets everybody else have their turn, after so many milliseconds of work that the product does by itself; throws where that is to stop. */
  readonly giveWay?: (tookMs: number) => Promise<void>
  /** Is told how each act ended, where acts are counted. */
  readonly actEnded?: (act: ActName, ending: ActEnding) => void
}

/** Whose request this is, as the session says. */
export type Caller = {
  readonly providerId: string
  readonly accountId: string
  /** The person's place here as the database told it for this very request: enough to look, not to act. */
  readonly seenAs?: Actor
  /**
   * Whose record the entry is for, as the page or the program says beside what it sends: an act that turns out to be about
   * another patient is undone (H01). `not-said` lets no act through that is about one.
   */
  readonly entersFor?: string
  /**
   * When the person of the session last showed all that the account asks for; null where not yet. A caller without it comes from no
   * door: what the house does itself, and no open session on a desk.
   */
  readonly provenAt?: number | null
  /** The session that the request came in, by what names it under each of its tokens. */
  readonly session?: Buffer
}
