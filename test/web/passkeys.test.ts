import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { PASSWORD } from '#test/clinic.ts'
import { type ServedClinic, servedClinic } from '#test/http/served-clinic.ts'
import { looksRight } from '#test/journeys/looks-right.ts'
import { NEW_PASSKEY, SECOND_STEP } from '#web/account/addresses.ts'
import { openChromium } from './chromium.ts'

// SR-42: a passkey as a person uses it, with an authenticator that Chromium pretends.

let clinic: ServedClinic
let browser: Browser
let context: BrowserContext
before(async () => {
  ;[clinic, browser] = await Promise.all([servedClinic(), openChromium()])
  const baseURL = clinic.url.replace('127.0.0.1', 'localhost')
  context = await browser.newContext({ baseURL, viewport: { width: 1280, height: 800 } })
})
after(async () => {
  await browser.close()
  await clinic.close()
})

/** A platform authenticator, which looks at a finger and says yes. */
async function withAuthenticator(page: Page) {
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  const setVerified = (isUserVerified: boolean) =>
    devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })
  return { setVerified }
}

test('SR-42, SR-49: in a browser a passkey is added, is the second step, the sign-in itself and the fresh proof', async () => {
  const complaints: string[] = []
  const page = await context.newPage()
  page.on('pageerror', ({ message }) => complaints.push(message))
  page.on('console', (message) => {
    const isRefusal = /status of 4\d\d/.test(message.text())
    if (message.type() === 'error' && !isRefusal) complaints.push(message.text())
  })
  const { setVerified } = await withAuthenticator(page)
  const byPassword = async () => {
    await page.goto('/sign-in?next=/account')
    await page.fill('#username', 'nurse')
    await page.fill('#password', PASSWORD)
    await page.click('main button')
  }
  await byPassword()
  await page.goto(NEW_PASSKEY)
  await looksRight(page, 'passkey-new')
  await page.fill('#name', 'The desk in room 2')
  await page.click('#passkey')
  await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor()
  await page.goto(SECOND_STEP)
  assert.match(await page.innerText('main'), /The desk in room 2/)
  await looksRight(page, 'passkey-listed')

  await page.goto(NEW_PASSKEY)
  await page.fill('#name', 'The same again')
  await page.click('#passkey')
  await page.getByText('This device holds one of your passkeys already.').waitFor()

  await context.clearCookies()
  clinic.clock.advance(1000)
  await byPassword()
  await page.getByRole('heading', { name: 'Use your passkey' }).waitFor()
  await looksRight(page, 'passkey-second-step')
  await page.click('#passkey')
  await page.getByRole('heading', { name: 'Your account' }).waitFor()
  await context.clearCookies()

  clinic.clock.advance(1000)
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Sign in with a passkey' }).click()
  await looksRight(page, 'passkey-sign-in')
  await setVerified(false)
  await page.click('#passkey')
  await page.getByText('Nothing was sent: no passkey was used.').waitFor()
  await setVerified(true)
  await page.click('#passkey')
  await page.waitForURL((address) => address.pathname === '/')

  clinic.clock.advance(6 * 60_000)
  await page.goto(SECOND_STEP)
  await page.getByRole('button', { name: 'Make ten new recovery codes' }).click()
  await page.getByRole('heading', { name: 'Is it still you?' }).waitFor()
  await looksRight(page, 'passkey-proof')
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor()
  assert.deepEqual(complaints, [])
})
