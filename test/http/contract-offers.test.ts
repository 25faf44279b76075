import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { PASSWORD, type TestClinic, testClinic } from '#test/clinic.ts'
import { type TestCommissioner, testCommissioner } from '#test/commissioner.ts'
import { agreed } from '#test/store/contract-desk.ts'
import { CONTRACTS, OFFER_CONTRACT, varyHref, withdrawHref } from '#web/commissioner/addresses.ts'
import { CONTRACT, offerHref } from '#web/contract/addresses.ts'
import { newId } from '#workflow/new-id.ts'
import { type ServedClinic, servedClinic, signedInAs, Visitor } from './served-clinic.ts'
import { type Fields, formFields, unescaped } from './visit-forms.ts'
import { answered, summaryOf, wordsAt } from './walked-page.ts'

// A contract as its commissioner offers it and its provider accepts it, and a variation of it.

let clinic: ServedClinic
let pharmacy: TestClinic
let rivers: TestCommissioner
let boss: Visitor
let analyst: Visitor
let manager: Visitor
before(async () => {
  clinic = await servedClinic()
  pharmacy = await testClinic({ database: clinic.database, prefix: 'pharmacy.' })
  await clinic.database.migratorPool.query(
    `update provider set kind = 'community-pharmacy', name = 'Rivelin Pharmacy' where provider_id = $1`,
    [pharmacy.providerId],
  )
  rivers = await testCommissioner(clinic)
  boss = await signIn('commissioner-manager')
  analyst = await signIn('commissioner-analyst')
  manager = await signedInAs(clinic, 'practice-manager')
})
after(() => clinic.close())

