import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type ActName, ROLES, type Role } from '#access/policy.ts'
import { routes } from '#src/routes.ts'
import { COMPETENCE, PASSWORD, type TestClinic, testClinic } from '#test/clinic.ts'
import { recordsOf } from '#test/every-absence.ts'
import { type Answer, type ServedClinic, servedClinic, Visitor } from '#test/http/served-clinic.ts'
import { doacDesk } from '#test/store/doac-desk.ts'
import { dayOf, goTo, started, visitOn } from '#test/store/initiation-desk.ts'
import { procedureDesk } from '#test/store/procedure-desk.ts'
import { step } from '#test/store/transfer-desk.ts'
import { accepted, done, dosablePatient, ROUTINE } from '#test/store/visit-desk.ts'
import { ABOUT_NO_RECORD, ANY_DAY, ASKED_INSIDE, type Cell, cells } from '#tools/authorisation.ts'
import { ACTS } from '#workflow/acts.ts'
import { newId } from '#workflow/new-id.ts'
import { recordEvent } from '#workflow/record-event.ts'

// Every cell of the table of who may do what, asked over HTTP: what is refused writes nothing, what is allowed is not refused for
// permission, and a record of another provider is one that does not exist. The cells of an act are dealt over its
// doors: every cell is asked, and every door gives every kind of answer that the act has.

let clinic: ServedClinic
let other: TestClinic
let ours: Ids
let theirs: Ids
/** Somebody whose treatment begins today, by a protocol. */
let starting = ''
const people = new Map<Role, { readonly visitor: Visitor; readonly csrf: string }>()

before(async () => {
  clinic = await servedClinic()
  other = await testClinic({ database: clinic.database, prefix: 'other.' })
  theirs = await everyRecord(other)
  ours = await everyRecord(clinic)
  starting = (await started(clinic)).patientId
  goTo(clinic, 1)
  for (const role of ROLES) {
    const visitor = new Visitor(clinic.url)
    await visitor.signIn(clinic.usernameOf(role), PASSWORD)
    people.set(role, { visitor, csrf: await visitor.csrf() })
  }
})
after(() => clinic.close())

type Ids = Readonly<Record<string, string>>

/** The table that holds what a field of an act, or a part of an address, names. */
const TABLE_OF: Readonly<Record<string, string>> = {
  patientId: 'patient',
  patient: 'patient',
  episodeId: 'episode',
  resultId: 'inr_result',
  decisionId: 'dose_decision',
  taskId: 'task',
  planId: 'procedure_plan',
  reviewId: 'doac_review',
  appointmentId: 'appointment',
  changeId: 'nhs_number_change',
  linkId: 'record_link',
  measurementId: 'measurement',
  proposalId: 'rule_proposal',
  batchId: 'import_batch',
  rowId: 'import_held_row',
  sentId: 'sent_result',
  fileId: 'meter_file_waiting',
  trialId: 'trial_asked',
  messageId: 'told',
  runId: 'rule_shadow_run',
  choiceId: 'monitoring_choice',
  reportId: 'genotype_report',
  checkId: 'target_check',
  id: 'shared_sign_in',
  entryId: 'paper_entry',
  eventId: 'significant_event',
  breachId: 'breach',
  contractId: 'contract',
  contract: 'contract',
  transferId: 'transfer',
  surveyId: 'eqa_survey',
  licenceId: 'licence_record',
  transfer: 'transfer',
  draftId: 'specification_draft',
  offerId: 'contract_offer',
  offer: 'contract_offer',
  draft: 'specification_draft',
}

