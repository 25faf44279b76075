import { connect, createServer, type Server, type Socket } from 'node:net'
import { Client } from 'pg'
import { asks, isCommit, isReady, type Message, messagesOf } from './messages.ts'

/** What the line does with one question and its answer. */
export type Fate =
  | 'passes'
  /** The line is cut before the question has left: the server never gets it. */
  | 'never-arrives'
  /** The server gets it and does it, and the line is cut before the answer: nobody knows. */
  | 'answer-lost'

/** A line between the application and its database that does what lines do, on TCP. */
export type Line = {
  readonly url: string
  /** Asked of each question as it comes; `passes` where nobody says otherwise. */
  decide: (question: Question) => Fate
  /** Every connection is torn now; new ones are taken. */
  readonly cut: () => void
  /** Every connection is closed in one direction: the server goes on listening and is never heard again. */
  readonly closeHalf: () => void
  /** Nothing goes through any connection until `flow`, and nobody is told. */
  readonly stall: () => void
  readonly flow: () => void
  readonly close: () => Promise<void>
}

export type Question = { readonly isCommit: boolean }

type Ends = { readonly near: Socket; readonly far: Socket }

export async function lineTo(databaseUrl: string): Promise<Line> {
  const { host, port, user, database } = new Client({ connectionString: databaseUrl })
  const open = new Set<Ends>()
  const listener = createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
    const far = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host)
    const ends = { near, far }
    open.add(ends)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => other.destroy())
      one.on('end', () => other.end())
      one.on('close', () => {
        open.delete(ends)
        other.destroy()
      })
    }
    carry(ends, (question) => line.decide(question))
  })
  const all = (what: (ends: Ends) => void) => () => {
    for (const ends of open) what(ends)
  }
  const line: Line = {
    url: `postgres://${user}@127.0.0.1:${await listen(listener)}/${database}`,
    decide: () => 'passes',
    cut: all(tear),
    closeHalf: all(({ near, far }) => {
      near.end()
      far.removeAllListeners('data').resume()
    }),
    stall: all(({ near, far }) => {
      near.pause()
      far.pause()
    }),
    flow: all(({ near, far }) => {
      near.resume()
      far.resume()
    }),
    close: async () => {
      const closed = new Promise<void>((gone) => listener.close(() => gone()))
      all(tear)()
      await closed
    },
  }
  return line
}

function tear({ near, far }: Ends): void {
  near.resetAndDestroy()
  far.destroy()
}

/** Takes questions there and answers back, each whole, until one of them is lost. */
function carry(ends: Ends, decide: (question: Question) => Fate): void {
  const { near, far } = ends
  const [questions, answers] = [messagesOf(false), messagesOf(true)]
  let unasked: Message[] = []
  let unanswered = 0
  let isSilent = false

  const ask = (fate: Fate) => {
    if (fate === 'never-arrives') return tear(ends)
    if (fate === 'answer-lost') isSilent = true
    unanswered += 1
    far.write(Buffer.concat(unasked.map(({ bytes }) => bytes)))
    unasked = []
  }
  const take = (message: Message) => {
    if (message.kind === 'X') return void far.write(message.bytes)
    unasked.push(message)
    if (message.kind === '') ask('passes')
    else if (asks(message)) ask(decide({ isCommit: isCommit(message) }))
  }
  const give = (message: Message) => {
    if (isReady(message)) unanswered -= 1
    if (!isSilent) near.write(message.bytes)
    else if (unanswered === 0) tear(ends)
  }
  near.on('data', (chunk: Buffer) => {
    for (const message of questions(chunk)) if (!isSilent && !near.destroyed) take(message)
  })
  far.on('data', (chunk: Buffer) => {
    for (const message of answers(chunk)) if (!far.destroyed) give(message)
  })
}

async function listen(listener: Server): Promise<number> {
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const address = listener.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
