import type { HalfSignedIn, SignedIn } from '#workflow/see-session.ts'
import type { Door } from './receive.ts'
import type { Visit } from './visit.ts'

/** A row of the table of URLs that deals with the session itself, so it is answered at the door. */
export type DoorRoute = {
  readonly method: 'GET' | 'POST'
  readonly path: string
  /** Whoever is signed in shows first, once more, that it is they. */
  readonly needsProof?: true
} & (
  | {
      readonly forWhom: 'anybody'
      readonly answer: (door: Door, visit: Visit) => Promise<Response>
    }
  /** Also for whoever is half signed in. */
  | {
      readonly forWhom: 'known'
      readonly answer: (
        door: Door,
        visit: Visit,
        session: SignedIn | HalfSignedIn,
      ) => Promise<Response>
    }
  | {
      readonly forWhom: 'signed-in'
      readonly answer: (door: Door, visit: Visit, session: SignedIn) => Promise<Response>
    }
)
