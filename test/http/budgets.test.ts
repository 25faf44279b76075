import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { BUDGETS, type BudgetName, type Budgets } from '#access/budgets.ts'
import { routes } from '#src/routes.ts'
import {
  type Answer,
  type ServedClinic,
  servedClinic,
  signedInAs,
  type Visitor,
} from '#test/http/served-clinic.ts'

// What one person may ask for in a while, here with small budgets over the same door.

const MOST = 3
const small = (name: BudgetName) => ({ ...BUDGETS[name], most: MOST })
const budgets: Budgets = {
  search: small('search'),
  record: { ...BUDGETS.record, most: 6 },
  people: small('people'),
  export: small('export'),
  import: small('import'),
}

let clinic: ServedClinic
let lead: Visitor
before(async () => {
  clinic = await servedClinic({ settings: { budgets } })
})
after(() => clinic.close())
beforeEach(async () => {
  clinic.clock.advance(2 * 3_600_000)
  lead = await signedInAs(clinic, 'clinical-lead')
})

async function notedRefusals(budget: BudgetName): Promise<number> {
  const { rows } = await clinic.database.migratorPool.query<{ line: string }>(
    'select line from audit_line where line like $1',
    [`%"refused":["budget-${budget}"]%`],
  )
  return rows.length
}

const search = async (visitor: Visitor): Promise<Answer> =>
  visitor.post('/register/find', { csrf: await visitor.csrf(), who: 'Quillfeather' })

const upload = async (visitor: Visitor): Promise<Answer> => {
  const body = new FormData()
  body.set('csrf', await visitor.csrf())
  body.set('patients', new File(['x'], 'patients.csv', { type: 'text/csv' }))
  return visitor.send('/service/imports/new', {
    method: 'POST',
    body,
    headers: { origin: clinic.url },
  })
}

const ASKING: Readonly<Record<Exclude<BudgetName, 'record' | 'people'>, typeof search>> = {
  search,
  import: upload,
  export: (visitor) => visitor.get('/reports/control.csv'),
}

for (const [budget, ask] of Object.entries(ASKING)) {
  test(`SR-05: beyond the budget of ${budget} the answer is 429 with the time to wait and one line in the audit chain; after it there is more`, async () => {
    const name = budget as BudgetName
    const before = await notedRefusals(name)
    for (let times = 0; times < MOST; times += 1) {
      assert.notEqual((await ask(lead)).status, 429)
    }
    for (const again of [1, 2]) {
      const over = await ask(lead)
      assert.equal(over.status, 429, `${again}`)
      assert.match(over.text, /Too much in a short time.*Nothing was\s+saved/s)
      const wait = Number(over.headers.get('retry-after'))
      assert.ok(wait > 0 && wait * 1000 <= BUDGETS[name].withinMs, `${wait}`)
    }
    assert.equal(await notedRefusals(name), before + 1)
    const nurse = await signedInAs(clinic, 'practice-manager')
    assert.notEqual((await ask(nurse)).status, 429, 'another person has a budget of their own')
    clinic.clock.advance(BUDGETS[name].withinMs)
    lead = await signedInAs(clinic, 'clinical-lead')
    assert.notEqual((await ask(lead)).status, 429)
  })
}

test('SR-05: the records of different patients are counted, and one patient opened again is not', async () => {
  const ids = await Promise.all([1, 2, 3, 4].map(() => clinic.addPatient()))
  const [one = '', two = '', three = '', four = ''] = ids
  for (const id of [one, one, two, two, three]) {
    assert.equal((await lead.get(`/patients/${id}`)).status, 200)
  }
  const over = await lead.get(`/patients/${four}`)
  assert.equal(over.status, 429)
  assert.match(over.text, /opened the records of many patients/)
  assert.equal(await notedRefusals('people'), 1)
})

test('SR-05: pages of one patient are counted too', async () => {
  const id = await clinic.addPatient()
  const statuses: number[] = []
  for (let times = 0; times < 7; times += 1)
    statuses.push((await lead.get(`/patients/${id}`)).status)
  assert.deepEqual(statuses, [200, 200, 200, 200, 200, 200, 429])
  assert.equal(await notedRefusals('record'), 1)
})

test('SR-05: a program that brings in files has the budget of its person', async () => {
  const csrf = await lead.csrf()
  const send = () =>
    lead.send('/api/acts/bring-in-results', {
      method: 'POST',
      headers: {
        origin: clinic.url,
        'content-type': 'application/json',
        'x-csrf': csrf,
        'idempotency-key': crypto.randomUUID(),
      },
      body: '{}',
    })
  for (let times = 0; times < MOST; times += 1) assert.notEqual((await send()).status, 429)
  const over = await send()
  assert.equal(over.status, 429)
  assert.equal(JSON.parse(over.text).code, 'over-budget')
  assert.ok(Number(over.headers.get('retry-after')) > 0)
})

test('SR-05: a program that takes the audit out has the same budget as the pages that do', async () => {
  const csrf = await lead.csrf()
  const send = () =>
    lead.send('/api/acts/export-audit', {
      method: 'POST',
      headers: {
        origin: clinic.url,
        'content-type': 'application/json',
        'x-csrf': csrf,
        'idempotency-key': crypto.randomUUID(),
      },
      body: '{}',
    })
  await lead.get('/reports/control.csv')
  for (let times = 1; times < MOST; times += 1) assert.notEqual((await send()).status, 429)
  assert.equal((await send()).status, 429)
  assert.equal((await lead.get('/reports/control.csv')).status, 429)
})

test('SR-05: every file of many people, every file that is brought in and every search takes of a budget', () => {
  const costing = (costs: BudgetName) =>
    routes
      .filter((route) => (route.isExport ? 'export' : route.costs) === costs)
      .map(({ method, path }) => `${method} ${path}`)
  const files = routes.filter(({ path }) => /\.csv$/.test(path)).map(({ path }) => `GET ${path}`)
  assert.deepEqual(
    costing('export').sort(),
    [
      ...files,
      'GET /service/clinic-packs/:pack',
      'GET /service/inspection.pdf',
      'POST /service/audit/export',
      'POST /service/clinic-packs/take',
    ].sort(),
  )
  assert.deepEqual(costing('import'), [
    'POST /service/payments',
    'POST /service/results',
    'POST /service/results/columns',
    'POST /service/imports/new',
  ])
  assert.deepEqual(costing('search'), ['POST /register/find'])
})

test('SR-05: the busiest clinic stays within every budget', () => {
  const patientsAnHour = 60
  const pagesOfAVisit = 12
  assert.ok(BUDGETS.people.most > 2 * patientsAnHour)
  assert.ok(BUDGETS.record.most > (4 * patientsAnHour * pagesOfAVisit) / 60)
  assert.ok(BUDGETS.search.most > (4 * patientsAnHour) / 60)
})
