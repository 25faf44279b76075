import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { day } from '#base/day.ts'
import { MONTH_END, returnHref, returnPeopleHref } from '#web/contract/addresses.ts'
import { agreeContract } from '#workflow/agree-contract.ts'
import { newId } from '#workflow/new-id.ts'
import { type ServedClinic, servedClinic, signedInAs, type Visitor } from './served-clinic.ts'
import { type Fields, formFields, unescaped } from './visit-forms.ts'
import { answered, leavingNothing, summaryOf, wordsAt } from './walked-page.ts'

// The month end as a practice manager meets it: the months, a figure and the people behind it, the signature.

let clinic: ServedClinic
let manager: Visitor
let lead: Visitor
let contractId: string
before(async () => {
  clinic = await servedClinic()
  clinic.clock.set('2026-04-01T08:00:00.000Z')
  const agreed = {
    specification: 'sheffield-2020-21 1',
    reference: 'LCS-02/017',
    from: '2026-04-01',
    to: '2027-03-31',
    'level-3': 'yes',
    'level-4': 'yes',
    agreedWith: 'A. Winter',
    agreedOn: '2026-03-20',
  }
  const caller = clinic.callerOf('practice-manager')
  const outcome = await agreeContract.run(clinic.house, caller, newId(0), agreed)
  assert.ok(outcome.kind === 'done')
  contractId = outcome.subject ?? ''
  await clinic.addEpisode(await clinic.addPatient({ familyName: 'Quillfeather' }), {
    startedOn: day('2026-04-20'),
  })
  await clinic.addEpisode(await clinic.addPatient(), { method: 'laboratory' })
  await comes('2026-05-05T08:00:00.000Z')
})
after(() => clinic.close())

/** Everybody signs in anew on that day. */
async function comes(instant: string): Promise<void> {
  clinic.clock.set(instant)
  manager = await signedInAs(clinic, 'practice-manager')
  lead = await signedInAs(clinic, 'clinical-lead')
}

const april = () => returnHref(contractId, '2026-04')
const text = async (who: Visitor, page: string) => unescaped((await who.get(page)).text)
const shownWords = (page: string) => page.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')

async function signed(page: string, typed: Fields = {}, shown?: Fields) {
  const form = shown ?? formFields(await manager.get(page), page)
  return manager.post(page, { ...form, csrf: await manager.csrf(), ...typed })
}

const lines = async (like: string) => {
  const { rows } = await clinic.database.migratorPool.query<{ line: string }>(
    'select line from audit_line where line like $1',
    [`%${like}%`],
  )
  return rows.map(({ line }) => JSON.parse(line))
}

test('S30: the months of the contract are there with their figures, what they are worth and how long is left', async () => {
  const page = shownWords(await text(manager, MONTH_END))
  assert.match(page, /LCS-02\/017, 01-Apr-2026 to 31-Mar-2027/)
  assert.match(page, /May 2026 .*Goes on/)
  assert.match(
    page,
    /April 2026 .*£31\.00 Return To sign Due on 22-May-2026, 13 working days left\./,
  )
  assert.equal((await (await signedInAs(clinic, 'nurse')).get(MONTH_END)).status, 403)
})

test('S30: a figure opens exactly the people whom it counts, each with why and a link to the record, and the audit says who looked', async () => {
  const list = returnPeopleHref(contractId, '2026-04', 'active-level-4')
  assert.ok((await text(manager, april())).includes(`href="${list}"`))
  const page = await text(lead, list)
  assert.match(shownWords(page), /QUILLFEATHER, Margaret.* On warfarin here from 20-Apr-2026/)
  assert.doesNotMatch(page, /HARGREAVES/)
  assert.match(page, /href="\/patients\/[0-9a-f-]{36}"/)
  const [looked, ...more] = await lines('"looked":"see-return-people"')
  assert.deepEqual(more, [])
  assert.equal(looked.by, clinic.callerOf('clinical-lead').accountId)
  assert.equal(looked.subject, `${contractId} 2026-04 active-level-4`)
  for (const away of [
    returnPeopleHref(contractId, '2026-04', 'everybody'),
    returnPeopleHref(contractId, '2025-04', 'active-level-4'),
    returnPeopleHref(newId(0), '2026-04', 'active-level-4'),
  ]) {
    assert.equal((await lead.get(away)).status, 404, away)
  }
})

