import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { day } from '#base/day.ts'
import { paymentsToCome, stepsOnClaims } from '#store/claims-received.ts'
import { nextNhsNumber, type TestClinic, testClinic } from '#test/clinic.ts'
import { type TestCommissioner, testCommissioner } from '#test/commissioner.ts'
import { agreed, claimed, submitted } from '#test/store/contract-desk.ts'
import { claimShown } from '#workflow/claim-page.ts'
import { type ClaimToDecide, claimsReceived, claimToDecide } from '#workflow/claims-received.ts'
import { decideClaim, proposeClaimDecision } from '#workflow/decide-claim.ts'
import { newId } from '#workflow/new-id.ts'

// What a commissioner does with a claim: one person proposes and another decides, which the database holds to as well; the provider sees
// each step; what is approved is paid once.

let clinic: TestClinic
let other: TestClinic
let rivers: TestCommissioner
let moors: TestCommissioner
let contractId: string
const [Q1, Q2] = ['2026-04', '2026-07'] as const

before(async () => {
  clinic = await testClinic()
  other = await testClinic({ database: clinic.database, prefix: 'other.' })
  clinic.clock.set('2026-04-01T08:00:00.000Z')
  other.clock.set('2026-04-01T08:00:00.000Z')
  rivers = await testCommissioner(clinic)
  moors = await testCommissioner(clinic, { name: 'Moors ICB', prefix: 'moors.', odsCode: 'QX998' })
  contractId = await agreed(clinic, { commissioner: rivers.id })
  const twice = { nhs: { kind: 'number', number: nextNhsNumber() } } as never
  await clinic.addEpisode(await clinic.addPatient({ familyName: 'Quillfeather' }))
  await clinic.addEpisode(await clinic.addPatient(twice))
  await other.addEpisode(await other.addPatient(twice))
  clinic.clock.set('2026-07-01T08:00:00.000Z')
  for (const month of ['2026-04', '2026-05', '2026-06']) await submitted(clinic, contractId, month)
  assert.equal((await claimed(clinic, contractId, Q1)).kind, 'done')
})
after(() => clinic.drop())

type Who = 'commissioner-analyst' | 'commissioner-manager'
type Typed = Readonly<Record<string, string>>
const key = () => newId(clinic.clock.now())

async function received(quarter: string = Q1): Promise<ClaimToDecide> {
  const caller = rivers.callerOf('commissioner-analyst')
  const list = await claimsReceived(clinic.house, caller, {})
  assert.ok(list.kind === 'claims-received', JSON.stringify(list))
  const id = list.claims.find(({ claim }) => claim.quarter === quarter)?.claim.id ?? ''
  return asSeen(id)
}

async function asSeen(claimId: string, who: Who = 'commissioner-analyst'): Promise<ClaimToDecide> {
  const shown = await claimToDecide(clinic.house, rivers.callerOf(who), { claimId })
  assert.ok(shown.kind === 'claim-to-decide', JSON.stringify(shown))
  return shown
}

const said = (outcome: Awaited<ReturnType<typeof decideClaim.run>>) =>
  outcome.kind === 'refused'
    ? [outcome.status, ...outcome.findings.map(({ code }) => code)]
    : [outcome.kind]

const propose = async (who: Who, of: ClaimToDecide, typed: Typed, under = key()) =>
  said(
    await proposeClaimDecision.run(clinic.house, rivers.callerOf(who), under, {
      ...{ claimId: of.claim.id, seen: of.seen },
      ...typed,
    }),
  )

const decide = async (who: Who, of: ClaimToDecide, typed: Typed, under = key()) =>
  said(
    await decideClaim.run(clinic.house, rivers.callerOf(who), under, {
      ...{ claimId: of.claim.id, seen: of.seen },
      ...typed,
    }),
  )

const ofProvider = async (quarter: string = Q1) => {
  const caller = clinic.callerOf('practice-manager')
  const shown = await claimShown(clinic.house, caller, { contractId, quarter })
  assert.ok(shown.kind === 'claim', JSON.stringify(shown))
  return shown
}

test('S19, S27: a commissioner sees what is claimed of it and nobody whom it is for; another commissioner sees nothing of it', async () => {
  const { claim, state, number } = await received()
  assert.equal(claim.totalPence, 6 * 1775)
  assert.equal(state.kind, 'received')
  assert.match(number, /^C88999-202604-[0-9A-Z]{6}-1$/)
  assert.doesNotMatch(JSON.stringify(claim), /Quillfeather|patientId|evidenceId/)
  const theirs = await claimsReceived(clinic.house, moors.callerOf('commissioner-manager'), {})
  assert.deepEqual(theirs.kind === 'claims-received' && theirs.claims, [])
  const away = { claimId: claim.id }
  const asked = await claimToDecide(clinic.house, moors.callerOf('commissioner-manager'), away)
  assert.equal(asked.kind === 'refused' && asked.status, 404)
})

