import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays, type Day, day } from '#base/day.ts'
import { changeEpisode, findEpisode } from '#store/episodes.ts'
import { submittedClaims } from '#store/quarterly-claims.ts'
import { addResults } from '#store/results.ts'
import { addVisit } from '#store/visits.ts'
import { nextNhsNumber, type TestClinic, testClinic } from '#test/clinic.ts'
import { worthByDays } from '#test/oracle/return-oracle.ts'
import { agreeContract } from '#workflow/agree-contract.ts'
import { type ClaimShown, claimShown, claimsShown } from '#workflow/claim-page.ts'
import { claimPeople, NOT_PAID } from '#workflow/claim-people.ts'
import { monthReturn } from '#workflow/month-end.ts'
import { newId } from '#workflow/new-id.ts'
import { submitClaim } from '#workflow/submit-claim.ts'
import { figuresInOrder, submitReturn } from '#workflow/submit-return.ts'
import { verify } from '#workflow/verify.ts'

// The claim of a quarter, against the same sum worked out act by act in plain SQL (test/oracle/return-oracle.ts): what is paid and what
// is not, one payee for a month of a patient, and what becomes of a claim that was submitted.

const CONTRACT = { from: '2026-04-01', to: '2027-03-31', levels: [3, 4, 5] }
const AGREED = {
  specification: 'sheffield-2020-21 1',
  reference: 'LCS-02/1',
  from: CONTRACT.from,
  to: CONTRACT.to,
  'level-3': 'yes',
  'level-4': 'yes',
  'level-5': 'yes',
  agreedWith: 'A. Winter',
  agreedOn: '2026-03-20',
}
const [Q1, Q2] = ['2026-04', '2026-07'] as const
const MONTHS = { [Q1]: ['2026-04', '2026-05', '2026-06'], [Q2]: ['2026-07', '2026-08', '2026-09'] }

type Site = { readonly clinic: TestClinic; contractId: string }
const [here, other] = [{ contractId: '' } as Site, { contractId: '' } as Site]

const at = ({ clinic }: Site, instant: string) => clinic.clock.set(instant)
const manager = ({ clinic }: Site) => clinic.callerOf('practice-manager')
const key = ({ clinic }: Site) => newId(clinic.clock.now())

before(async () => {
  const clinic = await testClinic()
  Object.assign(here, { clinic })
  Object.assign(other, {
    clinic: await testClinic({ database: clinic.database, prefix: 'other-' }),
  })
  for (const site of [here, other]) {
    at(site, '2026-04-01T08:00:00.000Z')
    const outcome = await agreeContract.run(site.clinic.house, manager(site), key(site), AGREED)
    assert.ok(outcome.kind === 'done', JSON.stringify(outcome))
    site.contractId = outcome.subject ?? ''
  }
  await lives()
})
after(() => here.clinic.drop())

type Person = { readonly patientId: string; readonly episodeId: string }
const people: Record<string, Person> = {}

async function somebody(
  site: Site,
  name: string,
  known: Parameters<TestClinic['addEpisode']>[1] = {},
  person: Parameters<TestClinic['addPatient']>[0] = {},
): Promise<Person> {
  const patientId = await site.clinic.addPatient(person)
  const one = { patientId, episodeId: await site.clinic.addEpisode(patientId, known) }
  people[name] = one
  return one
}

/** A visit at home on a day, with its INR. */
async function homeVisit({ clinic }: Site, of: Person, on: Day): Promise<void> {
  const instant = `${on}T10:00:00.000Z`
  clinic.clock.set(instant)
  const by = clinic.callerOf('nurse').accountId
  const result: Parameters<typeof addResults>[1][number] = {
    ...of,
    id: newId(clinic.clock.now()),
    inr: { comparator: '=', tenths: 25 },
    raw: '2.5',
    sampledOn: on,
    sampledAt: null,
    method: 'provider-meter',
    device: null,
    status: 'final',
    replaces: null,
    reason: null,
    doseBeforeUg: 5000,
    omitDays: 0,
    plannedNextOn: null,
    comment: null,
    importBatchId: null,
    enteredBy: by,
    enteredAt: instant,
  }
  const visit = {
    ...{ ...of, id: newId(clinic.clock.now() + 1), resultId: result.id, onDate: on, answers: {} },
    ...{ place: 'home', recordedBy: by, recordedAt: instant },
  } as unknown as Parameters<typeof addVisit>[1]
  await clinic.inTx(async (tx) => {
    await addResults(tx, [result])
    await addVisit(tx, visit)
  })
}