test('S30: the clinical lead sees the return and signs nothing; an unsigned form says so and keeps the page', async () => {
  assert.doesNotMatch(await text(lead, april()), /Sign and submit</)
  assert.match(await text(lead, april()), /The practice manager signs and submits it/)
  const refused = await leavingNothing(clinic, () => signed(april()))
  answered(refused, 422)
  assert.match(wordsAt(refused, 'signed'), /looked at these figures/)
})

test('S30: what was entered between looking and signing is said line by line, and nothing is submitted', async () => {
  const form = formFields(await manager.get(april()), april())
  await clinic.addEpisode(await clinic.addPatient(), { startedOn: day('2026-04-30') })
  const refused = await leavingNothing(clinic, () => signed(april(), { signed: 'yes' }, form))
  answered(refused, 409)
  assert.match(summaryOf(refused).join(' '), /level 4 1 then and 2 now\. Look at the figures again/)
})

test('S30: signed it stands with its name and its fingerprint; who signs shows first that it is they', async () => {
  const form = formFields(await manager.get(april()), april())
  clinic.clock.advance(6 * 60_000)
  const asked = await manager.post(april(), { ...form, csrf: await manager.csrf(), signed: 'yes' })
  assert.match(asked.text, /[Pp]assword/)
  assert.doesNotMatch(await text(manager, april()), /What was submitted/)
  await comes('2026-05-05T09:00:00.000Z')
  answered(await signed(april(), { signed: 'yes' }), 303)
  const page = shownWords(await text(lead, april()))
  assert.match(page, /Returned Submitted 05-May-2026.*signed by Test practice-manager/)
  assert.match(page, /Fingerprint [0-9a-f]{64}/)
  const [line] = await lines('"act":"submit-return"%"noted"')
  assert.equal(line.noted.figures['active-level-4'], 2)
})

test('S30: what is entered later is shown against what was returned, and the return of the next month says it', async () => {
  await clinic.addEpisode(await clinic.addPatient({ familyName: 'Latecomer' }), {
    startedOn: day('2026-04-01'),
  })
  const page = shownWords(await text(manager, april()))
  assert.match(page, /Returned, counts otherwise now/)
  assert.match(page, /level 4 Was 2 Is now 3 Difference \+1/)
  const people = shownWords(
    await text(manager, returnPeopleHref(contractId, '2026-04', 'active-level-4')),
  )
  assert.match(people, /LATECOMER.*Counted since/)
  await comes('2026-06-01T08:00:00.000Z')
  const may = returnHref(contractId, '2026-05')
  assert.match(shownWords(await text(manager, may)), /says about earlier months.*April 2026/)
  answered(await signed(may, { signed: 'yes' }), 303)
  assert.doesNotMatch(shownWords(await text(manager, april())), /counts otherwise/)
})

test('S30: from the tenth working day the front page lists it, more urgently from the thirteenth, and as late from the day after it was due', async () => {
  const june = /Return of June 2026/
  for (const [instant, expected] of [
    ['2026-07-13T08:00:00.000Z', undefined],
    ['2026-07-14T08:00:00.000Z', /it is due this month/],
    ['2026-07-17T08:00:00.000Z', /in the next two working days or today/],
    ['2026-07-21T08:00:00.000Z', /in the next two working days or today/],
    ['2026-07-22T08:00:00.000Z', /Late/],
    ['2026-09-01T08:00:00.000Z', /Late/],
  ] as const) {
    await comes(instant)
    const page = await text(manager, '/worklists/return-due')
    const row = page.split('</tr>').find((each) => june.test(each))
    if (expected === undefined) assert.equal(row, undefined, instant)
    else assert.match(row ?? '', expected, instant)
  }
  const page = await text(manager, '/worklists/return-due')
  assert.ok(page.includes(returnHref(contractId, '2026-06')), 'its next step is the return')
  await comes('2026-09-01T08:00:00.000Z')
  answered(await signed(returnHref(contractId, '2026-06'), { signed: 'yes' }), 303)
  assert.doesNotMatch(await text(manager, '/worklists/return-due'), june)
})
