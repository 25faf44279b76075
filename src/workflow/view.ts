import type { ActName } from '#access/policy.ts'
import { canonicalJson } from '#base/canonical.ts'
import { addAuditLine } from '#store/audit.ts'
import { isReadOnlyRefusal } from '#store/read-only.ts'
import { inTransaction } from '#store/tx.ts'
import { deskOf, openDesk } from './act.ts'
import type { Caller, Desk, House } from './desk.ts'
import { reconcilingRefusal } from './not-while-reconciling.ts'
import { isLookNoted, rememberLook } from './noted-in-request.ts'
import type { Refused } from './outcome.ts'

type Answer = { readonly kind: string }

export type View<Question, Result extends Answer> = (
  house: House,
  caller: Caller,
  question: Question,
) => Promise<Result | Refused>

/** What a look is noted about: a patient by id, or a list of people by what it is the list of. */
type About = string | { readonly subject: string }

/**
 * Makes a function a view: the same permission as an act, and a "looked at" line when what is shown is
 * one patient's, once in a request. `aboutOf` names that patient, or the list of many that was opened where that is noted. While the
 * database takes no changes the line is written outside it, and nothing is shown where it cannot be.
 */
export function view<Question, Result extends Answer>(
  name: ActName,
  look: (desk: Desk, question: Question) => Promise<Result | Refused>,
  aboutOf?: (question: Question, answer: Result) => About,
): View<Question, Result> {
  return async (house, caller, question) => {
    let seen: Seen<Result> | undefined
    let looked: string | undefined
    const shown = inTransaction<Result | Refused>(house.pool, caller.providerId, async (tx) => {
      const now = house.clock()
      const request = { tx, house, caller, now }
      const desk = await deskToLook(name, request)
      if ('kind' in desk) return { keep: false, answer: desk }

      const answer = await look(desk, question)
      if (answer.kind === 'refused' || aboutOf === undefined) return { keep: false, answer }

      const about = aboutOf(question, answer as Result)
      if (isLookNoted(caller, name, wordOf(about))) return { keep: false, answer }
      looked = wordOf(about)
      const at = new Date(now).toISOString()
      const { role } = desk.actor
      const line = canonicalJson({ looked: name, at, by: caller.accountId, role, ...inLine(about) })
      seen = { answer: answer as Result, line }
      return { keep: true, answer, last: (ended) => addAuditLine(ended, line) }
    })
    const answer = await shown.catch((error: unknown) => seenOutside(house, caller, seen, error))
    if (looked !== undefined) rememberLook(caller, name, looked)
    return answer
  }
}

const wordOf = (about: About): string => (typeof about === 'string' ? about : about.subject)

const inLine = (about: About) => (typeof about === 'string' ? { patient: about } : about)

/** What was found, and the line that says who was shown it. */
type Seen<Result> = { readonly answer: Result; readonly line: string }

async function seenOutside<Result>(
  { looks }: House,
  { providerId }: Caller,
  seen: Seen<Result> | undefined,
  error: unknown,
): Promise<Result> {
  if (seen === undefined || looks === undefined || !isReadOnlyRefusal(error)) throw error
  await looks.add({ provider: providerId, line: seen.line })
  return seen.answer
}

type Request = Parameters<typeof openDesk>[1]

async function deskToLook(name: ActName, request: Request): Promise<Desk | Refused> {
  const { seenAs } = request.caller
  const desk = seenAs ? deskOf(name, request, seenAs) : await openDesk(name, request)
  if ('kind' in desk) return desk
  return (await reconcilingRefusal(name, request.tx)) ?? desk
}