test('what is proposed needs a choice, and a reason that the provider can act on; nobody decides where nothing is proposed', async () => {
  const shown = await received()
  assert.deepEqual(await propose('commissioner-analyst', shown, { outcome: 'pay' }), [
    422,
    'required',
  ])
  assert.deepEqual(await propose('commissioner-analyst', shown, { outcome: 'query' }), [
    422,
    'required',
  ])
  assert.deepEqual(await decide('commissioner-manager', shown, { decision: 'decided' }), [
    409,
    'nothing-proposed',
  ])
})

test('two people: whoever proposed does not decide, at the act and at the database; an analyst decides nothing', async () => {
  const { claim } = await received()
  const asManager = await asSeen(claim.id, 'commissioner-manager')
  assert.deepEqual(await propose('commissioner-manager', asManager, { outcome: 'approve' }), [
    'done',
  ])
  const waiting = await asSeen(claim.id, 'commissioner-manager')
  assert.equal(waiting.isOwnProposal, true)
  assert.deepEqual(await decide('commissioner-manager', waiting, { decision: 'decided' }), [
    403,
    'own-proposal',
  ])
  assert.equal(
    (await decide('commissioner-analyst', waiting, { decision: 'decided' }))[0],
    403,
    'an analyst',
  )
  const { migratorPool } = clinic.database
  const manager = rivers.callerOf('commissioner-manager').accountId
  const analyst = rivers.callerOf('commissioner-analyst').accountId
  const insert = (by: string, proposedBy: string) =>
    migratorPool.query(
      `insert into claim_step (provider_id, claim_id, nth, kind, outcome, reason, proposal_nth, proposed_by, by, by_name, by_role, at)
       values ($1, $2, 2, 'decided', 'approve', '', 1, $3, $4, 'X', 'commissioner-manager', now())`,
      [rivers.id, claim.id, proposedBy, by],
    )
  await assert.rejects(insert(manager, manager), /claim_decided_by_another/)
  await assert.rejects(insert(manager, analyst), /foreign key/, 'nor by saying it was another')
  await migratorPool.query('delete from claim_step')
})

test('D9.49: whoever decides on what has changed since their page was made is refused, and changes nothing', async () => {
  const before = await received()
  assert.deepEqual(
    await propose('commissioner-analyst', before, { outcome: 'query', reason: 'June looks high' }),
    ['done'],
  )
  assert.deepEqual(await decide('commissioner-manager', before, { decision: 'decided' }), [
    412,
    'changed-meanwhile',
  ])
  assert.deepEqual(await propose('commissioner-manager', await received(), { outcome: 'reject' }), [
    409,
    'in-hand',
  ])
})

test('a proposal is sent back with a reason, and then the claim waits for another', async () => {
  const shown = await received()
  assert.deepEqual(await decide('commissioner-manager', shown, { decision: 'declined' }), [
    422,
    'required',
  ])
  const why = { decision: 'declined', reason: 'June is as in the year before' }
  assert.deepEqual(await decide('commissioner-manager', shown, why), ['done'])
  assert.equal((await received()).state.kind, 'received')
})

test('a query comes back to the provider with each step and its reason: the claim, and the returns of it, may be signed again, and only with why', async () => {
  const again = { outcome: 'query', reason: 'Is somebody counted in June who had left?' }
  assert.deepEqual(await propose('commissioner-analyst', await received(), again), ['done'])
  assert.deepEqual(
    await decide('commissioner-manager', await received(), { decision: 'decided' }),
    ['done'],
  )
  const shown = await ofProvider()
  assert.equal(shown.standing.kind, 'came-back')
  const [version] = shown.versions
  assert.deepEqual(
    shown.steps.get(version?.id ?? '')?.map(({ kind, outcome, byName }) => [kind, outcome, byName]),
    [
      ['proposed', 'query', 'Test commissioner-analyst'],
      ['declined', 'query', 'Test commissioner-manager'],
      ['proposed', 'query', 'Test commissioner-analyst'],
      ['decided', 'query', 'Test commissioner-manager'],
    ],
  )
  await clinic.addEpisode(await clinic.addPatient(), { startedOn: day('2026-06-10') })
  await submitted(clinic, contractId, '2026-06')
  const bare = await claimed(clinic, contractId, Q1)
  assert.deepEqual(said(bare), [422, 'required'])
  assert.deepEqual(said(await claimed(clinic, contractId, Q1, { reason: 'corrected' })), ['done'])
  assert.deepEqual(said(await claimed(clinic, contractId, Q1, { reason: 'corrected' })), [
    409,
    'already-submitted',
  ])
  const newest = await received()
  assert.deepEqual([newest.claim.version, newest.claim.totalPence], [2, 7 * 1775])
  const old = await asSeen(version?.id ?? '')
  assert.equal(old.isOvertaken, true)
  assert.deepEqual(await propose('commissioner-analyst', old, { outcome: 'approve' }), [
    409,
    'overtaken',
  ])
})