type Known = NonNullable<Parameters<TestClinic['addPatient']>[0]>
const numbered = () => ({ nhs: { kind: 'number', number: nextNhsNumber() } }) as unknown as Known
const [moved, visitedTwice] = [numbered(), numbered()]

async function lives(): Promise<void> {
  at(here, '2026-04-01T09:00:00.000Z')
  await somebody(here, 'level-4')
  await somebody(here, 'level-3', { method: 'laboratory' })
  await somebody(here, 'own-meter', { method: 'own-meter' })
  const visited = await somebody(here, 'visited', {}, visitedTwice)
  await somebody(here, 'overseas', {}, {
    nhs: { kind: 'none', reason: 'overseas' },
    registeredPractice: '',
  } as never)
  await somebody(here, 'both', {}, moved)
  at(other, '2026-04-01T09:00:00.000Z')
  await somebody(other, 'both-there', {}, moved)
  const there = await somebody(other, 'visited-there', {}, visitedTwice)
  await somebody(other, 'alone-there')
  await homeVisit(other, there, day('2026-06-20'))
  for (let nth = 0; nth < 13; nth += 1) {
    await homeVisit(here, visited, addDays(day('2026-05-01'), nth))
  }
}

/** A course of this provider ended on an earlier day, as somebody records it now. */
const endsOn = ({ episodeId }: Person, endedOn: Day) =>
  here.clinic.inTx(async (tx) => {
    const now = await findEpisode(tx, episodeId)
    if (now === undefined) return
    const recordedAt = new Date(here.clinic.clock.now()).toISOString()
    const recordedBy = here.clinic.callerOf('nurse').accountId
    const ending = { phase: 'ended', endedOn, endedReason: 'completed', nextTestOn: null } as const
    const next = { ...now, version: now.version + 1, recordedBy, recordedAt, ...ending }
    assert.equal(await changeEpisode(tx, next, 'Ended'), true)
  })

async function returned(site: Site, of: string, reason = ''): Promise<string> {
  const question = { contractId: site.contractId, month: of }
  const shown = await monthReturn(site.clinic.house, manager(site), question)
  assert.ok(shown.kind === 'month-return', JSON.stringify(shown))
  const outcome = await submitReturn.run(site.clinic.house, manager(site), key(site), {
    ...question,
    version: `${shown.versions[0]?.version ?? 0}`,
    seen: shown.seen,
    seenFigures: figuresInOrder(shown.figures),
    signed: 'yes',
    ...(reason && { reason }),
  })
  return outcome.kind === 'done' ? 'done' : (outcome.findings[0]?.code ?? '')
}

async function look(site: Site, quarter: string): Promise<ClaimShown> {
  const question = { contractId: site.contractId, quarter }
  const shown = await claimShown(site.clinic.house, manager(site), question)
  assert.ok(shown.kind === 'claim', JSON.stringify(shown))
  return shown
}

type Typed = Readonly<Record<string, string>>
const formOf = ({ draft, seen }: ClaimShown, known: Typed = {}): Typed => ({
  contractId: draft.contract.id,
  quarter: draft.quarter,
  seen,
  signed: 'yes',
  ...known,
})
const submit = (site: Site, form: Typed, under = key(site)) =>
  submitClaim.run(site.clinic.house, manager(site), under, form)
const said = (outcome: Awaited<ReturnType<typeof submit>>) =>
  outcome.kind === 'refused'
    ? [outcome.status, ...outcome.findings.map(({ code }) => code)]
    : [outcome.kind]
