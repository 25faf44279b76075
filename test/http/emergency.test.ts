import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Competence, DOSING, permission, ROLES, type Role } from '#access/policy.ts'
import { day } from '#base/day.ts'
import { parseNhsNumber } from '#register/nhs-number.ts'
import { nextNhsNumber, PASSWORD, type TestClinic, testClinic } from '#test/clinic.ts'
import { recordsOf } from '#test/every-absence.ts'
import {
  type ServedClinic,
  servedClinic,
  signedInAs,
  type Visitor,
} from '#test/http/served-clinic.ts'
import { formFields } from '#test/http/visit-forms.ts'
import { answered, summaryOf } from '#test/http/walked-page.ts'
import { accepted, done, dosablePatient, ROUTINE } from '#test/store/visit-desk.ts'
import { escalateLookReviews } from '#workflow/escalate-second-looks.ts'

// Another provider's patient in an emergency: who may look, at what and for how long; who is told; who says that it was right.

let here: ServedClinic
let owner: ServedClinic
const number = nextNhsNumber()
const BORN = { 'dateOfBirth[day]': '4', 'dateOfBirth[month]': '9', 'dateOfBirth[year]': '1942' }
const WORDS = 'Fell on the stairs, bleeding from the head, cannot say the dose'
const LOOK = { nhsNumber: number, ...BORN, reason: 'bleeding', words: WORDS }
const FORM = '/emergency'
const REPORTS = '/service/emergency-looks'

before(async () => {
  const clinic = await testClinic()
  here = await servedClinic({ clinic })
  const other = await testClinic({ database: clinic.database, prefix: 'other.' })
  owner = await servedClinic({ clinic: other })
  await patientOf(other)
})
after(async () => {
  await owner.close().catch(() => {})
  await here.close().catch(() => {})
})

async function patientOf(clinic: TestClinic) {
  const parsed = parseNhsNumber(number)
  assert.equal(parsed.kind, 'nhs-number')
  const nhs = { kind: 'number', number: parsed.nhsNumber } as const
  const who = await dosablePatient(
    clinic,
    {},
    { familyName: 'Quillfeather', nhs, allergies: 'Penicillin' },
  )
  const visit = { ...ROUTINE, identity: 'MQ 1942', patientId: who.patientId }
  done(await accepted(clinic, clinic.callerOf('nurse'), visit))
  await recordsOf(clinic).task(who, 'referral')
  return who
}

const plain = (text: string): string => text.replaceAll('<!-- -->', '')

async function looked(visitor: Visitor, fields: Readonly<Record<string, string>> = LOOK) {
  const form = formFields(await visitor.get(FORM), FORM)
  return visitor.post(FORM, { ...form, ...fields, 'request-key': crypto.randomUUID() })
}

const linesOf = async ({ providerId }: TestClinic): Promise<readonly Record<string, unknown>[]> => {
  const { rows } = await here.database.migratorPool.query<{ line: string }>(
    `select line from audit_line where provider_id = $1 and line like '%look-in-emergency%' order by seq`,
    [providerId],
  )
  return rows.map(({ line }) => JSON.parse(line))
}

/** An hour later, so that no test counts the tries of the one before. */
const anHourLater = () => {
  here.clock.advance(61 * 60_000)
  owner.clock.advance(61 * 60_000)
}

test('D8.65: a clinician sees a summary of another provider’s patient, read only, and both providers have it in their audit', async () => {
  const nurse = await signedInAs(here, 'nurse')
  const opened = await looked(nurse)
  answered(opened, 303)
  const page = await nurse.get(opened.location ?? '')
  answered(page, 200)
  const text = plain(page.text)
  for (const words of [
    /QUILLFEATHER, Margaret/,
    /Emergency look at a patient of Hallam Surgery/,
    /Read only, until 09:30/,
    /Penicillin/,
    /warfarin for Atrial fibrillation; target INR 2\.5 \(2\.0 to 3\.0\)/,
    /22-Nov-2026<\/td>[\s\S]*2\.5/,
    /01632 960077/,
    /A task: referral/,
  ])
    assert.match(text, words)
  assert.doesNotMatch(text.replace(/<header[\s\S]*?<\/header>/, ''), /<form|<input|<button/)
  const lines = await linesOf(owner)
  assert.deepEqual(
    lines.map(({ act, looked }) => act ?? looked),
    ['look-in-emergency', 'look-in-emergency'],
  )
  assert.deepEqual(
    lines.map(({ from }) => from),
    [here.providerId, here.providerId],
  )
  const mine = await linesOf(here)
  assert.ok(mine.length >= 2)
  assert.doesNotMatch(
    JSON.stringify([...lines, ...mine]),
    new RegExp(`${number}|Quillfeather|stairs`),
  )
})

