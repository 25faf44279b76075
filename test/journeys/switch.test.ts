import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { addDays, day } from '#base/day.ts'
import { PASSWORD } from '#test/clinic.ts'
import { type ServedClinic, servedClinic } from '#test/http/served-clinic.ts'
import { switchDesk } from '#test/store/switch-desk.ts'
import { warfarinDesk } from '#test/store/warfarin-desk.ts'
import { openChromium } from '#test/web/chromium.ts'
import { verify } from '#workflow/verify.ts'
import { looksRight } from './looks-right.ts'
import { askForDose, press, typeAgain, typeDate } from './visit.ts'

// A change of medicine takes days, so it walks through a clinic of its own, whose clock moves on.

let clinic: ServedClinic
let browser: Browser
before(async () => {
  ;[clinic, browser] = await Promise.all([servedClinic(), openChromium()])
})
after(async () => {
  await browser.close()
  await clinic.close()
})

const START = day('2026-11-23')
/** The boxes of a day so many days from the start. */
const boxes = (days: number): readonly string[] => addDays(START, days).split('-').toReversed()

/** A screen of its own each day, and the ones before it shut: nobody stays signed in for days. */
async function onDay(days: number, role: 'prescriber' | 'nurse'): Promise<Page> {
  clinic.clock.set(`${addDays(START, days)}T09:00:00.000Z`)
  await Promise.all(browser.contexts().map((screen) => screen.close()))
  const context = await browser.newContext({
    baseURL: clinic.url,
    viewport: { width: 1280, height: 800 },
  })
  context.setDefaultTimeout(8000)
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.fill('#username', clinic.usernameOf(role))
  await page.fill('#password', PASSWORD)
  await page.click('main button')
  await page.waitForURL((url) => url.pathname !== '/sign-in')
  return page
}

const open = (page: Page, step: string) => page.getByRole('button', { name: step }).click()

/** What is left at home, the repeats, the pharmacy, the patient, the papers. */
async function confirmRemoval(page: Page): Promise<void> {
  await open(page, 'Confirm the removal')
  for (const name of ['homeRemoved', 'repeatRemoved', 'pharmacyTold', 'patientTold']) {
    await page.check(`[name=${name}][value=yes]`)
  }
  await page.fill('#note', 'Sister Kay at the practice, Hallam Pharmacy by telephone')
  await press(page, 'Confirm: the change is done')
  assert.match(await page.innerText('.nhsuk-error-summary'), /yellow book or the alert card/)
  await looksRight(page, 'switch-removal')
  await page.check('[name=cardChanged][value=yes]')
  await press(page, 'Confirm: the change is done')
}

test('H18: apixaban to warfarin: planned, both taken and shown, stopped at the INR, removal confirmed', async () => {
  clinic.clock.set(`${START}T08:00:00.000Z`)
  const { patientId } = await switchDesk(clinic).onDoac()
  const plan = `/patients/${patientId}/plan`
  const first = await onDay(0, 'prescriber')
  await first.goto(plan)
  await open(first, 'Change to warfarin')
  await looksRight(first, 'overlap-plan')
  await first.fill('#note', 'Starts carbamazepine')
  await typeDate(first, 'fromOn', boxes(0))
  await typeDate(first, 'untilOn', boxes(1))
  await first.fill('#target', '2.5')
  await first.fill('#rangeLow', '2.0')
  await first.fill('#rangeHigh', '3.0')
  await first.check('[name=method][value=provider-meter]')
  await first.fill('#managementPlan', 'Yellow book given')
  await first.check('[name=tablet-1000]')
  await first.check('[name=tablet-3000]')
  await first.check('[name=protocol][value=coventry]')
  await press(first, 'Save the plan of the overlap')
  assert.match(await first.innerText('.nhsuk-error-summary'), /Enter the last day/)
  await looksRight(first, 'overlap-plan-refused')
  await typeDate(first, 'untilOn', boxes(12))
  await press(first, 'Save the plan of the overlap')
  await first.waitForURL((url) => url.pathname === plan)
  await looksRight(first, 'overlap-planned')
  await open(first, 'Begin: both are taken')
  await typeDate(first, 'nextTestOn', boxes(3))
  await press(first, 'Begin: both are taken from today')
  await first.waitForURL((url) => url.pathname === plan)
  await looksRight(first, 'overlap-begun')
  assert.match(
    await first.innerText('.evk-banner'),
    /Two anticoagulants: apixaban 5 mg twice a day and/,
  )

  const nurse = await onDay(3, 'nurse')
  await nurse.goto('/worklists/change-not-finished')
  assert.match(await nurse.innerText('main'), /Two anticoagulants: apixaban and warfarin/)
  await looksRight(nurse, 'overlap-worklist')
  await nurse.goto(`/patients/${patientId}`)
  await looksRight(nurse, 'overlap-patient')
  await nurse.fill('#currentDose', '5')
  await askForDose(nurse, { inr: '2.1' })
  await press(nurse, 'Save and alert')

  const last = await onDay(3, 'prescriber')
  await last.goto(plan)
  await open(last, 'Stop the old medicine')
  await press(last, 'Stop it: warfarin goes on alone')
  assert.match(await last.innerText('.nhsuk-error-summary'), /just before the next dose/)
  await looksRight(last, 'overlap-finish')
  await last.check('#beforeDose')
  await press(last, 'Stop it: warfarin goes on alone')
  await last.waitForURL((url) => url.pathname === plan)
  await looksRight(last, 'overlap-finished')
  assert.doesNotMatch(await last.innerText('.evk-banner'), /Two anticoagulants/)
  await confirmRemoval(last)
  await last.waitForURL((url) => url.pathname === plan)
  assert.match(await last.innerText('main'), /Changed from apixaban to warfarin/)
  assert.deepEqual((await verify(clinic.pool, clinic.clock.now())).faults, [])
})