const claims = (site: Site) => site.clinic.inTx((tx) => submittedClaims(tx))
const worth = (site: Site, months: readonly string[]) =>
  worthByDays(here.clinic.database.migratorPool, site.clinic.providerId, months, CONTRACT)

/** Where in a claim somebody is: by their name above. */
async function behind(site: Site, quarter: string, of: string, component: string) {
  const list = await claimPeople(site.clinic.house, manager(site), {
    ...{ contractId: site.contractId, quarter },
    ...{ month: of, component },
  })
  assert.ok(list.kind === 'claim-people', JSON.stringify(list))
  const names = new Map(Object.entries(people).map(([name, { patientId }]) => [patientId, name]))
  return list.facts.map(({ who, standing }) => `${names.get(who.id)} ${standing}`).sort()
}

test('S27: a quarter is claimed when it has ended and each of its months is returned', async () => {
  at(here, '2026-06-30T22:30:00.000Z')
  const early = await look(here, Q1)
  assert.equal(early.standing.kind, 'goes-on')
  assert.deepEqual(said(await submit(here, formOf(early))), [409, 'not-ended'])
  at(here, '2026-07-02T09:00:00.000Z')
  assert.equal(await returned(here, '2026-04'), 'done')
  const missing = await look(here, Q1)
  assert.deepEqual(missing.standing, {
    kind: 'returns-missing',
    months: ['2026-05', '2026-06'],
  })
  assert.deepEqual(said(await submit(here, formOf(missing))), [409, 'returns-missing'])
  for (const each of ['2026-05', '2026-06']) assert.equal(await returned(here, each), 'done')
  assert.equal((await look(here, Q1)).standing.kind, 'to-sign')
})

test('S26, S27: the claim is the sum of its acts by another way; self-testing is level 3 (D9.09), the 13th visit at home is recorded and worth nothing (D9.15), nobody from abroad is paid for (D9.08)', async () => {
  const { draft } = await look(here, Q1)
  const overseas = 3 * 1775
  assert.equal(draft.totalPence, (await worth(here, MONTHS[Q1])) - overseas)
  assert.equal(draft.totalPence, 3 * (3 * 1775 + 2 * 1325) + 12 * 600, 'and by hand')
  assert.deepEqual(await behind(here, Q1, '2026-06', 'level-3'), ['level-3 line', 'own-meter line'])
  assert.deepEqual(await behind(here, Q1, '2026-06', 'level-4'), [
    'both line',
    'level-4 line',
    'visited line',
  ])
  assert.equal((await behind(here, Q1, '2026-05', 'home-visit')).length, 12)
  assert.deepEqual(await behind(here, Q1, '2026-05', NOT_PAID), [
    'overseas not-covered',
    'visited beyond-cap',
  ])
})

test('D9.22, D9.23, D9.24, D9.25, D9.26, D9.37, D9.38, D9.39: no count is typed, an amount that is sent counts for nothing, and a quarter is one of the contract that has begun', async () => {
  const shown = await look(here, Q1)
  for (const count of ['-3', '10.5', '1e3', 'NaN']) {
    assert.deepEqual(said(await submit(here, formOf(shown, { count }))), [422, 'unknown-field'])
  }
  for (const [quarter, code] of [
    ['Q5', 'no-quarter'],
    ['2026-05', 'no-quarter'],
    ['2026-13', 'no-quarter'],
    ['2026-10', 'in-future'],
    ['2026-01', 'outside-contract'],
  ] as const) {
    assert.deepEqual(said(await submit(here, formOf(shown, { quarter }))), [422, code], quarter)
  }
  assert.deepEqual(said(await submit(here, formOf(shown, { contractId: newId(0) }))), [
    404,
    'not-found',
  ])
  assert.deepEqual(said(await submit(here, formOf(shown, { signed: '', amount: '1' }))), [
    422,
    'required',
  ])
})