test('SR-54: the owner’s clinical lead has the report at once: who, from where, why, what was shown; and so has the lead of whoever looked', async () => {
  const lead = await signedInAs(owner, 'clinical-lead')
  assert.match(plain((await lead.get('/')).text), /look in an emergency to review/)
  const list = plain((await lead.get(REPORTS)).text)
  assert.match(list, /Test nurse, nurse of Hallam Surgery/)
  assert.match(list, /Quillfeather, Margaret/)
  const address = new RegExp(`${REPORTS}/[0-9a-f-]+`).exec(list)?.[0] ?? ''
  const report = plain((await lead.get(address)).text)
  assert.match(report, /Bleeding, or may be bleeding/)
  assert.match(report, /Fell on the stairs/)
  assert.match(
    report,
    /At 09:00: name, date of birth, NHS number.*last INRs \(2\), last doses \(1\)/,
  )
  for (const role of ['nurse', 'practice-manager'] as const)
    answered(await (await signedInAs(owner, role)).get(REPORTS), 403)
  const { rows } = await owner.database.migratorPool.query<{ id: string }>(
    'select patient_id as id from emergency_look where provider_id = $1',
    [owner.providerId],
  )
  const looks = plain((await lead.get(`/patients/${rows[0]?.id}/looked-at`)).text)
  assert.match(
    looks,
    /Test nurse, Hallam Surgery/,
    'and so has whoever asks who looked at the record',
  )

  const theirLead = await signedInAs(here, 'clinical-lead')
  const theirList = plain((await theirLead.get(REPORTS)).text)
  assert.match(theirList, /A patient of Hallam Surgery/)
  assert.doesNotMatch(theirList, /Quillfeather/)

  const form = formFields(await lead.get(address), address)
  const without = await lead.post(address, { ...form, outcome: 'justified' })
  answered(without, 422)
  assert.deepEqual(summaryOf(without), ['Say how you know, in words.'])
  const said = { ...form, outcome: 'justified', note: 'Rang the ward: admitted that morning' }
  answered(await lead.post(address, said), 303)
  assert.match(plain((await lead.get(REPORTS)).text), /Justified: there was an emergency/)
  answered(await lead.post(address, { ...said, 'request-key': crypto.randomUUID() }), 409)
  assert.doesNotMatch((await lead.get('/')).text, /in an emergency to review/)
  assert.match((await theirLead.get('/')).text, /in an emergency to review/, 'theirs is still open')
})

test('SR-54, SR-49: more than five minutes after signing in the password is asked first, and the look goes on from there', async () => {
  anHourLater()
  const nurse = await signedInAs(here, 'nurse')
  here.clock.advance(6 * 60_000)
  const form = { ...formFields(await nurse.get(FORM), FORM), ...LOOK }
  const asked = await nurse.post(FORM, form)
  answered(asked, 401)
  const opened = await nurse.post(FORM, {
    ...form,
    ...formFields(asked, FORM),
    'door-password': PASSWORD,
  })
  answered(opened, 303)
  answered(await nurse.get(opened.location ?? ''), 200)
})

test('SR-54: whoever shows once more who they are keeps the look; to another sign-in it is not open, and its owner is told of no reading', async () => {
  anHourLater()
  const nurse = await signedInAs(here, 'nurse')
  const address = (await looked(nurse)).location ?? ''
  answered(await nurse.get(address), 200)
  here.clock.advance(6 * 60_000)
  const before = nurse.cookie
  const csrf = await nurse.csrf()
  answered(
    await nurse.post('/account/prove', { csrf, next: address, 'door-password': PASSWORD }),
    303,
  )
  assert.notEqual(nurse.cookie, before)
  answered(await nurse.get(address), 200)
  const told = (await linesOf(owner)).length
  answered(await (await signedInAs(here, 'nurse')).get(address), 404)
  assert.equal((await linesOf(owner)).length, told)
})

