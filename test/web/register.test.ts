import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { PASSWORD } from '#test/clinic.ts'
import { type ServedClinic, servedClinic } from '#test/http/served-clinic.ts'
import { openChromium } from './chromium.ts'
import { wcagFaults } from './wcag.ts'

const { EVENKEEL_SHOTS: SHOTS } = process.env

let clinic: ServedClinic
let browser: Browser
let pages: readonly string[]
before(async () => {
  clinic = await servedClinic()
  browser = await openChromium()
  pages = await pagesOfARegister()
})
after(async () => {
  await browser.close()
  await clinic.close()
})

/** The pages of a person under treatment, of one with an imported plan, and of one without a plan. */
async function pagesOfARegister(): Promise<readonly string[]> {
  const treated = await clinic.addPatient()
  const course = await clinic.addEpisode(treated, { managementPlan: 'Yellow book given' })
  const imported = await clinic.addPatient({ familyName: 'Marsden', givenName: 'Gurpreet' })
  const plan = await clinic.addEpisode(imported, { standing: 'unverified', howStarted: 'imported' })
  const untreated = await clinic.addPatient({ familyName: 'Shah', givenName: 'Anil' })
  const steps = ['change', 'suspend', 'end']
  return [
    '/register',
    '/register/new',
    '/register/nhs-numbers',
    ...['details', 'history', 'standing', 'nhs-number', 'plan'].map(
      (page) => `/patients/${treated}/${page}`,
    ),
    ...steps.map((step) => `/patients/${treated}/plan/${course}/${step}`),
    `/patients/${imported}/plan`,
    `/patients/${imported}/plan/${plan}/confirm`,
    `/patients/${untreated}/plan/new`,
  ]
}

async function signedIn(width: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 800 } })
  const page = await context.newPage()
  await page.goto(`${clinic.url}/sign-in`)
  await page.fill('[name=username]', clinic.usernameOf('clinical-lead'))
  await page.fill('[name=password]', PASSWORD)
  await page.click('main button[type=submit]')
  return page
}

/** What is wrong with the page as it stands: against WCAG, or wider than the screen. */
async function faultsOf(page: Page, name: string): Promise<readonly string[]> {
  const faults = await wcagFaults(page)
  const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
  const file = name.replaceAll(/[^\w-]+|[0-9a-f-]{36}/g, '_')
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${file}.png`, fullPage: true })
  return [
    ...faults.map((fault) => `${name} ${fault}`),
    ...(wide === 0 ? [] : [`${name} is ${wide} px too wide`]),
  ]
}

for (const width of [320, 1280]) {
  test(`the register and the plan at ${width} px: no WCAG 2.2 AA violation and no sideways scrolling`, async () => {
    const page = await signedIn(width)
    const faults: string[] = []
    for (const path of pages) {
      await page.goto(`${clinic.url}${path}`)
      faults.push(...(await faultsOf(page, `${path} ${width}`)))
      const save = page.locator('main form button[type=submit]')
      if (width > 320 || (await save.count()) === 0) continue
      await save.first().click()
      faults.push(...(await faultsOf(page, `${path} sent empty ${width}`)))
    }
    await page.context().close()
    assert.deepEqual(faults, [])
  })
}
