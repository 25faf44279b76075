import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { providersOf } from '#store/providers.ts'
import { takeUpTrial } from '#store/trials.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { changeRules, propose, rulesInForce } from '#test/store/rule-desk.ts'
import { trialDesk } from '#test/store/trial-desk.ts'
import { done, refusal } from '#test/store/visit-desk.ts'
import { newId } from '#workflow/new-id.ts'
import { RELEASED_HASHES } from '#workflow/released-rules.ts'
import { runTrial } from '#workflow/run-trial.ts'
import { hashOf } from '#workflow/suggestion-token.ts'
import { verify } from '#workflow/verify.ts'

let clinic: TestClinic
let desk: ReturnType<typeof trialDesk>
before(async () => {
  clinic = await testClinic()
  desk = trialDesk(clinic)
})
after(() => clinic.drop())

test('a trial is kept with who asked, its spec, version, rules and figures, and asked again it is the same to the bit', async () => {
  const first = await desk.done()
  const { trial, report } = await desk.shown(first)
  assert.deepEqual([trial.how, trial.askedByName], ['done', 'Test clinical-lead'])
  assert.deepEqual([trial.spec.patients, trial.spec.seed, trial.spec.arms[0]], [50, 1, 'site'])
  const [shipped, site] = trial.rules ?? []
  assert.equal(shipped?.hash, RELEASED_HASHES[shipped?.name ?? ''])
  assert.deepEqual(site, {
    name: 'The rules of this site',
    hash: (await rulesInForce(clinic)).hash,
  })
  assert.equal(trial.figuresHash, hashOf(report?.settings))
  assert.deepEqual(report?.settings, await runTrial(trial.spec, { threads: 0 }))

  const { trialId } = done(await desk.again(first))
  await desk.runBeside()
  const again = await desk.shown(trialId)
  assert.equal(again.trial.figuresHash, trial.figuresHash)
  assert.deepEqual(again.report?.settings, report?.settings)
  assert.equal(again.before?.id, first)

  const other = await desk.shown(await desk.done({ seed: '2' }))
  assert.notEqual(other.trial.figuresHash, trial.figuresHash)
})

test('one trial at a time: another waits until the first has ended or is cancelled', async () => {
  const { trialId } = done(await desk.ask())
  assert.deepEqual(refusal(await desk.ask()), [409, 'one-at-a-time'])
  assert.deepEqual(refusal(await desk.again(trialId)), [409, 'one-at-a-time'])
  done(await desk.cancel(trialId))
  assert.deepEqual(refusal(await desk.cancel(trialId)), [409, 'ended-already'])
  const { trial, report } = await desk.shown(trialId)
  assert.deepEqual([trial.how, trial.endedByName], ['cancelled', 'Test clinical-lead'])
  assert.equal(report, undefined)
  await desk.run()
  assert.equal((await desk.shown(trialId)).trial.how, 'cancelled')
})

test('a trial whose process was killed is taken up again, and its figures are those of a whole one', async () => {
  const whole = await desk.shown(await desk.done())
  const { trialId } = done(await desk.ask())
  await killedWhileRunning()
  assert.equal((await desk.progress(trialId)).isRunning, true)
  await desk.run()
  assert.equal((await desk.progress(trialId)).isOver, false)
  clinic.clock.advance(31_000)
  await desk.run()
  const { trial } = await desk.shown(trialId)
  assert.deepEqual([trial.how, trial.figuresHash], ['done', whole.trial.figuresHash])
})

test('a trial that ends its process three times is broken off, and another can be asked for', async () => {
  const { trialId } = done(await desk.ask())
  for (let times = 0; times < 3; times += 1) {
    await killedWhileRunning()
    clinic.clock.advance(31_000)
  }
  await desk.run()
  assert.equal((await desk.shown(trialId)).trial.how, 'broken-off')
  assert.equal((await desk.shown(await desk.done())).trial.how, 'done')
})

