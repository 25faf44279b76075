import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { day } from '#base/day.ts'
import { PASSWORD } from '#test/clinic.ts'
import { type TestCommissioner, testCommissioner } from '#test/commissioner.ts'
import { agreed, submitted } from '#test/store/contract-desk.ts'
import {
  COMMISSIONER,
  draftHref,
  previewHref,
  SPECIFICATIONS,
} from '#web/commissioner/addresses.ts'
import { CONTRACT, MONTH_END, NEW_CONTRACT } from '#web/contract/addresses.ts'
import { hashOf } from '#workflow/suggestion-token.ts'
import { type ServedClinic, servedClinic, signedInAs, Visitor } from './served-clinic.ts'
import { type Fields, formFields, unescaped } from './visit-forms.ts'
import { answered, summaryOf, wordsAt } from './walked-page.ts'

// A specification from its first draft to the return that is counted by it.

let clinic: ServedClinic
let rivers: TestCommissioner
let analyst: Visitor
let boss: Visitor
let draft = ''
before(async () => {
  clinic = await servedClinic()
  rivers = await testCommissioner(clinic)
  for (let nth = 0; nth < 9; nth += 1) {
    await clinic.addEpisode(await clinic.addPatient({ familyName: 'Quillfeather' }), {
      startedOn: day('2026-09-02'),
    })
  }
  await clinic.addEpisode(await clinic.addPatient(), {
    startedOn: day('2026-09-02'),
    method: 'laboratory',
  })
  const contractId = await agreed(clinic, { commissioner: rivers.id })
  await submitted(clinic, contractId, '2026-10')
  await comes('2026-11-22T10:00:00.000Z')
})
after(() => clinic.close())

async function comes(instant: string): Promise<void> {
  clinic.clock.set(instant)
  const signIn = async (username: string) => {
    const visitor = new Visitor(clinic.url)
    await visitor.signIn(username, PASSWORD)
    return visitor
  }
  analyst = await signIn('commissioner-analyst')
  boss = await signIn('commissioner-manager')
}

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
async function sent(who: Visitor, page: string, typed: Fields) {
  const form = formFields(await who.get(page), page)
  return who.post(page, { ...form, csrf: await who.csrf(), ...typed })
}
const rowsOf = async (table: string) =>
  (await clinic.database.migratorPool.query(`select * from ${table} order by 1, 2, 3`)).rows

/** What is asked leaves no row of a specification behind. */
async function savingNothing<T>(ask: () => Promise<T>): Promise<T> {
  const all = async () => [
    await rowsOf('specification_draft'),
    await rowsOf('specification_issued'),
  ]
  const before = await all()
  const answer = await ask()
  assert.deepEqual(await all(), before)
  return answer
}

const BEGIN = { base: 'sheffield-2020-21 1', shortName: 'warfarin-2027-28' }

test('an analyst begins a draft with a copy, and what is wrong with its beginning is said at its field', async () => {
  for (const [typed, field, says] of [
    [{ ...BEGIN, base: '' }, 'base', /Choose the specification/],
    [{ ...BEGIN, shortName: 'Warfarin 2027' }, 'shortName', /small letters/],
  ] as const) {
    const page = await savingNothing(() => sent(analyst, SPECIFICATIONS, typed))
    answered(page, 422)
    assert.match(wordsAt(page, field), says)
  }
  const begun = await sent(analyst, SPECIFICATIONS, BEGIN)
  answered(begun, 303)
  draft = begun.location?.split('/').at(-1) ?? ''
  assert.equal(begun.location, draftHref(draft))
  const again = await sent(analyst, SPECIFICATIONS, BEGIN)
  answered(again, 422)
  const copy = await sent(boss, previewHref(draft), { confirmed: 'yes' })
  answered(copy, 409)
  assert.match(summaryOf(copy).join(), /still a copy/)
})

const CHANGED: Fields = {
  title: 'Warfarin monitoring 2027-28',
  'c0-price': '14.50',
  'c1-price': '20.00',
  dueNth: '5',
  remindFirst: '2',
  remindAgain: '4',
  'a0-text': 'Who covers for leave?',
  'a0-kind': 'text',
}

test('S27: everything that is wrong with a draft is said at once, what was typed stays, and nothing is saved', async () => {
  const page = await savingNothing(() =>
    sent(analyst, draftHref(draft), { ...CHANGED, 'c0-price': '14.5', dueNth: '30' }),
  )
  answered(page, 422)
  assert.match(wordsAt(page, 'c0-price'), /like 13\.25/)
  assert.match(wordsAt(page, 'dueNth'), /from 1 to 20/)
  assert.match(page.text, /value="Warfarin monitoring 2027-28"/)
})

test('C5, S30: once it is saved the preview says what it would have paid and asked, of all providers together and without small counts', async () => {
  const saved = await sent(analyst, draftHref(draft), CHANGED)
  answered(saved, 303)
  assert.equal(saved.location, previewHref(draft))
  const page = await words(analyst, previewHref(draft))
  assert.match(page, /from November 2025 to October 2026 by the 1 provider/)
  assert.match(page, /Level 4 £20\.00 20 £400\.00/, 'nine people, in September and October')
  assert.match(
    page,
    /Level 3 \(including self-monitoring\) £14\.50 \* \* /,
    'one person is not shown',
  )
  assert.match(page, /The contracts of today, on the same £355\.00 Difference £45\.00/)
  assert.match(
    page,
    /October 2026 06-Nov-2026 1 0/,
    'by the fifth working day it would have been late',
  )
  assert.doesNotMatch(page, /QUILLFEATHER/i)
  assert.match(page, /A commissioner manager issues it/)
})

