import { setTimeout as pause } from 'node:timers/promises'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler, PageRequest } from '#web/page.ts'
import { type TrialProgress, trialProgress } from '#workflow/trials-shown.ts'
import { standingInWords } from './trial-words.ts'

const LOOK_MS = 500
/** A stream ends by itself and the browser asks for the next, so that none outlives its session or keeps the server from closing. */
const LOOKS = 10
const AGAIN_MS = 200

/** How far a trial is, as events of the server; each look asks again whether this person may know. */
export const trialProgressEvents: PageHandler = async (request) => {
  const first = await look(request)
  if (first.kind === 'refused') return refusalPage(first)
  return { kind: 'events', events: told(request, first) }
}

const look = ({ house, caller, params }: PageRequest) =>
  trialProgress(house, caller, { trialId: params['trial'] ?? '' })

async function* told(request: PageRequest, first: TrialProgress): AsyncGenerator<string> {
  yield `retry: ${AGAIN_MS}\n\n`
  let now: Awaited<ReturnType<typeof look>> = first
  for (let looks = 0; looks < LOOKS && now.kind === 'progress'; looks += 1) {
    const { isOver, perMille } = now
    const fact = { isOver, percent: Math.floor(perMille / 10), words: standingInWords(now) }
    yield `data: ${JSON.stringify(fact)}\n\n`
    if (isOver) return
    await pause(LOOK_MS)
    now = await look(request)
  }
}