test('a trial under way is given back when the process ends, and ends when it is cancelled', async () => {
  const { trialId } = done(await desk.ask({ patients: '5000', days: '365' }))
  const stopping = new AbortController()
  const stopped = desk.runBeside(stopping.signal)
  await until(async () => (await desk.progress(trialId)).isRunning)
  stopping.abort()
  await stopped
  assert.deepEqual(await desk.progress(trialId), {
    kind: 'progress',
    isOver: false,
    isRunning: false,
    perMille: 0,
  })
  const cancelled = desk.runBeside()
  await until(async () => (await desk.progress(trialId)).isRunning)
  done(await desk.cancel(trialId))
  await cancelled
  assert.equal((await desk.shown(trialId)).trial.how, 'cancelled')
})

test('H10: proposed rules are tried beside those of the site, as both were when it was asked, and nothing changes', async () => {
  const { proposalId } = done(
    await propose(clinic, { protocol: 're-ly', ladderDays: '14, 28', roundingUg: '1' }),
  )
  const { hash } = await rulesInForce(clinic)
  const asked = { 'arm-proposed': 'proposed', proposalId, patients: '100', days: '180' }
  const trialId = await desk.done(asked)
  const { trial, report } = await desk.shown(trialId)
  assert.deepEqual(trial.spec.rules?.proposed?.ruleSet.ladderDays, [14, 28])
  assert.equal((await rulesInForce(clinic)).hash, hash)
  const [site, proposed] = report?.settings[0]?.groups.everybody ?? []
  assert.deepEqual([site?.words, proposed?.words], ['The rules of this site', 'Proposal 1'])
  assert.notDeepEqual(site?.means, proposed?.means)

  await changeRules(clinic, { capPercent: '10' })
  const again = done(await desk.again(trialId)).trialId
  await desk.run()
  assert.equal((await desk.shown(again)).trial.figuresHash, trial.figuresHash)
  const refused = await desk.ask({ 'arm-proposed': 'proposed' })
  assert.deepEqual(refusal(refused), [422, 'no-proposal'])
})

test('H34: nobody but the clinical lead asks, and another site sees nothing of it', async () => {
  assert.deepEqual(refusal(await desk.ask({}, 'prescriber')), [403, 'not-permitted-role'])
  const trialId = await desk.done()
  const other = trialDesk(await testClinic({ database: clinic.database, prefix: 'other-' }))
  await assert.rejects(other.shown(trialId), /no trial/)
  assert.deepEqual(refusal(await other.again(trialId)), [404, 'not-found'])
})

test('figures that are not those of their hash are found by verify', async () => {
  const faults = async () =>
    (await verify(clinic.pool, clinic.clock.now())).faults.map(({ subject }) => subject)
  assert.deepEqual(await faults(), [])
  const trialId = await desk.done()
  const tamper = (name: string) =>
    clinic.database.migratorPool.query(
      `update trial_ended set figures = jsonb_set(figures, '{0,scenario}', to_jsonb($1::text)) where trial_id = $2`,
      [name, trialId],
    )
  await tamper('noisy-meter')
  assert.deepEqual(await faults(), [trialId])
  await tamper('base')
  assert.deepEqual(await faults(), [])
})

test('a trial that fails at one site keeps the next from nothing: its own is done in the same round', async () => {
  const one = await testClinic()
  const other = await testClinic({ database: one.database, prefix: 'other-' })
  const [first] = await providersOf(one.pool)
  const [failing, next] = first?.providerId === one.providerId ? [one, other] : [other, one]
  const [bad, good] = [done(await trialDesk(failing).ask()), done(await trialDesk(next).ask())]
  const { migratorPool } = one.database
  await migratorPool.query(`update trial_asked set spec = spec - 'arms' where id = $1`, [
    bad.trialId,
  ])
  await assert.rejects(trialDesk(failing).run())
  assert.equal((await trialDesk(next).shown(good.trialId)).trial.how, 'done')
  await one.drop()
})

/** Somebody takes the trial up and is never heard of again. */
const killedWhileRunning = () =>
  clinic.inTx((tx) => {
    const now = clinic.clock.now()
    const until = new Date(now + 30_000).toISOString()
    return takeUpTrial(tx, { holder: newId(now), until }, new Date(now).toISOString())
  })

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let looks = 0; looks < 200 && !(await isSo()); looks += 1) await pause(20)
  assert.ok(await isSo())
}
