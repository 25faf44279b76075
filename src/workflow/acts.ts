import type { ActName } from '#access/policy.ts'
import type { Done } from './act.ts'
import type { Caller, House } from './desk.ts'
import type { Refused } from './outcome.ts'

/** An act as a program asks for it: by its name, with what is not yet parsed. */
export type AnyAct = {
  readonly name: ActName
  readonly run: (
    house: House,
    caller: Caller,
    key: string,
    input: unknown,
  ) => Promise<Done | Refused>
}

/** Every act that can be asked for over HTTP as JSON, by the name of its file. */
export const ACTS: Readonly<Record<string, AnyAct>> = {}
