import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { CATALOGUE } from '#contract/catalogue.ts'
import { CONTRACT, NEW_CONTRACT, variationHref } from '#web/contract/addresses.ts'
import { type ServedClinic, servedClinic, signedInAs, type Visitor } from './served-clinic.ts'
import { type Fields, formFields, unescaped } from './visit-forms.ts'
import { answered, leavingNothing, summaryOf, wordsAt } from './walked-page.ts'

// The contract as a practice manager records it, and as everybody whom it binds reads it.

let clinic: ServedClinic
let manager: Visitor
let nurse: Visitor
before(async () => {
  clinic = await servedClinic()
  manager = await signedInAs(clinic, 'practice-manager')
  nurse = await signedInAs(clinic, 'nurse')
})
after(() => clinic.close())

const boxes = (name: string, iso: string): Fields => ({
  [`${name}[day]`]: iso.slice(8),
  [`${name}[month]`]: iso.slice(5, 7),
  [`${name}[year]`]: iso.slice(0, 4),
})
const AGREED: Fields = {
  specification: 'sheffield-2020-21 1',
  reference: 'LCS-02/017',
  ...boxes('from', '2026-04-01'),
  ...boxes('to', '2027-03-31'),
  'level-3': 'yes',
  'level-4': 'yes',
  'level-5': 'yes',
  agreedWith: 'A. Winter, primary care commissioning',
  ...boxes('agreedOn', '2026-03-20'),
}

async function posted(page: string, typed: Fields, who = manager) {
  const form = formFields(await manager.get(page), page)
  return who.post(page, { ...form, csrf: await who.csrf(), ...typed })
}

const pageOf = async (who: Visitor) => unescaped((await who.get(CONTRACT)).text)
const versions = async () =>
  (
    await clinic.database.migratorPool.query<{ id: string; version: number; hash: string }>(
      'select id, version, specification_hash as hash from contract order by id, version',
    )
  ).rows

test('S32: without a contract the page says so, and only the practice manager may record one', async () => {
  assert.match(await pageOf(nurse), /No contract of Hallam Surgery is recorded here/)
  assert.doesNotMatch(await pageOf(nurse), /Record a contract/)
  assert.equal((await nurse.get(NEW_CONTRACT)).status, 403)
  assert.equal((await posted(NEW_CONTRACT, AGREED, nurse)).status, 403)
  assert.deepEqual(await versions(), [])
})

test('S32: everything that is missing or wrong is said at once, at its field, and what was typed stays', async () => {
  const empty = await leavingNothing(clinic, () => posted(NEW_CONTRACT, {}))
  answered(empty, 422)
  for (const [field, words] of [
    ['specification', /Choose the specification/],
    ['agreedWith', /who agreed to it/],
    ['agreedOn', /day on which it was agreed/],
  ] as const) {
    assert.match(wordsAt(empty, field), words)
  }
  const chosen = { specification: AGREED['specification'] ?? '' }
  const bare = await leavingNothing(clinic, () => posted(NEW_CONTRACT, chosen))
  for (const [field, words] of [
    ['reference', /reference of the contract/],
    ['from', /first day/],
    ['to', /last day/],
    ['levels', /Choose the levels/],
  ] as const) {
    assert.match(wordsAt(bare, field), words)
  }
  for (const [typed, field, words] of [
    [boxes('to', '2026-03-31'), 'to', /cannot end before it begins/],
    [boxes('from', '2026-02-30'), 'from', /does not exist/],
    [boxes('agreedOn', '2026-11-23'), 'agreedOn', /today or an earlier day/],
    [{ specification: 'sheffield-2020-21 2' }, 'specification', /Choose the specification/],
  ] as const) {
    const page = await leavingNothing(clinic, () => posted(NEW_CONTRACT, { ...AGREED, ...typed }))
    answered(page, 422)
    assert.match(wordsAt(page, field), words)
    assert.equal(summaryOf(page).length, 1, summaryOf(page).join(' | '))
    assert.match(page.text, /value="LCS-02\/017"/, 'what was typed stays')
  }
})