async function signIn(username: string): Promise<Visitor> {
  const visitor = new Visitor(clinic.url)
  await visitor.signIn(username, PASSWORD)
  return visitor
}
const boxes = (name: string, iso: string): Fields => ({
  [`${name}[day]`]: iso.slice(8),
  [`${name}[month]`]: iso.slice(5, 7),
  [`${name}[year]`]: iso.slice(0, 4),
})
const shownWords = (page: string) =>
  unescaped(page)
    .replaceAll(/<span class="nhsuk-table__heading"[^>]*>.*?<\/span>/g, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
const words = async (who: Visitor, path: string) => {
  const answer = await who.get(path)
  answered(answer, 200)
  return shownWords(answer.text)
}
async function sent(who: Visitor, page: string, typed: Fields, to = page) {
  const form = formFields(await who.get(page), to)
  return who.post(to, { ...form, csrf: await who.csrf(), ...typed })
}
type Row = Readonly<Record<string, unknown>>
const rowsOf = async (table: string): Promise<readonly Row[]> =>
  (await clinic.database.migratorPool.query(`select * from ${table} order by 1, 2, 3`)).rows
const offers = () => rowsOf('contract_offer')
const contracts = () => rowsOf('contract')
const newestOffer = async (): Promise<string> => {
  const { rows } = await clinic.database.migratorPool.query<{ id: string }>(
    'select id from contract_offer order by offered_at desc, id desc limit 1',
  )
  return rows[0]?.id ?? assert.fail('there is no offer')
}

const OFFER = (): Fields => ({
  providerId: clinic.providerId,
  specification: 'sheffield-2020-21 1',
  reference: 'ICB-7',
  ...boxes('from', '2026-12-01'),
  ...boxes('to', '2027-11-30'),
  'level-3': 'yes',
  'level-4': 'yes',
  'level-5': 'yes',
  supportName: 'Evenkeel',
  supportCost: '420.00',
})

test('S32: everything that is wrong with an offer is said at once, and what was typed stays', async () => {
  const page = await sent(boss, OFFER_CONTRACT, { reference: 'ICB-7', supportCost: '42' })
  answered(page, 422)
  for (const [field, says] of [
    ['providerId', /Choose the provider/],
    ['specification', /Choose the specification/],
    ['supportName', /Enter the decision support system/],
  ] as const) {
    assert.match(wordsAt(page, field), says)
  }
  assert.match(page.text, /value="ICB-7"/)
  assert.deepEqual(await offers(), [])
  assert.equal((await analyst.get(OFFER_CONTRACT)).status, 403)
})

test('S6: level 5 is never offered to a pharmacy', async () => {
  const page = await sent(boss, OFFER_CONTRACT, { ...OFFER(), providerId: pharmacy.providerId })
  answered(page, 422)
  assert.match(wordsAt(page, 'levels'), /A community pharmacy cannot hold level 5/)
  assert.deepEqual(await offers(), [])
})

test('C5, S14: the provider reads all that an offer would bind it to; it binds nobody until the practice manager accepts it', async () => {
  answered(await sent(boss, OFFER_CONTRACT, OFFER()), 303)
  assert.match(
    await words(analyst, CONTRACTS),
    /Offered, not accepted yet Hallam Surgery : a contract, ICB-7, from 01-Dec-2026/,
  )
  assert.match(
    await words(manager, CONTRACT),
    /Five Rivers ICB has offered a contract: ICB-7 , from 01-Dec-2026/,
  )
  assert.deepEqual(await contracts(), [])
  const page = offerHref(await newestOffer())
  const nurse = await signedInAs(clinic, 'nurse')
  const read = await words(nurse, page)
  assert.match(read, /Evenkeel, at most £420\.00 a year/)
  assert.match(read, /£13\.25.*15th working day/)
  assert.doesNotMatch(read, /We accept the contract/)
  assert.equal((await nurse.post(page, { csrf: await nurse.csrf(), accepted: 'yes' })).status, 403)
  const unticked = await sent(manager, page, {})
  answered(unticked, 422)
  assert.match(wordsAt(unticked, 'accepted'), /Tick that you accept/)
  assert.deepEqual(await contracts(), [])
})

test('S14, S32: accepted it is the contract of the provider, word for word, and names who offered it', async () => {
  const offer = await newestOffer()
  answered(await sent(manager, offerHref(offer), { accepted: 'yes' }), 303)
  const [contract, ...more] = await contracts()
  assert.deepEqual(more, [])
  assert.deepEqual(
    [contract?.['offer_id'], contract?.['commissioner_id'], contract?.['reference']],
    [offer, rivers.id, 'ICB-7'],
  )
  assert.deepEqual([contract?.['support_name'], contract?.['support_pence']], ['Evenkeel', 42_000])
  const page = await words(manager, CONTRACT)
  assert.match(page, /Confirmed for the commissioner by Test commissioner-manager, Five Rivers ICB/)
  assert.match(page, /Decision support Evenkeel, at most £420\.00 a year/)
  assert.doesNotMatch(page, /has offered/)
  assert.match(
    await words(boss, CONTRACTS),
    /Hallam Surgery general practice ICB-7, version 1 .*Your offer, accepted 22-Nov-2026 March 2027/,
  )
  const again = await manager.post(offerHref(offer), {
    csrf: await manager.csrf(),
    accepted: 'yes',
  })
  answered(again, 409)
  assert.match(summaryOf(again).join(), /accepted already/)
})

test('S32: a second contract for the same service on one of the same days is not offered, and the variation holds from its day', async () => {
  const clash = await sent(boss, OFFER_CONTRACT, {
    ...OFFER(),
    ...boxes('from', '2027-11-30'),
    ...boxes('to', '2028-03-31'),
  })
  answered(clash, 409)
  assert.match(wordsAt(clash, 'from'), /ICB-7, 01-Dec-2026 to 30-Nov-2027/)
  const [contract] = await contracts()
  const vary = varyHref(`${contract?.['id']}`)
  const early = await sent(boss, vary, boxes('effectiveOn', '2026-11-30'))
  answered(early, 422)
  assert.match(wordsAt(early, 'effectiveOn'), /a day of the contract/)
  clinic.clock.advance(1000)
  const fewer = {
    ...boxes('effectiveOn', '2027-02-01'),
    'level-5': '',
    supportName: '',
    supportCost: '',
  }
  answered(await sent(boss, vary, fewer), 303)
  const offer = await newestOffer()
  assert.match(
    await words(manager, offerHref(offer)),
    /A variation of version 1 of your contract, from 01-Feb-2027/,
  )
  answered(await sent(manager, offerHref(offer), { accepted: 'yes' }), 303)
  const versions = await contracts()
  assert.deepEqual(
    versions.map((each) => [
      each['version'],
      each['effective_on'],
      each['levels'],
      each['support_name'],
    ]),
    [
      [1, '2026-12-01', [3, 4, 5], 'Evenkeel'],
      [2, '2027-02-01', [3, 4], null],
    ],
  )
})

test('S32: a variation of a version that is the newest no more, or one that was taken back, is not accepted', async () => {
  const [contract] = await contracts()
  clinic.clock.advance(1000)
  const vary = varyHref(`${contract?.['id']}`)
  answered(
    await sent(boss, vary, { ...boxes('effectiveOn', '2027-03-01'), reference: 'ICB-7a' }),
    303,
  )
  const first = await newestOffer()
  clinic.clock.advance(1000)
  answered(
    await sent(boss, vary, { ...boxes('effectiveOn', '2027-04-01'), reference: 'ICB-7b' }),
    303,
  )
  const second = await newestOffer()
  const unsaid = await sent(boss, CONTRACTS, {}, withdrawHref(first))
  answered(unsaid, 422)
  assert.match(summaryOf(unsaid).join(), /why the offer is taken back/)
  assert.ok(
    unsaid.text.includes(`href="#reason-${first}"`) && unsaid.text.includes(`id="reason-${first}"`),
  )
  answered(await sent(boss, CONTRACTS, { reason: 'Wrong month' }, withdrawHref(first)), 303)
  const back = await manager.post(offerHref(first), { csrf: await manager.csrf(), accepted: 'yes' })
  answered(back, 409)
  assert.match(summaryOf(back).join(), /taken this offer back/)
  assert.match(await words(manager, offerHref(first)), /It was taken back: Wrong month/)
  const pool = clinic.database.migratorPool
  await pool.query(
    `insert into contract select (jsonb_populate_record(c, jsonb_build_object('version', 3, 'offer_id', null))).*
       from contract c where version = 2`,
  )
  const late = await manager.post(offerHref(second), {
    csrf: await manager.csrf(),
    accepted: 'yes',
  })
  answered(late, 409)
  assert.match(summaryOf(late).join(), /varied since this offer was made/)
  await pool.query('delete from contract where version = 3')
  answered(await sent(manager, offerHref(second), { accepted: 'yes' }), 303)
  const taken = await boss.post(withdrawHref(second), { csrf: await boss.csrf(), reason: 'x' })
  answered(taken, 409)
  assert.match(summaryOf(taken).join(), /it is a contract now/)
})

test('S19: an offer is read by the provider to whom it was made and by nobody else', async () => {
  const other = new Visitor(clinic.url)
  await other.signIn(pharmacy.usernameOf('practice-manager'), PASSWORD)
  const offer = await newestOffer()
  assert.equal((await other.get(offerHref(offer))).status, 404)
  assert.equal(
    (await other.post(offerHref(offer), { csrf: await other.csrf(), accepted: 'yes' })).status,
    404,
  )
  assert.equal((await manager.get(offerHref(newId(0)))).status, 404)
  await testCommissioner(clinic, { name: 'Moors ICB', prefix: 'moors.', odsCode: 'QX998' })
  const moor = await signIn('moors.commissioner-manager')
  assert.match(await words(moor, CONTRACTS), /No provider has a contract with you yet/)
  const [contract] = await contracts()
  assert.equal((await moor.get(varyHref(`${contract?.['id']}`))).status, 404)
})

test('S32: what a provider recorded itself stands as that, and is varied by an offer too', async () => {
  const recorded = await agreed(pharmacy, {
    commissioner: rivers.id,
    reference: 'OWN-1',
    'level-5': '',
  })
  assert.match(
    await words(boss, CONTRACTS),
    /Rivelin Pharmacy community pharmacy OWN-1, version 1 .*Recorded by the provider: with A\. Winter/,
  )
  answered(await sent(boss, varyHref(recorded), boxes('effectiveOn', '2027-01-01')), 303)
})
