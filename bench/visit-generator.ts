import { Agent } from 'node:http'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { Browser } from './visit-browser.ts'
import type { LoadOfVisits, VisitLoad } from './visit-load.ts'
import type { Sitting } from './visit-plan.ts'
import { type Step, see, signIn, signOut, type Timed } from './whole-visit.ts'

// Runs in a process of its own (see visit-load.ts): takes one plan, lives its sittings, answers what each step took, and ends.

/** A server that answers nobody is not asked by ever more. */
const MOST_AT_ONCE = 300

process.once('message', async (plan: VisitLoad) => {
  const result = await generate(plan)
  process.send?.(result, () => process.disconnect?.())
})

async function generate(plan: VisitLoad): Promise<LoadOfVisits> {
  const agent = new Agent({ keepAlive: true, maxSockets: MOST_AT_ONCE })
  const times = new Map<Step, number[]>()
  const errors: string[] = []
  const began = performance.now()
  let [visits, requests, underWay, mostUnderWay] = [0, 0, 0, 0]
  const countsFrom = began + plan.warmUpSeconds * 1000
  const timed: Timed = async (step, work) => {
    const started = performance.now()
    const answer = await work()
    requests += 1
    if (started >= countsFrom) keep(times, step, performance.now() - started)
    return answer
  }
  const sit = async (sitting: Sitting) => {
    underWay += 1
    mostUnderWay = Math.max(mostUnderWay, underWay)
    const visited = await live(plan, agent, sitting, timed).catch((error: unknown) => {
      errors.push(error instanceof Error ? error.message : String(error))
      return 0
    })
    if (performance.now() >= countsFrom) visits += visited
    underWay -= 1
  }
  const [first] = plan.sittings
  const apart = (1000 * (first?.length ?? 1)) / plan.perSecond
  const sat: Promise<void>[] = []
  for (const [nth, sitting] of plan.sittings.entries()) {
    await wait(Math.max(0, began + nth * apart - performance.now()))
    if (underWay >= MOST_AT_ONCE) errors.push('too many visits were under way for one more')
    else sat.push(sit(sitting))
  }
  await Promise.all(sat)
  const seconds = (performance.now() - countsFrom) / 1000
  agent.destroy()
  return { visits, seconds, requests, errors, mostUnderWay, times: Object.fromEntries(times) }
}

function keep(times: Map<Step, number[]>, step: Step, took: number): void {
  const of = times.get(step)
  if (of === undefined) times.set(step, [took])
  else of.push(took)
}

/** Signs in, sees everybody of this sitting, a second apart, and signs out; how many were seen. */
async function live(
  { url, password }: VisitLoad,
  agent: Agent,
  sitting: Sitting,
  timed: Timed,
): Promise<number> {
  const [first] = sitting
  if (first === undefined) return 0
  const browser = new Browser({ agent, url, address: first.address })
  await signIn(browser, { username: first.username, password }, timed)
  const began = performance.now()
  for (const [nth, visit] of sitting.entries()) {
    await wait(Math.max(0, began + nth * 1000 - performance.now()))
    await see(browser, visit, timed)
  }
  await signOut(browser, timed)
  return sitting.length
}
