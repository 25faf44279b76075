import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Role } from '#access/policy.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { alertsOf, goPast } from '#test/store/alert-desk.ts'
import { done, type Fields, freshKey, refusal } from '#test/store/visit-desk.ts'
import { alertReviewPage } from '#workflow/alert-review-page.ts'
import { closeAlertReview } from '#workflow/close-alert-review.ts'
import { reviewAlertsNightly } from '#workflow/review-alerts-nightly.ts'
import { setSiteSettings } from '#workflow/set-site-settings.ts'
import { worklist } from '#workflow/worklist.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

/** The night's work of a day, by two processes at once, and the reviews after it. */
async function night(on: string) {
  clinic.clock.set(`${on}T01:00:00Z`)
  await Promise.all([reviewAlertsNightly(clinic.house), reviewAlertsNightly(clinic.house)])
  return (await alertsOf(clinic)).reviews
}

async function linesOf(kind: 'alert-gone-past' | 'escalated') {
  const question = { kind, risk: null, owner: null, page: null }
  const list = await worklist(clinic.house, clinic.callerOf('nurse'), question)
  assert.ok(list.kind === 'worklist')
  return list.lines.map(({ why, ownerName, subjectId }) => ({ why, ownerName, subjectId }))
}

const CLOSED = { outcome: 'redesign-asked', note: 'Ask it at the first change only' }

async function close(role: Role, fields: Fields = CLOSED) {
  const [review] = (await alertsOf(clinic)).reviews
  const asked = { reviewId: review?.id ?? '', version: `${review?.version}`, ...fields }
  return closeAlertReview.run(clinic.house, clinic.callerOf(role), freshKey(clinic), asked)
}

async function nameOfficer(role: Role | null) {
  const shown = await clinic.inTx((tx) =>
    tx.query<{ version: number }>(
      'select coalesce(max(version), 0) as version from site_setting where provider_id = $1',
      [tx.providerId],
    ),
  )
  const fields = {
    version: `${shown[0]?.version}`,
    referralMinutes: '240',
    safetyOfficer: role === null ? '' : clinic.callerOf(role).accountId,
  }
  const lead = clinic.callerOf('clinical-lead')
  return setSiteSettings.run(clinic.house, lead, freshKey(clinic), fields)
}

const times = async (count: number) => {
  for (let nth = 0; nth < count; nth += 1) await goPast(clinic)
}

test('H33: an alert that fewer than ten answers are known of is brought to nobody', async () => {
  await times(9)
  assert.deepEqual(await night('2026-11-23'), [])
  assert.deepEqual(await linesOf('alert-gone-past'), [])
})

test('H33: an alert that everybody went past is brought to the safety officer, once, with its figures', async () => {
  await times(1)
  assert.deepEqual(await night('2026-11-23'), [], 'the night of that day is done')
  for (const on of ['2026-11-24', '2026-11-25']) {
    const reviews = await night(on)
    assert.deepEqual(
      reviews.map(({ code, asked, gonePast, dueOn, state }) => [
        code,
        asked,
        gonePast,
        dueOn,
        state,
      ]),
      [
        ['look-alike-tablets', 10, 10, '2026-12-08', 'open'],
        ['coventry', 10, 10, '2026-12-08', 'open'],
      ],
      'the question, and the suggestion in whose place another dose was given each time',
    )
  }
})

test('H33: it stands on a list with its figures, for whoever is named the safety officer', async () => {
  const why =
    'Both 0.5 mg and 5 mg tablets: asked 10 times, gone past 10 times, 100 % of the answers. For the clinical safety officer by 08-Dec-2026'
  const line = async () => (await linesOf('alert-gone-past')).find((one) => one.why === why)
  assert.equal((await line())?.ownerName, null)
  assert.deepEqual(refusal(await nameOfficer('receptionist')), [422, 'no-clinician'])
  done(await nameOfficer('pharmacist'))
  assert.equal((await line())?.ownerName, 'Test pharmacist')
})

test('H33: what nobody closes in time is escalated, once', async () => {
  await night('2026-12-08')
  assert.deepEqual(await linesOf('escalated'), [])
  const [review] = await night('2026-12-09')
  assert.equal((await linesOf('escalated')).length, 2)
  assert.equal((await night('2026-12-10'))[0]?.escalatedAt, review?.escalatedAt)
})

test('H33: nothing but an outcome with its words closes it, by the safety officer and by nobody else', async () => {
  for (const role of ['clinical-lead', 'nurse', 'prescriber'] as const) {
    assert.deepEqual(refusal(await close(role)), [409, 'not-the-safety-officer'])
  }
  assert.deepEqual(refusal(await close('receptionist')), [403, 'not-permitted-role'])
  const wrong = { outcome: 'ignored', note: '' }
  assert.deepEqual(refusal(await close('pharmacist', wrong)), [422, 'required', 'required'])
  const stale = { ...CLOSED, version: '1' }
  assert.deepEqual(refusal(await close('pharmacist', stale)), [412, 'changed-meanwhile'])
  const none = { ...CLOSED, reviewId: 'x' }
  assert.deepEqual(refusal(await close('pharmacist', none)), [404, 'not-found'])

  const { subject = '' } = done(await close('pharmacist'))
  const shown = await alertReviewPage(clinic.house, clinic.callerOf('nurse'), { id: subject })
  assert.ok(shown.kind === 'alert-review')
  const { outcome, note, closedByName } = shown.review
  assert.deepEqual(
    [shown.mayClose, outcome, note, closedByName],
    [false, CLOSED.outcome, CLOSED.note, 'Test pharmacist'],
  )
  const again = { ...CLOSED, reviewId: subject }
  assert.deepEqual(refusal(await close('pharmacist', again)), [409, 'closed'])
  assert.equal((await linesOf('alert-gone-past')).length, 1)
})

test('H33: when the safety officer has left, the clinical lead stands in', async () => {
  const { accountId } = clinic.callerOf('pharmacist')
  const set = (active: boolean) =>
    clinic.database.migratorPool.query('update staff set active = $2 where account_id = $1', [
      accountId,
      active,
    ])
  await set(false)
  const [line] = await linesOf('alert-gone-past')
  assert.equal(line?.ownerName, null)
  const asked = { id: line?.subjectId ?? '' }
  const shown = await alertReviewPage(clinic.house, clinic.callerOf('clinical-lead'), asked)
  assert.ok(shown.kind === 'alert-review')
  assert.deepEqual([shown.officerName, shown.mayClose], [null, true])
  await set(true)
})

test('H33: while nobody is named the clinical lead closes it', async () => {
  done(await nameOfficer(null))
  assert.deepEqual(refusal(await close('pharmacist')), [409, 'not-the-safety-officer'])
  done(await close('clinical-lead', { outcome: 'kept', note: 'Each was looked at' }))
  assert.deepEqual(await linesOf('alert-gone-past'), [])
  assert.deepEqual(await linesOf('escalated'), [])
})

test('H33: a closed alert comes back only for thirty days of which none was judged before', async () => {
  const open = async (on: string) =>
    (await night(on)).filter(({ state }) => state === 'open').map(({ code }) => code)
  clinic.clock.set('2026-12-11T09:00:00Z')
  await times(10)
  assert.deepEqual(await open('2026-12-12'), [])
  assert.deepEqual(await open('2027-01-08'), [])
  assert.deepEqual(await open('2027-01-09'), ['look-alike-tablets', 'coventry'])
})
