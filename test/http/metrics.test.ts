import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { day } from '#base/day.ts'
import { addTask } from '#store/tasks.ts'
import { testClinic } from '#test/clinic.ts'
import { done, dosablePatient, freshKey } from '#test/store/visit-desk.ts'
import { type Meters, openMeters } from '#web/metrics/meters.ts'
import { metricsApp } from '#web/metrics/metrics-app.ts'
import { type Serving, serve } from '#web/serve.ts'
import { newId } from '#workflow/new-id.ts'
import { sendText } from '#workflow/send-text.ts'
import { gatewayAt } from '#workflow/text-gateway.ts'
import { type ServedClinic, servedClinic, signedInAs, Visitor } from './served-clinic.ts'
import { formFields, postVisit } from './visit-forms.ts'

// What whoever runs the machine may read of a process: what it did and how it fares, and nothing of anybody.

let clinic: ServedClinic
let meters: Meters
let figures: Serving
let nurse: Visitor
before(async () => {
  const plain = await testClinic()
  meters = openMeters(plain.clock.now)
  const gateway = gatewayAt({ url: 'http://127.0.0.1:9', token: 'nobody-listens-here' })
  const house = { ...plain.house, gateway, actEnded: meters.actEnded }
  clinic = await servedClinic({
    clinic: { ...plain, house },
    settings: { served: meters.served },
  })
  figures = await serve(metricsApp(house, meters), { host: '127.0.0.1', port: 0 })
  nurse = await signedInAs(clinic, 'nurse')
})
after(async () => {
  await figures.close()
  await clinic.close()
})

const PERSON = {
  familyName: 'Quillfeather',
  mobile: '07700 900123',
  contactVerifiedOn: day('2026-11-01'),
  preferredChannel: 'text-message',
} as const

const NAMES = [
  'evenkeel_http_requests_total counter',
  'evenkeel_http_request_seconds histogram',
  'evenkeel_acts_total counter',
  'evenkeel_job_last_success_timestamp_seconds gauge',
  'evenkeel_job_failures_total counter',
  'evenkeel_info gauge',
  'evenkeel_pool_connections_in_use gauge',
  'evenkeel_pool_connections_most gauge',
  'evenkeel_pool_waiting gauge',
  'evenkeel_event_loop_delay_seconds gauge',
  'process_resident_memory_bytes gauge',
  'process_start_time_seconds gauge',
  'evenkeel_outbox_messages gauge',
  'evenkeel_read_only gauge',
  'evenkeel_open_alarms gauge',
  'evenkeel_oldest_open_alarm_seconds gauge',
  'evenkeel_figures_timestamp_seconds gauge',
]

const HOUR_MS = 3_600_000

/** A visit through the pages, its text asked for, an alarm that is open for two hours, and what people mistype. */
async function aDay(): Promise<readonly string[]> {
  const { patientId, episodeId } = await dosablePatient(clinic, {}, PERSON)
  const action = `/patients/${patientId}/visit`
  const suggested = await postVisit(nurse, patientId, { identity: 'MQ 1942' })
  const accepted = await nurse.post(action, { ...formFields(suggested, action), step: 'accept' })
  assert.equal(accepted.status, 303)
  const decisionId = accepted.location?.split('/').at(-1) ?? ''
  const text = { decisionId, number: PERSON.mobile }
  done(await sendText.run(clinic.house, clinic.callerOf('nurse'), freshKey(clinic), text))
  const openedAt = clinic.clock.now() - 2 * HOUR_MS
  await clinic.inTx((tx) =>
    addTask(tx, {
      id: newId(openedAt),
      kind: 'alarm',
      patientId,
      episodeId,
      visitId: null,
      title: 'INR above 8',
      details: {},
      forWhom: 'authoriser',
      openedBy: clinic.callerOf('nurse').accountId,
      openedAt: new Date(openedAt).toISOString(),
      dueAt: new Date(openedAt + HOUR_MS).toISOString(),
      takenBy: null,
    }),
  )
  await nurse.get('/patients/Quillfeather-was-typed-here')
  await nurse.get('/nowhere/Quillfeather')
  await nurse.signIn('nurse', 'a wrong password of Quillfeather')
  return [patientId, decisionId]
}

