import { Agent, request } from 'node:http'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import type { Guesses, GuessLoad } from './guesses.ts'

// Runs in a process of its own (see guesses.ts): guesses at the rate asked for, for so long as asked, and ends.

const SOCKETS = 200
const MOST_UNDER_WAY = 4000
const TICK_MS = 10

process.once('message', async (plan: GuessLoad) => {
  const result = await guess(plan)
  process.send?.(result, () => process.disconnect?.())
})

async function guess({ url, perSecond, seconds, addresses }: GuessLoad): Promise<Guesses> {
  const agent = new Agent({ keepAlive: true, maxSockets: SOCKETS })
  const statuses: Record<string, number> = {}
  const began = performance.now()
  let [sent, answered, underWay] = [0, 0, 0]
  const one = async (nth: number) => {
    underWay += 1
    const status = await send(agent, url, nth, addresses).catch(() => 'no answer')
    statuses[status] = (statuses[status] ?? 0) + 1
    answered += 1
    underWay -= 1
  }
  const all: Promise<void>[] = []
  for (let now = 0; now < seconds * 1000; now = performance.now() - began) {
    while (sent < (now * perSecond) / 1000 && underWay < MOST_UNDER_WAY) {
      all.push(one(sent))
      sent += 1
    }
    await wait(TICK_MS)
  }
  const perSecondAnswered = answered / ((performance.now() - began) / 1000)
  await Promise.all(all)
  agent.destroy()
  return { perSecond: perSecondAnswered, statuses }
}

/** A name that nobody has, from one of many addresses, each of which guesses seldom. */
function send(agent: Agent, url: string, nth: number, addresses: number): Promise<string> {
  const at = nth % addresses
  const body = `username=guess.${nth}&password=not+the+password&next=%2F`
  const headers = {
    'x-forwarded-for': `198.${18 + (at >> 16)}.${(at >> 8) & 0xff}.${at & 0xff}`,
    origin: url,
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': `${body.length}`,
  }
  return new Promise((done, fail) => {
    const sent = request(`${url}/sign-in`, { agent, method: 'POST', headers }, (response) => {
      response.resume()
      response.on('end', () => done(`${response.statusCode}`))
      response.on('error', fail)
    })
    sent.on('error', fail)
    sent.end(body)
  })
}
