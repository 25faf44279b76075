import { Agent, request } from 'node:http'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import type { Ask, LoadPlan, LoadResult } from './load.ts'

// Runs in a process of its own (see load.ts): takes one plan, sends it, answers what it took, and ends.

const HEAD_OF_REFUSAL = 300

process.once('message', async (plan: LoadPlan) => {
  const result = await generate(plan)
  process.send?.(result, () => process.disconnect?.())
})

type Answer = { readonly status: number; readonly bytes: number; readonly head: string }

async function generate(plan: LoadPlan): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: plan.concurrency })
  const times: number[] = []
  const refusals: string[] = []
  let bytes = 0
  const one = async (ask: Ask) => {
    const started = performance.now()
    const answer = await send(agent, plan.url, ask)
    times.push(performance.now() - started)
    bytes += answer.bytes
    if (answer.status !== 200) refusals.push(`${answer.status}: ${answer.head}`)
  }
  const started = performance.now()
  await (plan.perSecond === undefined ? inTurn(plan, one) : atRate(plan, plan.perSecond, one))
  const seconds = (performance.now() - started) / 1000
  agent.destroy()
  return {
    times: times.sort((a, b) => a - b),
    perSecond: times.length / seconds,
    bytes,
    refusals,
  }
}

async function inTurn(plan: LoadPlan, one: (ask: Ask) => Promise<void>): Promise<void> {
  const asks = plan.asks.values()
  const worker = async () => {
    for (const ask of asks) await one(ask)
  }
  await Promise.all(Array.from({ length: plan.concurrency }, worker))
}

async function atRate(
  plan: LoadPlan,
  perSecond: number,
  one: (ask: Ask) => Promise<void>,
): Promise<void> {
  const started = performance.now()
  const under: Promise<void>[] = []
  for (const [nth, ask] of plan.asks.entries()) {
    await wait(Math.max(0, started + (nth * 1000) / perSecond - performance.now()))
    under.push(one(ask))
  }
  await Promise.all(under)
}

function send(agent: Agent, url: string, ask: Ask): Promise<Answer> {
  return new Promise((done, fail) => {
    const { method, headers } = ask
    const sent = request(`${url}${ask.path}`, { agent, method, headers }, (response) => {
      let bytes = 0
      let head = ''
      response.on('data', (part: Buffer) => {
        bytes += part.byteLength
        if (head === '') head = part.toString('utf8', 0, HEAD_OF_REFUSAL)
      })
      response.on('end', () => done({ status: response.statusCode ?? 0, bytes, head }))
      response.on('error', fail)
    })
    sent.on('error', fail)
    sent.end(ask.body)
  })
}