test('D9.44, D9.45, D9.47, D9.26: signed it is submitted once, however often it is sent and whoever sends it; what is paid is worked out here', async () => {
  const shown = await look(here, Q1)
  const form = formOf(shown, { amount: '99999900' })
  const under = key(here)
  const [first, second] = [await submit(here, form, under), await submit(here, form, under)]
  assert.deepEqual(said(first), ['done'])
  assert.deepEqual(second, first)
  assert.deepEqual(said(await submit(here, formOf(shown), under)), [422, 'key-reused'])
  assert.deepEqual(said(await submit(here, form)), [409, 'already-submitted'])
  const [claim, ...more] = await claims(here)
  assert.deepEqual(more, [])
  assert.equal(claim?.totalPence, shown.draft.totalPence)
  assert.equal(claim?.signedName, 'Test practice-manager')
})

test('D9.01, S26: one month of a patient has one payee, and twelve paid visits at home were those of another: who asked later is refused, sees why, and claims the rest', async () => {
  at(other, '2026-07-02T09:00:00.000Z')
  for (const each of MONTHS[Q1]) assert.equal(await returned(other, each), 'done')
  const shown = await look(other, Q1)
  assert.deepEqual(await behind(other, Q1, '2026-06', NOT_PAID), [
    'both-there claimed-by-another',
    'visited-there beyond-cap',
    'visited-there claimed-by-another',
  ])
  assert.equal(shown.draft.totalPence, 3 * 1775)
  const seenBefore = { ...shown, seen: '0'.repeat(64) }
  const late = await submit(other, formOf(seenBefore))
  assert.deepEqual(said(late), [409, 'counts-otherwise'])
  assert.match(late.kind === 'refused' ? (late.findings[0]?.message ?? '') : '', /paid once/)
  const text = JSON.stringify(shown)
  for (const secret of [people['both']?.patientId, here.clinic.providerId, here.contractId]) {
    assert.ok(!text.includes(secret ?? '?'), 'nothing of the other provider is shown')
  }
  assert.deepEqual(said(await submit(other, formOf(shown))), ['done'])
})

test('a month that is claimed is not returned again; what has changed since is shown, and comes into the next claim, to the penny', async () => {
  at(here, '2026-07-03T09:00:00.000Z')
  await here.clinic.addEpisode(await here.clinic.addPatient(), { startedOn: day('2026-06-20') })
  const leaves = people['level-3']
  assert.ok(leaves)
  await endsOn(leaves, day('2026-05-31'))
  assert.equal(await returned(here, '2026-06', 'entered-late'), 'claimed')
  const { since } = await look(here, Q1)
  assert.deepEqual(
    since.map(({ month: of, componentId, count, totalPence }) => [
      of,
      componentId,
      count,
      totalPence,
    ]),
    [
      ['2026-06', 'level-4', 1, 1775],
      ['2026-06', 'level-3', -1, -1325],
    ].sort(),
  )
  at(here, '2026-10-01T09:00:00.000Z')
  for (const each of MONTHS[Q2]) assert.equal(await returned(here, each), 'done')
  const { draft } = await look(here, Q2)
  const months = [...MONTHS[Q1], ...MONTHS[Q2]]
  const [first] = await claims(here)
  assert.equal(
    (first?.totalPence ?? 0) + draft.totalPence,
    (await worth(here, months)) - 6 * 1775,
    'both claims together are what the record says now',
  )
  assert.deepEqual(await behind(here, Q2, '2026-06', 'level-3'), ['level-3 taken-back'])
  assert.deepEqual(said(await submit(here, formOf(await look(here, Q2)))), ['done'])
  assert.deepEqual((await look(here, Q1)).since, [], 'nothing is put right twice')
})

test('the page of claims lists each quarter with what it comes to', async () => {
  const shown = await claimsShown(here.clinic.house, manager(here), {})
  assert.ok(shown.kind === 'claims')
  const [{ quarters } = { quarters: [] }] = shown.contracts
  assert.deepEqual(
    quarters.map(({ quarter, standing }) => [quarter, standing.kind]),
    [
      ['2026-10', 'goes-on'],
      ['2026-07', 'submitted'],
      ['2026-04', 'submitted'],
    ],
  )
})