test('SR-54: nobody reviews their own look', async () => {
  anHourLater()
  const lead = await signedInAs(here, 'clinical-lead')
  const opened = await looked(lead)
  answered(opened, 303)
  const address = (opened.location ?? '').replace(FORM, REPORTS)
  assert.match((await lead.get(address)).text, /You looked yourself/)
  const form = formFields(await lead.get('/register'), '/register/find')
  const said = { csrf: form['csrf'] ?? '', outcome: 'justified', note: 'It was me' }
  answered(await lead.post(address, said), 403)
})

test('SR-04, SR-54: whoever looked is no second person with another account of the same name', async () => {
  anHourLater()
  const lead = await signedInAs(here, 'clinical-lead')
  const opened = await looked(lead)
  answered(opened, 303)
  const address = (opened.location ?? '').replace(FORM, REPORTS)
  const other = here.callerOf('pharmacist').accountId
  await here.database.migratorPool.query(
    `update staff o set role = l.role, name = '  ' || upper(l.name) from staff l
      where o.account_id = $1 and l.account_id = $2`,
    [other, here.callerOf('clinical-lead').accountId],
  )
  const twin = await signedInAs(here, 'pharmacist')
  const { text } = await twin.get('/account')
  const [, csrf = ''] = /name="csrf" value="([^"]*)"/.exec(text) ?? []
  const said = { csrf, outcome: 'justified', note: 'It was me, too' }
  answered(await twin.post(address, said), 403)
  await here.database.migratorPool.query(
    "update staff set name = 'Somebody Else' where account_id = $1",
    [other],
  )
  answered(await twin.post(address, said), 303)
})

test('SR-54: a look ends after half an hour, with its session, and is open to no other sign-in and no other person', async () => {
  anHourLater()
  const nurse = await signedInAs(here, 'nurse')
  const address = (await looked(nurse)).location ?? ''
  answered(await nurse.get(address), 200)
  const again = await signedInAs(here, 'nurse')
  answered(await again.get(address), 404)
  answered(await (await signedInAs(here, 'prescriber')).get(address), 404)
  answered(await (await signedInAs(owner, 'clinical-lead')).get(address), 404)
  for (let minutes = 0; minutes < 27; minutes += 9) {
    here.clock.advance(9 * 60_000)
    answered(await nurse.get(address), 200)
  }
  here.clock.advance(3 * 60_000 - 1)
  answered(await nurse.get(address), 200)
  here.clock.advance(1)
  const over = await nurse.get(address)
  answered(over, 404)
  assert.doesNotMatch(over.text, /QUILLFEATHER/i)

  anHourLater()
  const other = await signedInAs(here, 'nurse')
  const second = (await looked(other)).location ?? ''
  await here.database.migratorPool.query(
    'update staff set competence_until = $2 where provider_id = $1 and role = $3',
    [here.providerId, '2026-11-21', 'nurse'],
  )
  answered(await other.get(second), 403)
  await here.database.migratorPool.query(
    'update staff set competence_until = $2 where provider_id = $1 and role = $3',
    [here.providerId, '2027-12-31', 'nurse'],
  )
  answered(await other.get(second), 200)
})

test('SR-54: a wrong number or date says only that nothing was found, five times an hour and no more', async () => {
  anHourLater()
  const pharmacist = await signedInAs(here, 'pharmacist')
  const wrong = [
    { ...LOOK, nhsNumber: nextNhsNumber() },
    { ...LOOK, 'dateOfBirth[day]': '5' },
    { ...LOOK, nhsNumber: nextNhsNumber() },
    { ...LOOK, 'dateOfBirth[year]': '1943' },
    { ...LOOK, nhsNumber: nextNhsNumber() },
  ]
  const answers: string[] = []
  for (const fields of wrong) {
    const answer = await looked(pharmacist, fields)
    answered(answer, 200)
    answers.push(/Nothing was found[\s\S]*?hour\./.exec(plain(answer.text))?.[0] ?? '')
  }
  assert.ok(answers.every((answer) => answer.startsWith('Nothing was found for this NHS number')))
  assert.match(answers[4] ?? '', /No try is left/)
  const sixth = await looked(pharmacist)
  answered(sixth, 403)
  assert.match(plain(sixth.text), /You have tried 5 times within an hour/)
  answered(await looked(await signedInAs(here, 'prescriber')), 303)
  anHourLater()
  answered(await looked(await signedInAs(here, 'pharmacist')), 303)
})

