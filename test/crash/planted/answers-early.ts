import { Client } from 'pg'

// A fault to be found: the commit of a save is said to be done at once, and is done a moment later. Of sign-ins it is not:
// whose sign-in is lost saves nothing any more, so that nothing else of theirs could be lost.
const A_MOMENT = 'select pg_sleep(0.5)'
const OF_A_SAVE = /insert into request_key/

const ask: (...question: never[]) => unknown = Client.prototype.query
const saving = new WeakSet<Client>()

Object.assign(Client.prototype, {
  query(this: Client, ...question: never[]): unknown {
    const [asked]: readonly unknown[] = question
    const text = typeof asked === 'object' && asked !== null && 'text' in asked ? asked.text : asked
    if (text === 'begin') saving.delete(this)
    if (typeof text === 'string' && OF_A_SAVE.test(text)) saving.add(this)
    if (text !== 'commit' || !saving.has(this)) return ask.apply(this, question)
    const late = [A_MOMENT, 'commit'].map((statement) => ask.apply(this, [statement as never]))
    for (const answer of late) Promise.resolve(answer).catch(() => undefined)
    return Promise.resolve({ rows: [], command: 'COMMIT' })
  },
})