test('a visit is read off the figures: by row of the table of URLs, by act, and summed over the installation', async () => {
  const ids = await aDay()
  meters.jobEnded('poor control', true)
  meters.jobEnded('audit anchored', false)
  const response = await fetch(`${figures.url}/metrics`)
  assert.match(response.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/)
  const text = await response.text()
  const named = [...text.matchAll(/^# TYPE (.*)$/gm)].map(([, name]) => name)
  assert.deepEqual(named, NAMES)
  const figure = (start: string) => {
    const line = text.split('\n').find((one) => one.startsWith(`${start} `))
    assert.ok(line !== undefined, `${start} in\n${text}`)
    return Number(line.slice(start.length + 1))
  }
  const requests = (labels: string) => figure(`evenkeel_http_requests_total{${labels}}`)
  assert.equal(requests('route="/patients/:patientId/visit",method="POST",status="303"'), 1)
  assert.equal(requests('route="/sign-in",method="POST",status="401"'), 1)
  assert.equal(requests('route="unknown",method="GET",status="404"'), 1)
  assert.ok(figure('evenkeel_http_request_seconds_count{route="/patients/:patientId/visit"}') >= 2)
  assert.equal(figure('evenkeel_acts_total{act="accept-dose",outcome="done"}'), 1)
  assert.equal(figure('evenkeel_acts_total{act="send-text",outcome="done"}'), 1)
  const at = clinic.clock.now() / 1000
  assert.equal(figure('evenkeel_job_last_success_timestamp_seconds{work="poor control"}'), at)
  assert.equal(figure('evenkeel_job_failures_total{work="audit anchored"}'), 1)
  assert.equal(figure('evenkeel_outbox_messages{state="waiting"}'), 1)
  assert.equal(figure('evenkeel_outbox_messages{state="expired"}'), 0)
  assert.equal(figure('evenkeel_open_alarms'), 1)
  assert.equal(figure('evenkeel_oldest_open_alarm_seconds'), 7200)
  assert.equal(figure('evenkeel_figures_timestamp_seconds'), at)
  assert.equal(figure('evenkeel_pool_connections_most'), 10)
  assert.ok(figure('evenkeel_event_loop_delay_seconds{quantile="0.99"}') < 60)

  const { rows } = await clinic.database.migratorPool.query<{ readonly known: string }>(
    `select nhs_number as known from patient union select provider_id::text from provider
      union select id::text from account union select username from account`,
  )
  const typed = ['quillfeather', 'margaret', PERSON.mobile, 'hallam', ...ids]
  for (const known of [...typed, ...rows.map((row) => row.known)]) {
    assert.ok(!text.toLowerCase().includes(known.toLowerCase()), `${known} in the figures`)
  }
  assert.doesNotMatch(text, /\d{3} ?\d{3} ?\d{4}(?!\d*\.)[^\n]*"/)
})

test('an act that is refused, and one that fails, are counted as that', async () => {
  const nurseHere = clinic.callerOf('nurse')
  const none = { decisionId: newId(0), number: PERSON.mobile }
  assert.equal(
    (await sendText.run(clinic.house, nurseHere, freshKey(clinic), none)).kind,
    'refused',
  )
  const gone = { ...clinic.house, pool: { connect: () => Promise.reject(new Error('gone')) } }
  await assert.rejects(sendText.run(gone as never, nurseHere, freshKey(clinic), none), /gone/)
  const text = await (await fetch(`${figures.url}/metrics`)).text()
  assert.match(text, /^evenkeel_acts_total\{act="send-text",outcome="refused"\} 1$/m)
  assert.match(text, /^evenkeel_acts_total\{act="send-text",outcome="failed"\} 1$/m)
})

test('the figures stand at an address of their own: the pages have none, and it has no page', async () => {
  const stranger = new Visitor(clinic.url)
  assert.equal((await stranger.get('/metrics')).status, 404)
  assert.equal((await nurse.get('/metrics')).status, 404)
  assert.equal((await fetch(`${figures.url}/sign-in`)).status, 404)
})