test('H18: warfarin to apixaban: stopped and listed, measured and not dosed, started at the INR with its dose judged', async () => {
  clinic.clock.set(`${START}T08:00:00.000Z`)
  const { patientId } = await warfarinDesk(clinic).onWarfarin(28)
  const plan = `/patients/${patientId}/plan`
  const first = await onDay(0, 'prescriber')
  await first.goto(plan)
  await open(first, 'Stop for a change')
  await first.selectOption('#medicine', 'apixaban')
  await first.fill('#note', 'Poor control; takes nothing until we ring')
  await typeDate(first, 'stoppedOn', boxes(-1))
  await typeDate(first, 'nextTestOn', boxes(2))
  await typeDate(first, 'untilOn', boxes(4))
  await looksRight(first, 'switch-stop')
  await press(first, 'Warfarin is stopped')
  await first.waitForURL((url) => url.pathname === plan)
  await looksRight(first, 'switch-stopped')

  const nurse = await onDay(2, 'nurse')
  await nurse.goto(`/patients/${patientId}`)
  await askForDose(nurse, { inr: '1.9' })
  await typeAgain(nurse, '1.9')
  assert.match(await nurse.innerText('main'), /Warfarin is stopped for a change of medicine/)
  assert.equal(await nurse.getByRole('button', { name: 'Accept and save' }).count(), 0)
  await looksRight(nurse, 'switch-measured')
  await press(nurse, 'Save and alert')

  const last = await onDay(2, 'prescriber')
  await last.goto(plan)
  await open(last, 'Start the new medicine')
  await looksRight(last, 'switch-start')
  await last.check('[name=homeRemoved][value=yes]')
  await last.check('[name=repeatStopped][value=yes]')
  await last.fill('#doacMg', '10')
  await last.check('[name=doacTimes][value="2"]')
  await last.fill('#weight', '80')
  await typeDate(last, 'weightOn', boxes(2))
  await last.fill('#creatinine', '90')
  await typeDate(last, 'bloodsOn', boxes(0))
  await last.check('[name=takes-none]')
  await last.selectOption('#bleeding', 'none')
  await last.selectOption('#raisedBleedingRisk', 'no')
  await last.selectOption('#pregnancy', 'not-applicable')
  await last.selectOption('#breastFeeding', 'not-applicable')
  await last.check('#workSeen')
  await typeDate(last, 'nextTestOn', boxes(30))
  await press(last, 'End warfarin and start the new medicine today')
  assert.match(await last.innerText('.nhsuk-error-summary'), /The rule gives 5 mg twice a day/)
  await looksRight(last, 'switch-start-refused')
  await last.fill('#doacMg', '5')
  await press(last, 'End warfarin and start the new medicine today')
  await last.waitForURL((url) => url.pathname === plan)
  await looksRight(last, 'switch-started')
  await confirmRemoval(last)
  await last.waitForURL((url) => url.pathname === plan)
  assert.match(await last.innerText('main'), /Changed from warfarin to apixaban/)
  await last.goto(`/patients/${patientId}`)
  await looksRight(last, 'switch-done-patient')
  assert.deepEqual((await verify(clinic.pool, clinic.clock.now())).faults, [])
})
