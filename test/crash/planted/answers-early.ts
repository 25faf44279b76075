import { Client } from 'pg'

// A fault to be found: a commit is said to be done at once, and is done a moment later.
const A_MOMENT = 'select pg_sleep(0.2)'

const ask: (...question: never[]) => unknown = Client.prototype.query

Object.assign(Client.prototype, {
  query(this: Client, ...question: never[]): unknown {
    if (question[0] !== 'commit') return ask.apply(this, question)
    const late = [A_MOMENT, 'commit'].map((statement) => ask.apply(this, [statement as never]))
    for (const answer of late) Promise.resolve(answer).catch(() => undefined)
    return Promise.resolve({ rows: [] })
  },
})