/** A provider with a record of every such kind, as far as one is made by a line or two; else its patient stands for it. */
async function everyRecord(of: TestClinic): Promise<Ids> {
  const who = await dosablePatient(of, {}, { familyName: 'Quillfeather', givenName: 'Maud' })
  done(
    await accepted(of, of.callerOf('nurse'), {
      ...ROUTINE,
      identity: 'MQ 1942',
      patientId: who.patientId,
    }),
  )
  await recordsOf(of).task(who, 'referral')
  const slot = {
    patternId: await recordsOf(of).mondayClinic(),
    onDate: '2026-11-30',
    atMinute: 540,
  }
  await recordsOf(of).appointment(who, slot)
  const doac = doacDesk(of)
  done(await doac.review(await doac.person(), {}, { slot: 'none', toldHow: 'not-yet' }))
  assert.equal(await procedureDesk(of).plan(await dosablePatient(of)), 'done')
  const leaving = await dosablePatient(of, { nextTestOn: '2026-12-20' })
  const outside = {
    to: 'outside',
    otherName: 'Elsewhere',
    otherContact: '01632 960079',
    note: 'Moves',
  }
  done(await step(of, 'send-transfer', { episodeId: leaving.episodeId, ...outside }))
  const event = {
    patientId: who.patientId,
    kind: 'admission',
    related: 'no',
    occurredOn: '2026-11-20',
    awareOn: '2026-11-20',
    note: 'Fell',
  }
  const key = newId(Date.now())
  done(await recordEvent.run(of.house, of.callerOf('nurse'), key, event))
  const idIn = async (table: string) => {
    const { rows } = await of.database.migratorPool.query<{ id: string }>(
      `select id from ${table} where provider_id = $1 order by id limit 1`,
      [of.providerId],
    )
    return rows[0]?.id ?? who.patientId
  }
  const found = Object.entries(TABLE_OF).map(async ([field, table]) => [field, await idIn(table)])
  return { ...Object.fromEntries(await Promise.all(found)), ...who, patient: who.patientId }
}

/** An id that nobody has, for whatever is asked. */
const nobodys = (): Ids =>
  Object.fromEntries(Object.keys(TABLE_OF).map((name) => [name, newId(Date.now())]))

/** One way to an act over HTTP: what is sent, given the ids of a record. */
type Door = {
  readonly name: string
  readonly namesRecord: boolean
  readonly ask: (who: { visitor: Visitor; csrf: string }, ids: Ids) => Promise<Answer>
}

const jsonDoor = (name: string, fields: (ids: Ids) => Ids): Door => ({
  name: `POST /api/acts/${name}`,
  namesRecord: Object.keys(fields(nobodys())).length > 0,
  ask: ({ visitor, csrf }, ids) =>
    visitor.send(`/api/acts/${name}`, {
      method: 'POST',
      body: JSON.stringify(fields(ids)),
      headers: {
        origin: clinic.url,
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/json',
        'x-csrf': csrf,
        'idempotency-key': newId(Date.now()),
      },
    }),
})

const addressWith = (path: string, ids: Ids): string =>
  path.replaceAll(/:(\w+)/g, (_all, name: string) => ids[name] ?? ids['patientId'] ?? '')

const pageDoor = (path: string): Door => ({
  name: `GET ${path}`,
  namesRecord: path.includes(':'),
  ask: ({ visitor }, ids) => visitor.get(addressWith(path, ids)),
})

/** The fields of an act that name a record, found by asking it which it takes. */
function recordFields(act: (typeof ACTS)[string]): readonly string[] {
  const { parse } = act as unknown as { readonly parse: (input: unknown) => unknown }
  return Object.keys(TABLE_OF).filter(
    (name) => !/unknown-field|"code":"type"/.test(JSON.stringify(parse({ [name]: 'x' }) ?? '')),
  )
}

const pickOf = (fields: readonly string[]) => (ids: Ids) =>
  Object.fromEntries(fields.map((name) => [name, ids[name] ?? '']))

/** The first dose of a start by a protocol: asked for, and accepted as it is suggested. */
async function acceptOfStart(who: { visitor: Visitor; csrf: string }, ids: Ids): Promise<Answer> {
  const visit = visitOn(starting, 1, '1.0')
  const suggested = await jsonDoor('suggest-dose', () => visit).ask(who, ids)
  if (suggested.status !== 200) return suggested
  const { token } = JSON.parse(suggested.text)
  return jsonDoor('accept-dose', () => ({ ...visit, slot: 'none', token })).ask(who, ids)
}