test('C5: a manager issues it after saying so, it is fixed under its hash, and an analyst may not', async () => {
  const refused = await sent(analyst, previewHref(draft), { version: '2', confirmed: 'yes' })
  assert.equal(refused.status, 403)
  const unread = await savingNothing(() => sent(boss, previewHref(draft), {}))
  answered(unread, 422)
  assert.match(wordsAt(unread, 'confirmed'), /Tick that you have read it/)
  answered(await sent(boss, previewHref(draft), { confirmed: 'yes' }), 303)
  const [issued] = await rowsOf('specification_issued')
  assert.equal(issued.hash, hashOf(issued.document))
  assert.deepEqual(
    [issued.specification_id, issued.specification_version, issued.document.version],
    ['qx999-warfarin-2027-28', 1, 1],
  )
  const page = await words(analyst, draftHref(draft))
  assert.match(page, /Issued as version 1.*It is not changed any more/)
  assert.match(page, /£14\.50/)
  assert.match(page, /Who covers for leave\?/)
  const late = await boss.post(draftHref(draft), {
    csrf: await boss.csrf(),
    version: '2',
    draftId: draft,
  })
  answered(late, 409)
  assert.match(summaryOf(late).join(), /not changed any more/)
  for (const sql of [
    'update specification_issued set hash = hash',
    'delete from specification_draft',
  ]) {
    await assert.rejects(
      clinic.inTx((tx) => tx.query(sql, [])),
      /permission denied/,
    )
  }
})

const boxes = (name: string, iso: string): Fields => ({
  [`${name}[day]`]: iso.slice(8),
  [`${name}[month]`]: iso.slice(5, 7),
  [`${name}[year]`]: iso.slice(0, 4),
})

test('S27, S30, C5: a provider agrees to it, reads all that it says, and its month is worth what it pays and late by its clock', async () => {
  const manager = await signedInAs(clinic, 'practice-manager')
  assert.match(
    unescaped((await manager.get(NEW_CONTRACT)).text),
    /Warfarin monitoring 2027-28, Five Rivers ICB, version 1/,
  )
  answered(
    await sent(manager, NEW_CONTRACT, {
      specification: 'qx999-warfarin-2027-28 1',
      commissioner: rivers.id,
      reference: 'NEW-1',
      ...boxes('from', '2026-08-01'),
      ...boxes('to', '2027-07-31'),
      'level-3': 'yes',
      'level-4': 'yes',
      agreedWith: 'A. Winter',
      ...boxes('agreedOn', '2026-11-20'),
    }),
    303,
  )
  const contract = await words(manager, CONTRACT)
  assert.match(contract, /NEW-1.*£14\.50.*by the 5th working day of the next month/)
  const months = await words(manager, MONTH_END)
  assert.match(
    months,
    /NEW-1, 01-Aug-2026.*October 2026 .*£194\.50 Late Late: it was due on 06-Nov-2026/,
  )
  assert.match(await words(analyst, COMMISSIONER), /NEW-1 No return: overdue 06-Nov-2026/)
  assert.match(
    await words(manager, '/worklists/return-due'),
    /Return of October 2026.*Return of October 2026/,
  )
})

test('S32: its next version begins with what was issued, and the version before stays what it is', async () => {
  const begun = await sent(boss, SPECIFICATIONS, { base: 'qx999-warfarin-2027-28 1' })
  answered(begun, 303)
  const next = begun.location?.split('/').at(-1) ?? ''
  answered(await sent(boss, draftHref(next), { 'c0-price': '15.00' }), 303)
  answered(await sent(boss, previewHref(next), { confirmed: 'yes' }), 303)
  const issued = await rowsOf('specification_issued')
  assert.deepEqual(
    issued.map((row) => [row.specification_version, row.document.components[0].pricePence]),
    [
      [1, 1450],
      [2, 1500],
    ],
  )
})

test('S19: another commissioner can begin with it and not change it, and a provider has no such page', async () => {
  await testCommissioner(clinic, { name: 'Moors ICB', prefix: 'moors.', odsCode: 'QX998' })
  const moor = new Visitor(clinic.url)
  await moor.signIn('moors.commissioner-manager', PASSWORD)
  assert.equal((await moor.get(draftHref(draft))).status, 404)
  const begun = await sent(moor, SPECIFICATIONS, {
    base: 'qx999-warfarin-2027-28 1',
    shortName: 'like-theirs',
  })
  answered(begun, 303)
  const [row] = (await rowsOf('specification_draft')).filter((each) =>
    /^qx998/.test(each.specification_id),
  )
  assert.equal(row.specification_id, 'qx998-like-theirs')
  assert.equal((await (await signedInAs(clinic, 'clinical-lead')).get(SPECIFICATIONS)).status, 403)
})