test('a claim cannot be changed; verify hashes claims and returns again, and adds their facts up', async () => {
  const { migratorPool, appPool } = here.clinic.database
  for (const table of ['quarterly_claim', 'claim_fact', 'monthly_return']) {
    for (const sql of [`update ${table} set provider_id = provider_id`, `delete from ${table}`]) {
      await assert.rejects(appPool.query(sql), /permission denied/)
    }
  }
  const faults = async () => {
    const { faults: found } = await verify(here.clinic.pool, here.clinic.clock.now())
    return found.filter(({ invariant }) => invariant === 'I12').map(({ says }) => says)
  }
  assert.deepEqual(await faults(), [])
  const figure = (to: string) => `figures = jsonb_set(figures, '{home-visits}', '${to}')`
  for (const [table, where, change, back, says] of [
    ['monthly_return', "month_on = '2026-04-01'", figure('99'), figure('0'), /return is not what/],
    [
      'quarterly_claim',
      "quarter_on = '2026-04-01'",
      'total_pence = total_pence + 1',
      'total_pence = total_pence - 1',
      /claim is not what was signed.*do not add up/,
    ],
    [
      'claim_fact',
      'nth = 2',
      'price_pence = price_pence + 1',
      'price_pence = price_pence - 1',
      /claim is not what was signed.*do not add up/,
    ],
  ] as const) {
    const mine = `${where} and provider_id = '${here.clinic.providerId}'`
    await migratorPool.query(`update ${table} set ${change} where ${mine}`)
    assert.match((await faults()).join(' '), says, table)
    await migratorPool.query(`update ${table} set ${back} where ${mine}`)
    assert.deepEqual(await faults(), [], `${table} is as it was`)
  }
})

test('D9.63: a claim by which more is given back than is claimed is signed as a credit note; it writes nothing of anybody’s care', async () => {
  const { migratorPool } = here.clinic.database
  const { rows } = await migratorPool.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  )
  const contents = async () => {
    const counted = await migratorPool.query(
      rows
        .map(
          ({ name }) =>
            `select '${name}' as name, count(*)::int as n, sum(hashtextextended(t::text, 0)) as h from ${name} t`,
        )
        .join(' union all '),
    )
    return new Map(counted.rows.map(({ name, n, h }) => [name, `${n} ${h}`]))
  }
  at(here, '2027-01-04T09:00:00.000Z')
  for (const one of Object.values(people)) await endsOn(one, day('2026-04-30'))
  for (const each of ['2026-10', '2026-11', '2026-12']) {
    assert.equal(await returned(here, each), 'done')
  }
  const before = await contents()
  const shown = await look(here, '2026-10')
  assert.ok(shown.draft.totalPence < 0, `${shown.draft.totalPence}`)
  assert.deepEqual(said(await submit(here, formOf(shown))), [422, 'required'])
  assert.deepEqual(said(await submit(here, formOf(shown, { credit: 'yes' }))), ['done'])
  const after = await contents()
  assert.deepEqual(
    [...after].filter(([name, now]) => before.get(name) !== now).map(([name]) => name),
    ['audit_head', 'audit_line', 'claim_fact', 'quarterly_claim', 'request_key'],
  )
})

test('D9.34: a quarter for which no prices are held is not claimed', async () => {
  const { migratorPool } = here.clinic.database
  at(here, '2027-04-01T09:00:00.000Z')
  for (const each of ['2027-01', '2027-02', '2027-03']) {
    assert.equal(await returned(here, each), 'done')
  }
  const shown = await look(here, '2027-01')
  await migratorPool.query(
    "update contract set specification_hash = repeat('0', 64) where id = $1",
    [here.contractId],
  )
  assert.equal((await look(here, '2027-01')).standing.kind, 'no-price')
  assert.deepEqual(said(await submit(here, formOf(shown))), [409, 'no-price'])
})

test('D9.17: there is no visit without its result, so that none is claimed without evidence', async () => {
  await assert.rejects(
    here.clinic.database.migratorPool.query('update visit set result_id = null'),
    /null value/,
  )
})
