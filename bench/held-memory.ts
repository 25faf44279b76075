import { setTimeout as wait } from 'node:timers/promises'

/** What a process had, at a moment, in MiB: what it holds once what it let go is collected, and what the machine gave it. */
export type HeldMemory = { readonly atMs: number; readonly held: number; readonly resident: number }

const MEBIBYTE = 2 ** 20
const LOOKED = 'JSON.stringify(process.memoryUsage())'

/** Looks into a process that listens for a debugger on this port of this machine. */
export async function memoryOf(port: number): Promise<{
  readonly look: () => Promise<HeldMemory>
  readonly close: () => void
}> {
  const list = await fetch(`http://127.0.0.1:${port}/json/list`)
  const [{ webSocketDebuggerUrl }] = (await list.json()) as [{ webSocketDebuggerUrl: string }]
  const socket = new WebSocket(webSocketDebuggerUrl)
  await new Promise((done) => socket.addEventListener('open', done, { once: true }))
  const waiting = new Map<number, (answer: Answer) => void>()
  socket.addEventListener('message', ({ data }) => {
    const answer: Answer = JSON.parse(String(data))
    waiting.get(answer.id)?.(answer)
    waiting.delete(answer.id)
  })
  let asked = 0
  const ask = (method: string, params: object = {}): Promise<Answer> =>
    new Promise((done) => {
      asked += 1
      waiting.set(asked, done)
      socket.send(JSON.stringify({ id: asked, method, params }))
    })
  return {
    look: async () => {
      await ask('HeapProfiler.collectGarbage')
      const { result } = await ask('Runtime.evaluate', { expression: LOOKED })
      const { heapUsed, arrayBuffers, rss } = JSON.parse(result?.result?.value ?? '{}')
      const held = (heapUsed + arrayBuffers) / MEBIBYTE
      return { atMs: performance.now(), held, resident: rss / MEBIBYTE }
    },
    close: () => socket.close(),
  }
}

type Answer = { readonly id: number; readonly result?: { readonly result?: { value?: string } } }

/** Looks every so often until told to stop; every look collects, so it is seldom. */
export async function watchMemory(
  look: () => Promise<HeldMemory>,
  everyMs: number,
  until: AbortSignal,
): Promise<readonly HeldMemory[]> {
  const looks: HeldMemory[] = []
  while (!until.aborted) {
    looks.push(await look())
    await wait(everyMs, undefined, { signal: until }).catch(() => undefined)
  }
  looks.push(await look())
  return looks
}

const HOUR_MS = 3_600_000

/** By how many per cent of its mean a value grows in an hour: the straight line nearest to all looks. */
export function growthAnHour(
  looks: readonly HeldMemory[],
  of: (look: HeldMemory) => number,
): number {
  const mean = (values: readonly number[]) =>
    values.reduce((sum, one) => sum + one, 0) / values.length
  const [times, values] = [looks.map(({ atMs }) => atMs), looks.map(of)]
  const [time, value] = [mean(times), mean(values)]
  const covariance = mean(looks.map((look) => (look.atMs - time) * (of(look) - value)))
  const variance = mean(times.map((at) => (at - time) ** 2))
  return (100 * HOUR_MS * covariance) / variance / value
}
