import type { Logger } from 'pino'
import { AnchorTrouble } from '#workflow/anchor-trouble.ts'
import type { House } from '#workflow/desk.ts'
import { bringInLooks, readOnlySince } from '#workflow/read-only.ts'
import { alertFatigue } from './alert-fatigue.ts'
import { auditAnchors } from './audit-anchors.ts'
import { closeOfDay } from './close-of-day.ts'
import { courseEnds } from './course-ends.ts'
import { escalateTasks } from './escalate-tasks.ts'
import { forecastAccuracy } from './forecast-accuracy.ts'
import { givingWay } from './giving-way.ts'
import { lateAnalyses } from './late-analyses.ts'
import { lateLookReviews } from './late-look-reviews.ts'
import { latePaperChecks } from './late-paper-checks.ts'
import { messages } from './messages.ts'
import { nightlyPack } from './nightly-pack.ts'
import { overdueRestarts } from './overdue-restarts.ts'
import { packedResults } from './packed-results.ts'
import { poorControl } from './poor-control.ts'
import { publishedFigures } from './published-figures.ts'
import { sealedPacks } from './sealed-packs.ts'
import { targetsInDoubt } from './targets-in-doubt.ts'
import { unansweredTexts } from './unanswered-texts.ts'
import { unsavedAlarms } from './unsaved-alarms.ts'
import { untoldDoses } from './untold-doses.ts'

/**
 * Something that must happen by itself. Asked often, by several processes, it still happens once. What takes long ends
 * where it stands when it is told to stop.
 */
export type Job = {
  readonly name: string
  readonly run: (house: House, stop: AbortSignal) => Promise<void>
}

/** What somebody may be waiting for: no work of a night keeps it from its minute. */
const WATCH: readonly Job[] = [
  { name: 'looks brought in', run: bringInLooks },
  { name: 'alarms not saved', run: unsavedAlarms },
  { name: 'texts not answered', run: unansweredTexts },
  { name: 'doses not told', run: untoldDoses },
  { name: 'courses past their day', run: courseEnds },
  { name: 'tasks past their time', run: escalateTasks },
  { name: 'restarts after a procedure', run: overdueRestarts },
  { name: 'looks not reviewed in time', run: lateLookReviews },
  { name: 'paper not checked in time', run: latePaperChecks },
  { name: 'analyses not submitted in time', run: lateAnalyses },
  { name: 'nightly clinic pack', run: nightlyPack },
  { name: 'sealed clinic packs', run: sealedPacks },
  { name: 'close of the clinic day', run: closeOfDay },
  { name: 'audit anchored', run: auditAnchors },
]

/** What goes through everybody once a day, beside the clinic. */
const NIGHT: readonly Job[] = [
  { name: 'poor control', run: poorControl },
  { name: 'targets that do not fit', run: targetsInDoubt },
  { name: 'alerts gone past', run: alertFatigue },
  { name: 'accuracy of forecasts', run: forecastAccuracy },
  { name: 'results packed', run: packedResults },
  { name: 'figures published', run: publishedFigures },
]

/** What waits for somebody outside: a slow network keeps neither of the others. */
const OUTSIDE: readonly Job[] = [{ name: 'messages to send', run: messages }]

/** Is told of each round of a job whether it was done. */
type Ended = (job: string, isDone: boolean) => void

const PAUSE_MS = 60_000

/** Asks every job once a minute whether it is due, each list by itself. Answers how to stop, after what is under way. */
export function startWorker(
  house: House,
  log: Logger,
  {
    lists = [WATCH, NIGHT, OUTSIDE],
    ended,
  }: { readonly lists?: readonly (readonly Job[])[]; readonly ended?: Ended } = {},
): () => Promise<void> {
  const stopping = new AbortController()
  const paced = givingWay(house, stopping.signal)
  const stops = lists.map((jobs) =>
    eachMinute(() => askAll(paced, jobs, { log, ended, stop: stopping.signal })),
  )
  return async () => {
    stopping.abort()
    await Promise.all(stops.map((stop) => stop()))
  }
}

function eachMinute(askRound: () => Promise<void>): () => Promise<void> {
  let round: Promise<void> = Promise.resolve()
  const ask = () => {
    round = round.then(askRound)
  }
  const timer = setInterval(ask, PAUSE_MS)
  ask()
  return async () => {
    clearInterval(timer)
    await round
  }
}

/** A job that fails is asked again in the next round, and does not keep the others from theirs. */
async function askAll(
  house: House,
  jobs: readonly Job[],
  { log, ended, stop }: { log: Logger; ended: Ended | undefined; stop: AbortSignal },
): Promise<void> {
  if (await readOnlySince(house).catch(nothing)) {
    log.warn('the database takes no changes: jobs wait')
    return
  }
  for (const { name, run } of jobs) {
    if (stop.aborted) return
    const trouble = await run(house, stop).then(nothing, kindOf)
    if (stop.aborted) return
    if (trouble !== undefined) log.error({ job: name, ...trouble }, 'job failed')
    ended?.(name, trouble === undefined)
  }
}

const nothing = () => undefined
/** What kind of error it was; of the anchors also why, for nothing in it is of anybody. */
const kindOf = (error: unknown) => ({
  error: error instanceof Error ? error.name : typeof error,
  ...(error instanceof AnchorTrouble && { says: error.message }),
})