test('D9.51, D9.52, D9.54: what is approved is to be paid once, under one number, and is written with the decision or not at all', async () => {
  const shown = await received()
  await propose('commissioner-analyst', shown, { outcome: 'approve' })
  const waiting = await received()
  const { migratorPool } = clinic.database
  const payments = async () =>
    (await migratorPool.query('select invoice_number, amount_pence from claim_payment')).rows
  await migratorPool.query('alter table claim_payment add constraint away check (false) not valid')
  await assert.rejects(decide('commissioner-manager', waiting, { decision: 'decided' }), /away/)
  await migratorPool.query('alter table claim_payment drop constraint away')
  assert.equal((await received()).state.kind, 'proposed', 'no decision without its payment')
  assert.deepEqual(await payments(), [])

  const under = key()
  for (let nth = 0; nth < 2; nth += 1) {
    assert.deepEqual(
      await decide('commissioner-manager', waiting, { decision: 'decided' }, under),
      ['done'],
    )
  }
  assert.deepEqual(
    await decide('commissioner-manager', await received(), { decision: 'decided' }),
    [409, 'nothing-proposed'],
  )
  assert.deepEqual(await payments(), [{ invoice_number: waiting.number, amount_pence: 7 * 1775 }])
  const told = await clinic.inTx((tx) => paymentsToCome(tx))
  assert.deepEqual(
    told.map((each) => each.invoiceNumber),
    [waiting.number],
  )
  assert.deepEqual(await other.inTx((tx) => paymentsToCome(tx)), [])
  assert.equal((await other.inTx((tx) => stepsOnClaims(tx))).size, 0)
})

test('D9.46: an approved quarter is closed', async () => {
  assert.deepEqual(said(await claimed(clinic, contractId, Q1, { reason: 'corrected' })), [
    409,
    'already-submitted',
  ])
})

test('D9.01: what two providers have both claimed is a queue of the commissioner: how many, which month and which two, and nobody by name', async () => {
  other.clock.set('2026-07-02T08:00:00.000Z')
  const theirs = await agreed(other, { commissioner: rivers.id, reference: 'LCS-02/018' })
  for (const month of ['2026-06']) await submitted(other, theirs, month)
  assert.equal((await claimed(other, theirs, Q1)).kind, 'done')
  const caller = rivers.callerOf('commissioner-analyst')
  const list = await claimsReceived(clinic.house, caller, {})
  assert.ok(list.kind === 'claims-received')
  const disputes = list.claims.flatMap(({ claim, disputes: each }) =>
    each.map(({ month, paidTo, patients }) => [claim.reference, month, paidTo, patients]),
  )
  assert.deepEqual(disputes, [['LCS-02/018', '2026-06', 'Hallam Surgery', 1]])
})

test('what is rejected is claimed by nobody: its months are claimed again, or by who they are', async () => {
  clinic.clock.set('2026-10-01T08:00:00.000Z')
  other.clock.set('2026-10-01T08:00:00.000Z')
  for (const month of ['2026-07', '2026-08', '2026-09']) await submitted(clinic, contractId, month)
  assert.equal((await claimed(clinic, contractId, Q2)).kind, 'done')
  const why = { outcome: 'reject', reason: 'The contract was varied from July' }
  assert.deepEqual(await propose('commissioner-analyst', await received(Q2), why), ['done'])
  const asked = await received(Q2)
  assert.deepEqual(await decide('commissioner-manager', asked, { decision: 'decided' }), ['done'])
  const elsewhere = await other.inTx((tx) =>
    tx.query<{ month_on: string }>(
      'select distinct month_on from elsewhere.claimed order by 1',
      [],
    ),
  )
  assert.deepEqual(
    elsewhere.map(({ month_on }) => month_on),
    ['2026-04-01', '2026-05-01', '2026-06-01'],
    'nothing of the quarter that was rejected',
  )
  assert.equal((await ofProvider(Q2)).standing.kind, 'came-back')
  assert.deepEqual(said(await claimed(clinic, contractId, Q2, { reason: 'stands' })), ['done'])
})