/** Acts without a door of their own: looks, by their page, and what is asked inside another act. */
const OTHER_DOORS: Readonly<Partial<Record<ActName, readonly Door[]>>> = {
  'find-patient': [pageDoor('/register')],
  'see-rules': [pageDoor('/service/rules'), pageDoor('/service/protocols')],
  'see-shadow-run': [pageDoor('/service/rules/proposals/:patient/runs/:patient')],
  'see-meters': [pageDoor('/service/meters')],
  'see-today': [pageDoor('/')],
  'see-worklist': [pageDoor('/worklists/overdue')],
  'see-patient': [pageDoor('/patients/:patientId'), pageDoor('/tasks/:taskId')],
  'see-clinic': [pageDoor('/clinic')],
  'print-dose': [pageDoor('/doses/:decisionId/page.pdf')],
  'manage-clinics': [pageDoor('/service/clinics')],
  'see-overrides': [pageDoor('/reports/overrides')],
  'see-alerts': [pageDoor('/reports/alerts')],
  'see-near-misses': [pageDoor('/reports/near-misses')],
  'see-decision': [pageDoor('/decisions/:decisionId')],
  'see-control': [pageDoor('/reports')],
  'see-counted-people': [pageDoor('/reports/people')],
  'see-patient-control': [pageDoor('/patients/:patient/control')],
  'see-service': [pageDoor('/service')],
  'see-contract': [pageDoor('/service/contract')],
  'see-licences': [pageDoor('/service/licences')],
  'see-inspection': [pageDoor('/service/inspection')],
  'take-contacts': [pageDoor('/service/contact-codes')],
  'see-transfers': [
    pageDoor('/service/transfers'),
    pageDoor('/service/transfers/:transfer'),
    pageDoor('/service/directory'),
  ],
  'see-board': [pageDoor('/commissioner'), pageDoor('/commissioner/returns/:contract/2026-10')],
  'see-commissioned': [pageDoor('/commissioner/contracts')],
  'prepare-specification': [
    pageDoor('/commissioner/specifications'),
    pageDoor('/commissioner/specifications/:draft'),
  ],
  'see-figures': [pageDoor('/commissioner/figures')],
  'see-return': [pageDoor('/service/month-end'), pageDoor('/service/month-end/:contract/2026-10')],
  'see-return-people': [pageDoor('/service/month-end/:contract/2026-10/active-level-4')],
  'see-claims-received': [
    pageDoor('/commissioner/claims'),
    pageDoor('/commissioner/claims/:contract'),
  ],
  'see-payments': [pageDoor('/service/payments')],
  'see-claim': [pageDoor('/service/claims'), pageDoor('/service/claims/:contract/2026-10')],
  'see-claim-people': [pageDoor('/service/claims/:contract/2026-10/2026-10/level-4')],
  'see-quality': [
    pageDoor('/commissioner/quality'),
    pageDoor('/commissioner/quality/breaches/:breach'),
    pageDoor('/commissioner/quality/analyses/:event'),
  ],
  'see-action-plans': [pageDoor('/service/quality'), pageDoor('/service/quality/:breach')],
  'see-events': [
    pageDoor('/service/events'),
    pageDoor('/patients/:patientId/events'),
    pageDoor('/patients/:patientId/events/:eventId'),
  ],
  'accept-poor-control': [
    jsonDoor('reassess-control', ({ episodeId = '' }) => ({ episodeId, outcome: 'continue' })),
  ],
  'see-looks': [pageDoor('/patients/:patient/looked-at')],
  'see-audit': [pageDoor('/service/audit')],
  'export-audit': [pageDoor('/service/audit/export')],
  'look-in-emergency': [pageDoor('/emergency/:look')],
  'review-emergency-looks': [
    pageDoor('/service/emergency-looks'),
    pageDoor('/service/emergency-looks/:look'),
  ],
  'clear-after-restore': [
    pageDoor('/service/after-restore'),
    pageDoor('/service/after-restore/:line'),
  ],
  'dose-initiation': [
    { name: 'POST /api/acts/suggest-dose, accept-dose', namesRecord: false, ask: acceptOfStart },
  ],
}

const doorsOf = (act: ActName): readonly Door[] => [
  ...(OTHER_DOORS[act] ?? []),
  ...Object.entries(ACTS)
    .filter(([, { name }]) => name === act)
    .map(([name, one]) => jsonDoor(name, pickOf(recordFields(one)))),
]

