import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { DEMONSTRATION_PASSWORD } from '#workflow/demonstration.ts'

/** Opens a patient of today's clinic, by name as the list shows it. */
export async function openFromClinic(page: Page, name: string): Promise<void> {
  await page.goto('/clinic')
  await page.getByRole('link', { name, exact: true }).first().click()
  assert.equal(await patientOf(page), name)
}

/** Opens a patient who is not in today's clinic, by name. */
export async function openFromRegister(page: Page, name: string): Promise<void> {
  await page.goto('/register')
  await page.fill('#find-patient', name)
  await page.press('#find-patient', 'Enter')
  await page.getByRole('link', { name, exact: true }).first().click()
  assert.equal(await patientOf(page), name)
}

/** `AHMED, Ronald`, as the banner has it. */
export const patientOf = async (page: Page): Promise<string> =>
  (await page.innerText('.evk-banner__name')).trim().replace(/ \(.*\)$/, '')

/** Initials and year of birth as this patient would say them: `RA 1962`. */
export async function saidByPatient(page: Page): Promise<string> {
  const [family = '', given = ''] = (await patientOf(page)).split(', ')
  const year = /Born\s+\d\d-\w{3}-(\d{4})/.exec(await page.innerText('.evk-banner'))?.[1]
  return `${given[0]}${family[0]} ${year}`
}

export type Measured = {
  readonly inr: string
  readonly method?: 'Our meter' | 'Laboratory'
  /** Left as it is unless the patient is somebody else than the screen says. */
  readonly identity?: string
}

/** Fills in an uneventful visit; nothing is asked of the server yet. */
export async function fillIn(page: Page, measured: Measured): Promise<void> {
  await page.fill('#identity', measured.identity ?? (await saidByPatient(page)))
  await page.check('#nothingToReport')
  await page.fill('#inr', measured.inr)
  const method = measured.method ?? 'Our meter'
  await page.selectOption('#method', { label: method })
  if (method === 'Our meter') {
    await page.fill('#meter', 'CoaguChek 4417')
    await page.fill('#stripLot', 'L 62210')
  }
}

/** Presses a button, and waits until all of the page that answers is there; whose record it is, is said where it is asked. */
export async function press(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click()
  await sayWhose(page)
  await proveWhoItIs(page)
}

/** Enters the password once more where the page that comes asks: the sign-in may be older than five minutes by then. */
async function proveWhoItIs(page: Page): Promise<void> {
  const asked = page.locator('[name="door-password"]')
  if ((await asked.count()) === 0) return
  await asked.fill(DEMONSTRATION_PASSWORD)
  await page.getByRole('button', { name: 'Go on', exact: true }).click()
  await page.waitForLoadState('domcontentloaded')
}

/** Says whose record it is where the page that comes asks, as it does before the first entry for a patient. */
export async function sayWhose(page: Page): Promise<void> {
  await page.waitForLoadState('domcontentloaded')
  const asked = page.locator('[name="patient-said"]')
  if ((await asked.count()) === 0) return
  await asked.fill(await saidByPatient(page))
  await page.getByRole('button', { name: 'Go on', exact: true }).click()
  await page.waitForLoadState('domcontentloaded')
}

export async function askForDose(page: Page, measured: Measured): Promise<void> {
  await fillIn(page, measured)
  await press(page, 'Suggest a dose')
}

/** Types an alarming result a second time, as the page asks. */
export async function typeAgain(page: Page, inr: string): Promise<void> {
  assert.equal(await page.locator('#inr:visible').count(), 0, 'the first entry is in sight')
  await page.fill('#inrAgain', inr)
  await press(page, 'Go on')
}

/** Opens what waits for this patient on a worklist; of several, the one that is about this. */
export async function openTask(
  page: Page,
  list: string,
  name: string,
  about: string | RegExp = '',
): Promise<void> {
  await page.goto(`/worklists/${list}`)
  const row = page.getByRole('row', { name }).filter({ hasText: about })
  await row.getByRole('link').last().click()
  await page.waitForLoadState('domcontentloaded')
}

/** The three boxes of a date. */
export async function typeDate(
  page: Page,
  name: string,
  [day, month, year]: readonly string[],
): Promise<void> {
  await page.fill(`[name="${name}[day]"]`, day ?? '')
  await page.fill(`[name="${name}[month]"]`, month ?? '')
  await page.fill(`[name="${name}[year]"]`, year ?? '')
}