test('SR-54: of tries at once no more than five count', async () => {
  anHourLater()
  const prescriber = await signedInAs(here, 'prescriber')
  const form = formFields(await prescriber.get(FORM), FORM)
  const at = { ...form, ...LOOK, nhsNumber: nextNhsNumber() }
  const all = await Promise.all(
    Array.from({ length: 9 }, () =>
      prescriber.post(FORM, { ...at, 'request-key': crypto.randomUUID() }),
    ),
  )
  const { rows } = await here.database.migratorPool.query<{ count: number }>(
    'select count(*)::int as count from emergency_try where account_id = $1 and at > $2',
    [here.callerOf('prescriber').accountId, new Date(here.clock.now() - 3_600_000).toISOString()],
  )
  assert.ok(all.filter(({ status }) => status === 200).length <= 5)
  assert.ok((rows[0]?.count ?? 9) <= 5, `${rows[0]?.count}`)
})

for (const { id, patch, says } of [
  {
    id: 'D8.63: no reason',
    patch: { reason: '', words: '' },
    says: /Choose what the emergency is/,
  },
  { id: 'D8.64: aaaaaaaa', patch: { words: 'aaaaaaaaaaaaaaaa' }, says: /Say in a sentence/ },
  {
    id: 'a number in the words',
    patch: { words: `Bleeding, patient ${number} fell` },
    says: /Leave numbers/,
  },
  {
    id: 'no date',
    patch: { 'dateOfBirth[day]': '', 'dateOfBirth[month]': '', 'dateOfBirth[year]': '' },
    says: /Enter the date of birth/,
  },
  { id: 'half a number', patch: { nhsNumber: '99900' }, says: /must have 10 digits/ },
]) {
  test(`${id}: a look in an emergency is not opened, and what was typed stays`, async () => {
    const nurse = await signedInAs(here, 'nurse')
    const answer = await looked(nurse, { ...LOOK, ...patch })
    answered(answer, 422)
    assert.match(summaryOf(answer).join(' '), says)
    if (!('words' in patch)) assert.match(answer.text, /Fell on the stairs/)
  })
}

test('H34: the function of a look in an emergency and the table of who may do what answer every cell alike', async () => {
  const today = day('2026-11-22')
  let asked = 0
  for (const role of ROLES)
    for (const dosing of DOSING)
      for (const until of [null, '2026-11-21', '2026-11-22'])
        asked += await sameAnswer(role, { level: 4, dosing, until }, today)
  assert.equal(asked, ROLES.length * DOSING.length * 3)
})

async function sameAnswer(role: Role, competence: Competence, today: string): Promise<number> {
  const { rows } = await here.database.appPool.query<{ may: boolean }>(
    'select may_look_in_emergency($1, $2, $3, $4) as may',
    [role, competence.dosing, competence.until, today],
  )
  const may = permission('look-in-emergency', { role, competence }, day(today), 'another')
  assert.equal(rows[0]?.may, may.kind === 'allowed', JSON.stringify({ role, competence }))
  return 1
}

