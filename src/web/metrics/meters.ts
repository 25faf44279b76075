import type { ActName } from '#access/policy.ts'
import type { ActEnding } from '#workflow/act-ending.ts'
import type { Family } from './exposition.ts'
import { tally, timings } from './tally.ts'

/** A request that was answered: by its row of the table of URLs, never by the address that was asked for. */
export type Served = {
  readonly route: string
  readonly method: string
  readonly status: number
  readonly seconds: number
}

/** What this process counts of itself. No label holds anything of a person, of a provider, or typed. */
export type Meters = {
  readonly served: (request: Served) => void
  readonly actEnded: (act: ActName, ending: ActEnding) => void
  readonly jobEnded: (job: string, isDone: boolean) => void
  readonly families: () => readonly Family[]
}

/** Seconds: from a page that nobody notices to one that is given up. */
const BOUNDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
const METHODS = ['GET', 'HEAD', 'POST']

/** `now` in milliseconds. */
export function openMeters(now: () => number): Meters {
  const requests = tally(
    'evenkeel_http_requests_total',
    'Requests answered, by row of the table of URLs, method and status.',
  )
  const took = timings(
    'evenkeel_http_request_seconds',
    'From a request to the head of its answer, by row of the table of URLs.',
    BOUNDS,
  )
  const acts = tally('evenkeel_acts_total', 'Acts asked for: done, refused in words, or failed.')
  const failures = tally('evenkeel_job_failures_total', 'Rounds of a job that ended with an error.')
  const doneAt = new Map<string, number>()
  const lastDone = (): Family => ({
    name: 'evenkeel_job_last_success_timestamp_seconds',
    help: 'When this process last found a job done at every provider, by itself or by another process.',
    type: 'gauge',
    samples: [...doneAt].map(([job, at]) => ({ labels: { work: job }, value: at / 1000 })),
  })
  return {
    served: ({ route, method, status, seconds }) => {
      const known = METHODS.includes(method) ? method : 'other'
      requests.add({ route, method: known, status: String(status) })
      took.add({ route }, seconds)
    },
    actEnded: (act, outcome) => acts.add({ act, outcome }),
    jobEnded: (job, isDone) => {
      if (isDone) doneAt.set(job, now())
      else failures.add({ work: job })
    },
    families: () => [
      requests.family(),
      took.family(),
      acts.family(),
      lastDone(),
      failures.family(),
    ],
  }
}
