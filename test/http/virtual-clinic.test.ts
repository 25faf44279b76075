import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { LIMITS } from '#simulation/report.ts'
import { SMALL, trialDesk } from '#test/store/trial-desk.ts'
import { type ServedClinic, servedClinic, signedInAs, type Visitor } from './served-clinic.ts'
import { formFields } from './visit-forms.ts'

let clinic: ServedClinic
let lead: Visitor
let desk: ReturnType<typeof trialDesk>
before(async () => {
  clinic = await servedClinic()
  lead = await signedInAs(clinic, 'clinical-lead')
  desk = trialDesk(clinic)
})
after(() => clinic.close())

const ADDRESS = '/service/virtual-clinic'

async function ask(fields: Readonly<Record<string, string>> = {}) {
  const { csrf, 'request-key': key } = formFields(await lead.get(ADDRESS), ADDRESS)
  return lead.post(ADDRESS, { csrf: csrf ?? '', 'request-key': key ?? '', ...SMALL, ...fields })
}

async function step(address: string, name: string) {
  const form = formFields(await lead.get(address), address)
  return lead.post(address, { ...form, step: name })
}

test('without a script: asked, looked at while it waits, read when it is done, saved, asked again the same', async () => {
  const asked = await ask()
  assert.equal(asked.status, 303, asked.text)
  const address = asked.location ?? ''
  const waiting = await lead.get(address)
  assert.match(waiting.text, /It waits for its turn/)
  assert.match(waiting.text, /<progress[^>]* value="0"/)
  assert.equal((await lead.get(`${address}/files/csv`)).status, 404)

  await desk.run()
  const { text } = await lead.get(address)
  assert.match(text, /These are invented people/)
  assert.match(text, /<svg[^>]*role="img"/)
  for (const limit of LIMITS) assert.equal(text.split(limit).length - 1, 3, limit)
  assert.match(text, /hash <code>[0-9a-f]{12}/)

  for (const [kind, type] of [
    ['html', 'text/html; charset=utf-8'],
    ['csv', 'text/csv; charset=utf-8; header=present'],
    ['json', 'application/json; charset=utf-8'],
  ] as const) {
    const file = await lead.get(`${address}/files/${kind}`)
    assert.equal(file.headers.get('content-type'), type)
    assert.equal(file.headers.get('content-disposition'), `attachment; filename="trial-1.${kind}"`)
    assert.ok(file.text.includes(LIMITS[0]))
  }
  assert.equal((await lead.get(`${address}/files/exe`)).status, 404)

  const again = await step(address, 'again')
  await desk.run()
  assert.match((await lead.get(again.location ?? '')).text, /The figures are the same to the bit/)
})

test('how far it is comes as events of the server, until it has ended', async () => {
  const { location } = await ask()
  const headers = { cookie: lead.cookie }
  const events = await fetch(`${clinic.url}${location}/progress`, { headers })
  assert.equal(events.headers.get('content-type'), 'text/event-stream')
  let text = ''
  for await (const part of events.body ?? []) {
    const isFirst = !text.includes('data:')
    text += Buffer.from(part).toString()
    if (isFirst && text.includes('data:')) await desk.run()
  }
  const told = [...text.matchAll(/^data: (.*)$/gm)].map(([, fact]) => JSON.parse(fact ?? ''))
  assert.deepEqual(told[0], { isOver: false, percent: 0, words: 'It waits for its turn.' })
  assert.equal(told.at(-1).isOver, true)
})

test('H34: a trial that is followed keeps nobody signed in: its events are no use of the session', async () => {
  const visitor = await signedInAs(clinic, 'clinical-lead')
  const { location } = await ask({ seed: '3' })
  const headers = { cookie: visitor.cookie }
  clinic.clock.advance(6 * 60_000)
  const reading = new AbortController()
  const { signal } = reading
  const events = await fetch(`${clinic.url}${location}/progress`, { headers, signal })
  assert.equal(events.headers.get('content-type'), 'text/event-stream')
  reading.abort()
  clinic.clock.advance(4 * 60_000)
  assert.match((await visitor.get('/account')).location ?? '', /why=idle/)
  const next = await fetch(`${clinic.url}${location}/progress`, { headers, redirect: 'manual' })
  assert.equal(next.status, 303)
  lead = await signedInAs(clinic, 'clinical-lead')
  await desk.run()
})

test('a second trial is refused while one has not ended, in words, and it can be cancelled', async () => {
  const { location } = await ask()
  const second = await ask({ seed: '77' })
  assert.equal(second.status, 409)
  assert.match(second.text, /Another trial of this site has not ended/)
  assert.match(second.text, /value="77"/)
  assert.equal((await step(location ?? '', 'cancel')).status, 303)
  assert.match((await lead.get(location ?? '')).text, /Cancelled/)
})

const BAD = [
  [{ patients: '49' }, /Invented people must be a whole number from 50 to 20000/],
  [{ patients: '1e3' }, /Invented people must/],
  [{ days: '27' }, /Days must be a whole number from 28 to 1825/],
  [{ seed: '-1' }, /The seed must/],
  [{ target: '3.0' }, /Published for a target of 2.5 only: RE-LY step table/],
  [{ recall: 'rules' }, /do not say when to test again: Fixed 5 mg/],
  [{ compared: 'magic' }, /Choose what the others are compared with/],
  [{ patients: '20000', days: '1825' }, /too much to work out beside the clinic/],
  [
    { 'arm-map': 'map', 'arm-tait-sefcick': 'x', 'arm-janes': 'x', 'arm-oates': 'x' },
    /at most 6 ways of dosing at once; these are 7/,
  ],
] as const
for (const [fields, says] of BAD) {
  test(`refused in words at its field: ${JSON.stringify(fields)}`, async () => {
    const refused = await ask(fields)
    assert.equal(refused.status, 422)
    assert.match(refused.text, says)
  })
}

test('what was asked before fills in the form that asks something like it', async () => {
  const trialId = await desk.done({ patients: '70', 'scenario-late-comers': 'late-comers' })
  const { text } = await lead.get(`${ADDRESS}?like=${trialId}`)
  assert.match(text, /name="patients"[^>]* value="70"/)
  assert.match(text, /name="scenario-late-comers"[^>]* checked/)
})
