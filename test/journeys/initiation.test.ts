import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { PASSWORD } from '#test/clinic.ts'
import { type ServedClinic, servedClinic } from '#test/http/served-clinic.ts'
import { dayOf, goTo, started, toBeStarted } from '#test/store/initiation-desk.ts'
import { openChromium } from '#test/web/chromium.ts'
import { verify } from '#workflow/verify.ts'
import { looksRight } from './looks-right.ts'
import { askForDose, press, typeAgain, typeDate } from './visit.ts'

// A start of warfarin takes weeks, so it walks through a clinic of its own, whose clock moves on from test to test.

let clinic: ServedClinic
let browser: Browser
before(async () => {
  ;[clinic, browser] = await Promise.all([servedClinic(), openChromium()])
})
after(async () => {
  await browser.close()
  await clinic.close()
})

/** A screen of its own each day, and the ones before it shut: nobody stays signed in for days. */
async function atTheScreen(role: 'prescriber' | 'nurse'): Promise<Page> {
  await Promise.all(browser.contexts().map((screen) => screen.close()))
  const context = await browser.newContext({
    baseURL: clinic.url,
    viewport: { width: 1280, height: 800 },
  })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.fill('#username', clinic.usernameOf(role))
  await page.fill('#password', PASSWORD)
  await page.click('main button')
  await page.waitForURL((url) => url.pathname !== '/sign-in')
  return page
}

const inBoxes = (on: string): readonly string[] => on.split('-').reverse()

async function answerChecklist(page: Page): Promise<void> {
  await page.getByLabel('Renal function too low for a DOAC').check()
  await page.fill('#whyNote', 'Creatinine clearance 14; DOACs explained')
  await page.getByLabel('Takes none').check()
  for (const statement of [
    'noContraindication',
    'noOtherAnticoagulant',
    'slowStartSuits',
    'usualDose',
  ]) {
    await page.check(`#${statement}`)
  }
  await page.fill('#baselineInr', '1.1')
  for (const date of ['baselineInrOn', 'fbcOn', 'lftOn', 'clottingOn', 'creatinineOn']) {
    await typeDate(page, date, inBoxes('2026-11-18'))
  }
}

/** One day of the protocol: measured, suggested, accepted and told. */
async function doseOn(patient: string, number: number, inr: string): Promise<Page> {
  goTo(clinic, number)
  const page = await atTheScreen('prescriber')
  await page.goto(patient)
  await askForDose(page, { inr })
  if (Number(inr) < 2) await typeAgain(page, inr)
  return page
}

async function acceptAndTell(page: Page): Promise<void> {
  await press(page, 'Accept and save')
  await press(page, 'Handed over')
  assert.match(await page.innerText('h1'), /has been told/)
}

test('S6, H08: a prescriber starts warfarin by Oates and doses days 1, 3, 7 and 14; a day late goes to a person', async () => {
  const { patientId } = await toBeStarted(clinic)
  const patient = `/patients/${patientId}`
  const desk = await atTheScreen('prescriber')
  await desk.goto(`${patient}/plan`)
  await looksRight(desk, 'initiation-plan')
  await desk.getByRole('button', { name: 'Start warfarin by a protocol' }).click()
  await looksRight(desk, 'initiation-start')
  await press(desk, 'Start by this protocol')
  assert.match(await desk.innerText('.nhsuk-error-summary'), /protocol/)
  await answerChecklist(desk)
  await desk.getByLabel(/^Oates/).check()
  await typeDate(desk, 'firstOn', inBoxes('2026-11-23'))
  await press(desk, 'Start by this protocol')
  assert.match(await desk.innerText('.nhsuk-error-summary'), /weekend/)
  await looksRight(desk, 'initiation-start-refused')
  await typeDate(desk, 'firstOn', inBoxes(dayOf(1)))
  await press(desk, 'Start by this protocol')
  await desk.waitForURL((url) => url.pathname.endsWith('/plan'))

  const first = await doseOn(patient, 1, '1.0')
  assert.match(await first.innerText('#suggestion'), /2 mg a day from tonight/)
  assert.match(await first.innerText('#suggestion'), /27-Nov-2026, and no other day/)
  await looksRight(first, 'initiation-day-1')
  await acceptAndTell(first)
  const href = await first.getByRole('link', { name: 'Print the dose page' }).getAttribute('href')
  const printed = await first.request.get(href ?? '')
  assert.equal(printed.headers()['content-type'], 'application/pdf')

  await acceptAndTell(await doseOn(patient, 3, '1.1'))
  await acceptAndTell(await doseOn(patient, 7, '1.5'))
  const last = await doseOn(patient, 14, '1.7')
  assert.match(await last.innerText('#suggestion'), /3 mg a day from tonight/)
  await last.getByText('Why', { exact: true }).click()
  assert.match(await last.innerText('main'), /1\.4 to 1\.9: this result/)
  await looksRight(last, 'initiation-day-14')
  await acceptAndTell(last)

  const late = await doseOn(patient, 22, '2.4')
  assert.match(await late.innerText('#suggestion'), /No dose is calculated/)
  assert.match(await late.innerText('#suggestion'), /later than the day that the protocol set/)
  await looksRight(late, 'initiation-day-late')
  await press(late, 'Save and decide now')
  await looksRight(late, 'initiation-task')
  assert.deepEqual((await verify(clinic.pool, clinic.clock.now())).faults, [])
})

test('H34: a nurse without level 5 sees what the protocol says and can refer it, not accept it', async () => {
  clinic.clock.set('2026-11-22T09:00:00.000Z')
  const { patientId } = await started(clinic)
  goTo(clinic, 1)
  const page = await atTheScreen('nurse')
  await page.goto(`/patients/${patientId}`)
  await askForDose(page, { inr: '1.0' })
  await typeAgain(page, '1.0')
  assert.equal(await page.getByRole('button', { name: 'Accept and save' }).count(), 0)
  assert.equal(await page.locator('button[value=change]').count(), 0)
  assert.match(await page.innerText('main'), /Refer this result/)
  await looksRight(page, 'initiation-as-nurse')
})