const DOORS = new Map(cells(ANY_DAY).map(({ act }) => [act, doorsOf(act)]))

/** What is on record, table by table, but what is kept of the asking itself; of one provider, or of all. */
async function contents(providerId?: string): Promise<unknown> {
  const { migratorPool } = clinic.database
  const { rows: tables } = await migratorPool.query<{ name: string }>(
    `select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'provider_id' order by 1`,
  )
  const kept = tables.filter(({ name }) => !OF_THE_ASKING.includes(name))
  const of = providerId === undefined ? '' : ` where provider_id = '${providerId}'`
  const { rows } = await migratorPool.query(
    kept
      .map(
        ({ name }) =>
          `select '${name}' as name, count(*)::int as rows, sum(hashtextextended(t::text, 0)) as hash from ${name} t${of}`,
      )
      .join(' union all '),
  )
  return rows
}

/** What is kept of the asking: the audit, the sessions, and that a dose was suggested where its acceptance is then refused. */
const OF_THE_ASKING = [
  'audit_head',
  'audit_line',
  'dose_question',
  'session',
  'encounter',
  'request_key',
]

const TODAY = dayOf(1)

/** How many are asked at once. */
const AT_ONCE = 6

/** The doors at which each cell is asked: of an act with more cells than doors each at one, by turns; else each door once. */
function dealtDoors(all: readonly Cell[]): ReadonlyMap<Cell, readonly Door[]> {
  const dealt = new Map<Cell, readonly Door[]>()
  for (const [act, ofAct] of Map.groupBy(all, ({ act }) => act)) {
    const doors = DOORS.get(act) ?? []
    const turn = (nth: number) => doors[nth % doors.length]
    ofAct.forEach((cell, nth) => {
      const own = doors.filter((_door, place) => place % ofAct.length === nth)
      dealt.set(cell, own.length > 0 ? own : [turn(nth)].filter((door) => door !== undefined))
    })
  }
  return dealt
}

/** Gives each person of a role the competence of the cells, one after the other, and asks them all. */
async function eachCell(
  wanted: (cell: Cell) => boolean,
  ask: (cell: Cell, door: Door, who: { visitor: Visitor; csrf: string }) => Promise<void>,
): Promise<{ readonly asked: number; readonly doors: number }> {
  const all = cells(TODAY).filter(wanted)
  const dealt = dealtDoors(all)
  const byPerson = Map.groupBy(all, ({ role, competence }) => JSON.stringify({ role, competence }))
  const counted = { asked: 0, doors: 0 }
  for (const [, together] of byPerson) {
    const [{ role, competence }] = together as [Cell]
    await become(role, competence)
    const who = people.get(role)
    assert.ok(who)
    const questions: (() => Promise<void>)[] = []
    for (const cell of together) {
      const doors = dealt.get(cell) ?? []
      assert.ok(doors.length > 0, `${cell.act} has no door`)
      counted.asked += 1
      counted.doors += doors.length
      questions.push(...doors.map((door) => () => ask(cell, door, who)))
    }
    while (questions.length > 0) {
      await Promise.all(questions.splice(0, AT_ONCE).map((question) => question()))
    }
  }
  for (const role of ROLES) await become(role, COMPETENCE[role])
  return counted
}

async function become(role: Role, { level, dosing, until }: Cell['competence']): Promise<void> {
  await clinic.database.migratorPool.query(
    `update staff set level = $3, dosing = $4, competence_until = $5 where provider_id = $1 and account_id = $2`,
    [clinic.providerId, clinic.callerOf(role).accountId, level, dosing, until],
  )
}

const WHY = /not-permitted-[a-z-]+/
const permissionCode = ({ status, text }: Answer): string | undefined =>
  status === 403 ? (WHY.exec(text)?.[0] ?? 'page') : undefined

const inWords = ({ act, role, competence, whose }: Cell, door: Door): string =>
  `${door.name}: ${role}, ${JSON.stringify(competence)}, ${act} of ${whose}`

const total = cells(ANY_DAY).length
let tried = 0

