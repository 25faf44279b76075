import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Role } from '#access/policy.ts'
import { doorRoutes, routes } from '#src/routes.ts'
import {
  asksWhose,
  type ServedClinic,
  servedClinic,
  signedInAs,
  type Visitor,
} from '#test/http/served-clinic.ts'
import { dosablePatient } from '#test/store/visit-desk.ts'
import { newId } from '#workflow/new-id.ts'

// Every address of the table of URLs is asked by several roles, and what each answer leaves in the audit is counted: a page of one patient,
// a page that is refused, a file that is taken and whatever is sent leave one event each.

let clinic: ServedClinic
let patientId: string
let episodeId: string
before(async () => {
  clinic = await servedClinic()
  const made = await dosablePatient(clinic, { nextTestOn: '2026-11-22' })
  ;({ patientId, episodeId } = made)
})
after(() => clinic.close())

type Line = {
  readonly act?: string
  readonly looked?: string
  readonly refused?: readonly string[]
  readonly by?: string
  readonly role?: string
  readonly at: string
  readonly patient?: string
  readonly page?: string
}

let seen = 0
/** What was written since it was asked last. */
async function written(): Promise<readonly Line[]> {
  const { rows } = await clinic.database.migratorPool.query<{ line: string }>(
    'select line from audit_line where provider_id = $1 and seq > $2 order by seq',
    [clinic.providerId, seen],
  )
  seen += rows.length
  return rows.map(({ line }) => JSON.parse(line))
}

/** They deal with the session itself, and end it or begin another: their events have tests of their own. */
const OF_THE_SESSION = /^\/(?:sign-in|sign-out|account)\b/
const ROWS = [...routes, ...doorRoutes].filter(({ path }) => !OF_THE_SESSION.test(path))

type Answered = {
  readonly row: string
  readonly lines: readonly Line[]
  readonly status: number
  readonly type: string
  readonly isQuestion: boolean
}

async function answered(
  who: Visitor,
  { method, path }: (typeof ROWS)[number],
  csrf: string,
): Promise<Answered> {
  const address = path.replaceAll(/:(\w+)/g, (_, name) =>
    name === 'episode' || name === 'episodeId' ? episodeId : patientId,
  )
  const answer = await (method === 'GET'
    ? who.get(address)
    : who.post(address, { csrf, 'request-key': newId(Date.now()) }))
  const type = answer.headers.get('content-type') ?? ''
  const isQuestion = method === 'POST' && asksWhose(answer)
  return {
    row: `${method} ${path}`,
    lines: await written(),
    status: answer.status,
    type,
    isQuestion,
  }
}

const isRefusal = ({ refused }: Line) => refused !== undefined
const isLook = ({ looked }: Line) => looked !== undefined

const kindsOf = (lines: readonly Line[]): string =>
  lines.map((line) => line.looked ?? line.act ?? line.refused?.join() ?? '?').join()

/** One line of a look at the patient of the address. */
const isOneLook = (lines: readonly Line[]): boolean =>
  lines.length === 1 && lines.every((line) => isLook(line) && line.patient === patientId)

/** Whether what the answer to a page that was opened has left is what it must. */
function isRightOfOpened({ row, lines, status, type }: Answered): boolean {
  if (status === 403) return lines.length === 1 && lines.every(isRefusal)
  const ofPatient = / \/patients\/:/.test(row)
  if (status === 200 && ofPatient) return isOneLook(lines)
  if (status === 200 && !type.startsWith('text/html')) return kindsOf(lines) === 'take-file'
  return lines.length <= 1 && lines.every(isLook)
}

/** What is sent is done or refused, once; the page may then be shown again, which is a look. */
function isRightOfSent({ row, lines, status, isQuestion }: Answered): boolean {
  const events = lines.filter((line) => !isLook(line)).length
  const looks = lines.length - events
  if (looks > 1 || events > 1) return false
  // Refused, or done; or shown again by the page itself, before any act was asked for.
  if (events === 1) return true
  if (status === 403) return false
  return looks === 1 || status === 404 || isQuestion || BEFORE_ANY_ACT.includes(row)
}

/** They send on to a page, or search among many people: nothing is opened or changed by them, and what they lead to has its own event. */
const BEFORE_ANY_ACT = [
  'POST /register/find',
  'POST /service/rules/proposals/:proposal',
  'POST /service/monitoring/choices/:choice',
]

const WALKS: readonly (readonly [Role, number])[] = [
  ['clinical-lead', 100],
  ['healthcare-assistant', 100],
  ['system-administrator', 100],
]
for (const [role, least] of WALKS) {
  test(`SR-70: each address leaves one event in the audit, asked by a ${role}: a look, a refusal, a file or an act`, async () => {
    const who = await signedInAs(clinic, role)
    const csrf = await who.csrf()
    await written()
    const faults: string[] = []
    let events = 0
    for (const row of ROWS) {
      const answer = await answered(who, row, csrf)
      events += answer.lines.length
      const isRight = row.method === 'GET' ? isRightOfOpened(answer) : isRightOfSent(answer)
      if (!isRight) faults.push(`${answer.row} ${answer.status}: ${kindsOf(answer.lines)}`)
      const { accountId } = clinic.callerOf(role)
      assert.ok(
        answer.lines.every(({ by, at }) => by === accountId && at.endsWith('Z')),
        row.path,
      )
    }
    assert.deepEqual(faults, [])
    assert.ok(events >= least, `${events} events`)
  })
}

test('SR-70: a file that is taken and a page that is refused are read in the audit in words, with the role and the row of the table of URLs', async () => {
  const lead = await signedInAs(clinic, 'clinical-lead')
  const assistant = await signedInAs(clinic, 'healthcare-assistant')
  await written()
  assert.equal((await lead.get('/reports/control.csv')).status, 200)
  assert.equal((await assistant.get('/service/settings')).status, 403)
  const [took, refused] = await written()
  assert.deepEqual(
    [took?.act, took?.role, took?.page],
    ['take-file', 'clinical-lead', '/reports/control.csv'],
  )
  assert.deepEqual(
    [refused?.refused, refused?.role, refused?.page],
    [['page-not-permitted'], 'healthcare-assistant', '/service/settings'],
  )
  const { text } = await lead.get('/service/audit')
  assert.match(text, /Took a file: \/reports\/control\.csv/)
  assert.match(text, /Refused: A page that is not for this role: \/service\/settings/)
})