test('C5, S27, S30: once recorded everybody whom it binds sees its prices, caps, clocks, codes, and what it leaves open', async () => {
  answered(await posted(NEW_CONTRACT, AGREED), 303)
  const [row] = await versions()
  assert.equal(row?.hash, CATALOGUE[0]?.hash)
  const page = await pageOf(nurse)
  for (const words of [
    'LCS-02/017',
    '01-Apr-2026 to 31-Mar-2027',
    '£13.25',
    '£17.75',
    '£50.00',
    '£6.00',
    'at most 12 for a patient in a contract year',
    'on the last day of the month, and was not paused on every day of it',
    'by the 15th working day of the next month',
    '10th and again from the 13th',
    'within 5 working days of the provider being made aware',
    'An action plan is due within 10 working days',
    'XaQyK',
    '9k27.',
    'Each year in March',
    'Audit 2 times a year',
    'target INR',
    'The specification is No. 02 on its cover and No. 04 in its schedules',
    `${CATALOGUE[0]?.hash}`,
  ]) {
    assert.ok(page.includes(words), words)
  }
  assert.doesNotMatch(page, /Record a variation/)
})

test('S32: that the contract lies outside the printed period of its specification is a warning until somebody of the commissioner confirms it', async () => {
  assert.match(await pageOf(manager), /lies outside the period of its specification/)
  const [row] = await versions()
  const vary = variationHref(row?.id ?? '')
  const confirmed = {
    ...boxes('effectiveOn', '2026-04-01'),
    agreedWith: 'A. Winter',
    ...boxes('agreedOn', '2026-11-20'),
    periodConfirmedBy: 'B. Frost, contracts',
  }
  answered(await posted(vary, confirmed), 303)
  const page = await pageOf(manager)
  assert.doesNotMatch(page, /lies outside the period of its specification/)
  assert.match(page, /Confirmed for the commissioner by B\. Frost, contracts/)
})

test('S32: a variation is another version; the one before stays, and a page that is out of date saves nothing', async () => {
  const [row] = await versions()
  const vary = variationHref(row?.id ?? '')
  const stale = await leavingNothing(clinic, () =>
    posted(vary, { ...boxes('effectiveOn', '2026-10-01'), agreedWith: 'A', version: '1' }),
  )
  answered(stale, 412)
  for (const on of ['2026-03-31', '2027-04-01']) {
    const typed = {
      ...boxes('effectiveOn', on),
      agreedWith: 'A',
      ...boxes('agreedOn', '2026-11-20'),
    }
    const page = await leavingNothing(clinic, () => posted(vary, typed))
    answered(page, 422)
    assert.match(wordsAt(page, 'effectiveOn'), /a day of the contract/)
  }
  const fewer = {
    ...boxes('effectiveOn', '2026-12-01'),
    agreedWith: 'A. Winter',
    ...boxes('agreedOn', '2026-11-20'),
    'level-5': '',
  }
  answered(await posted(vary, fewer), 303)
  assert.deepEqual(
    (await versions()).map(({ version }) => version),
    [1, 2, 3],
  )
  assert.match(await pageOf(manager), /Versions of this contract/)
})

test('S32: another contract for the same service on one of the same days is refused, and the year after is taken', async () => {
  const again = { ...AGREED, ...boxes('from', '2027-03-31'), ...boxes('to', '2028-03-31') }
  const page = await leavingNothing(clinic, () => posted(NEW_CONTRACT, again))
  answered(page, 409)
  assert.match(wordsAt(page, 'from'), /LCS-02\/017, 01-Apr-2026 to 31-Mar-2027/)
  answered(await posted(NEW_CONTRACT, { ...again, ...boxes('from', '2027-04-01') }), 303)
})

test('S6: a community pharmacy cannot hold level 5', async () => {
  const pool = clinic.database.migratorPool
  await pool.query(`update provider set kind = 'community-pharmacy'`)
  const later = { ...AGREED, ...boxes('from', '2029-04-01'), ...boxes('to', '2030-03-31') }
  const page = await leavingNothing(clinic, () => posted(NEW_CONTRACT, later))
  answered(page, 422)
  assert.match(wordsAt(page, 'levels'), /A community pharmacy cannot hold level 5/)
  assert.match(await pageOf(manager), /Level 5 is not for a community pharmacy/)
  answered(await posted(NEW_CONTRACT, { ...later, 'level-5': '' }), 303)
  await pool.query(`update provider set kind = 'gp-practice'`)
})

test('the application may change or remove no contract', async () => {
  for (const sql of [`update contract set reference = 'x'`, 'delete from contract']) {
    await assert.rejects(
      clinic.inTx((tx) => tx.query(sql, [])),
      /permission denied/,
    )
  }
})