test('H34: every refused cell answers 403 at every door of its act, and not a row is written', async (t) => {
  const before = await contents()
  const refused = ({ answer }: Cell) => answer !== 'allowed' && answer !== 'another-provider'
  const { asked, doors } = await eachCell(refused, async (cell, door, who) => {
    const answer = await door.ask(who, cell.whose === 'own' ? ours : theirs)
    const code = permissionCode(answer)
    assert.ok(
      code === 'page' || code === `not-permitted-${cell.answer}`,
      `${inWords(cell, door)}\n${answer.text}`,
    )
  })
  assert.deepEqual(await contents(), before)
  tried += asked
  t.diagnostic(`${asked} refused cells at ${doors} doors`)
})

test('H34: every cell for a record of another provider is answered as for one that does not exist, and nothing there changes', async (t) => {
  const before = await contents(other.providerId)
  const nothings = new Map<string, Promise<Answer>>()
  const anothers = ({ answer }: Cell) => answer === 'another-provider'
  const { asked, doors } = await eachCell(anothers, async (cell, door, who) => {
    if (!door.namesRecord) return
    const asker = `${cell.act} ${door.name} ${cell.role}`
    const asked = nothings.get(asker) ?? door.ask(who, nobodys())
    nothings.set(asker, asked)
    const [found, nothing] = await Promise.all([door.ask(who, theirs), asked])
    assert.equal(likeNobodys(found), likeNobodys(nothing), inWords(cell, door))
    assert.doesNotMatch(found.text, new RegExp(theirs['patientId'] ?? '-'), inWords(cell, door))
  })
  assert.deepEqual(await contents(other.providerId), before)
  tried += asked
  t.diagnostic(`${asked} cells of another provider at ${doors} doors`)
})

test('H34: every allowed cell is not refused for permission at any door of its act', async (t) => {
  const before = await contents(other.providerId)
  const { asked, doors } = await eachCell(
    ({ answer }) => answer === 'allowed',
    async (cell, door, who) => {
      const answer = await door.ask(who, cell.whose === 'own' ? ours : theirs)
      assert.ok(answer.status < 500, `${inWords(cell, door)}: ${answer.text}`)
      assert.doesNotMatch(answer.text, WHY, inWords(cell, door))
      if (door.name.startsWith('GET')) assert.notEqual(answer.status, 403, inWords(cell, door))
    },
  )
  assert.deepEqual(await contents(other.providerId), before)
  tried += asked
  t.diagnostic(`${asked} allowed cells at ${doors} doors`)
})

test('H34: every address with an id answers for a record of another provider as for one that does not exist', async (t) => {
  const who = people.get('clinical-lead')
  assert.ok(who)
  const { visitor, csrf } = who
  const before = await contents(other.providerId)
  const named = routes.filter(({ path }) => path.includes('/:'))
  for (const { method, path } of named) {
    const ask = async (ids: Ids) => {
      const address = addressWith(path, ids)
      const form = { csrf, 'request-key': newId(Date.now()) }
      return method === 'GET' ? visitor.get(address) : visitor.postOnce(address, form)
    }
    const [found, nothing] = [await ask(theirs), await ask(nobodys())]
    assert.equal(found.status, nothing.status, `${method} ${path}`)
    assert.doesNotMatch(found.text, /Quillfeather/, `${method} ${path}`)
  }
  assert.deepEqual(await contents(other.providerId), before)
  t.diagnostic(`${named.length} addresses`)
})

test('H34: an act is about a record where one of its doors names one, and about none where none does', () => {
  const named = [...DOORS].filter(([, doors]) => doors.some(({ namesRecord }) => namesRecord))
  const about = new Set(named.map(([act]) => act))
  const none = [...DOORS.keys()].filter((act) => !about.has(act) && !ASKED_INSIDE.includes(act))
  assert.deepEqual([...ABOUT_NO_RECORD].sort(), none.sort())
})

test('H34: the cells that were asked are all there are', (t) => {
  assert.equal(tried, total)
  t.diagnostic(`${tried} of ${total} cells: ${(100 * tried) / total} %`)
})

/** An answer without what is new in each: ids, the nonce, the time. */
const likeNobodys = ({ status, text, location }: Answer): string =>
  `${status} ${location ?? ''} ${text}`
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')
    .replaceAll(/nonce="[^"]*"|name="csrf" value="[^"]*"/g, '')