test('SR-54: by SQL past the act, the application opens no look without a try that fits, and reaches no table of the other provider', async () => {
  anHourLater()
  const at = () => new Date(here.clock.now()).toISOString()
  const say = (sql: string, values: readonly unknown[] = []) =>
    here
      .inTx((tx) => tx.query<Record<string, unknown>>(sql, values))
      .catch((error: { code?: string }) => error.code)
  const id = crypto.randomUUID()
  const open = `select open_emergency_look($1, $2, '1942-09-04') as opened`
  assert.deepEqual(await say(open, [id, number]), [{ opened: 'nothing' }])
  assert.equal(
    await say(`insert into emergency_look select * from emergency_look where provider_id = $1`, [
      here.providerId,
    ]),
    '42501',
  )
  assert.equal(
    await say('delete from emergency_try where provider_id = $1', [here.providerId]),
    '42501',
  )
  const tried = `insert into emergency_try values ($1, $2, $3, $6, $4, 'other', 'Words of somebody', $5)`
  const by = (role: Role, nth: number) => [
    here.providerId,
    id,
    here.callerOf(role).accountId,
    Buffer.alloc(32),
    at(),
    nth,
  ]
  const both = (role: Role) =>
    here
      .inTx(async (tx) => {
        await tx.query(tried, by(role, 999))
        return tx.query(open, [id, number])
      })
      .catch((error: { code?: string }) => error.code)
  for (const role of ['receptionist', 'healthcare-assistant', 'system-administrator'] as const)
    assert.equal(await both(role), '42501', role)

  const { rows: tables } = await here.database.migratorPool.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname = 'provider_id'
        and has_table_privilege('evenkeel_app', c.oid, 'SELECT') order by 1`,
  )
  const OUTSIDE = ['account_provider', 'session']
  let closed = 0
  for (const { name } of tables.filter((table) => !OUTSIDE.includes(table.name))) {
    const rows = await say(`select count(*)::int as count from ${name} where provider_id = $1`, [
      owner.providerId,
    ])
    assert.deepEqual(rows, [{ count: 0 }], name)
    closed += 1
  }
  assert.ok(closed > 60, `${closed}`)
})

test('SR-54: a patient of one’s own register is not looked up in an emergency', async () => {
  const own = nextNhsNumber()
  const parsed = parseNhsNumber(own)
  assert.equal(parsed.kind, 'nhs-number')
  await here.addPatient({ nhs: { kind: 'number', number: parsed.nhsNumber } })
  const answer = await looked(await signedInAs(here, 'nurse'), { ...LOOK, nhsNumber: own })
  answered(answer, 409)
  assert.match(answer.text, /in your own register/)
})

test('SR-54: a review that is late is escalated at each provider by itself, rung by rung and once, until somebody reviews it', async () => {
  const provider = here.providerId
  const called = async (visitor: Visitor) =>
    Number(/(\d+) open tasks? ha/.exec((await visitor.get('/')).text)?.[1] ?? '0')
  here.clock.set('2026-11-27T09:00:00Z')
  owner.clock.set('2026-11-27T09:00:00Z')
  const nurse = await signedInAs(here, 'nurse')
  answered(await looked(nurse), 303)
  const list = '/worklists/escalated'
  /** The work of a minute, by two processes at once; then the rungs of the newest look at this provider. */
  const escalated = async (at: string) => {
    for (const { clock } of [here, owner]) clock.set(at)
    await Promise.all([escalateLookReviews(here.house), escalateLookReviews(here.house)])
    await escalateLookReviews(here.house)
    const { rows } = await here.database.migratorPool.query<{ to: string }>(
      `select to_role as "to" from emergency_escalation e
        where provider_id = $1 and due_on = '2026-12-02' order by rung`,
      [provider],
    )
    return rows.map(({ to }) => to)
  }
  // Friday: the third working day is Wednesday.
  assert.deepEqual(await escalated('2026-12-02T23:59:00Z'), [])
  assert.deepEqual(await escalated('2026-12-03T00:01:00Z'), ['clinical-lead'])
  const lead = await signedInAs(here, 'clinical-lead')
  assert.match(plain((await lead.get(REPORTS)).text), /Not yet: due by 02-Dec-2026/)
  const manager = await signedInAs(here, 'practice-manager')
  const before = await called(manager)
  const all = ['clinical-lead', 'prescriber', 'practice-manager']
  assert.deepEqual(await escalated('2026-12-07T09:00:00Z'), all)
  assert.equal(await called(await signedInAs(here, 'practice-manager')), before + 1)

  const ownersLead = await signedInAs(owner, 'clinical-lead')
  const theirs = plain((await ownersLead.get(list)).text)
  assert.match(
    theirs,
    /Somebody looked at a patient of this provider; the review by a clinical lead was due 02-Dec-2026/,
  )
  assert.doesNotMatch(
    theirs,
    /Quillfeather/i,
    'whoever may not see the look does not learn whose it was',
  )
  const leadAgain = await signedInAs(here, 'clinical-lead')
  const shown = plain((await leadAgain.get(list)).text)
  assert.match(shown, /another provider’s patient[^<]*02-Dec-2026. Called: the practice manager/)

  const waiting = async () => [
    ...new Set((await leadAgain.get(list)).text.match(new RegExp(`${REPORTS}/[0-9a-f-]+`, 'g'))),
  ]
  const open = await waiting()
  const own = (await Promise.all(open.map((address) => reviewed(leadAgain, address)))).flat()
  assert.ok(open.length > own.length)
  assert.deepEqual(await waiting(), own, 'one’s own look stays for another lead')
  assert.match((await ownersLead.get(list)).text, /A look in an emergency/, 'theirs is still open')
})

/** Reviews a look; answers its address where one may not, for it is one's own. */
async function reviewed(visitor: Visitor, address: string): Promise<readonly string[]> {
  const page = await visitor.get(address)
  if (page.text.includes('You looked yourself')) return [address]
  const said = { ...formFields(page, address), outcome: 'justified', note: 'Asked the ward' }
  answered(await visitor.post(address, said), 303)
  return []
}
