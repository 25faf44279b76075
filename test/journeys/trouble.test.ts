import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { layoutOf } from '#store/embedded/layout.ts'
import { runningPostmaster } from '#store/embedded/postmaster.ts'
import { signIn, typeSignIn } from './at-the-screen.ts'
import { journey } from './journey.ts'
import { looksRight } from './looks-right.ts'
import type { Practice } from './practice.ts'
import { askForDose, fillIn, openFromClinic, press, typeAgain } from './visit.ts'

journey(
  'H01: somebody else in the chair is refused, and so are two entries that differ',
  async (practice) => {
    const { page } = await signIn(practice, 'nurse')
    await openFromClinic(page, 'CROOKES, Patricia')
    await askForDose(page, { inr: '2.5', identity: 'XX 1901' })
    assert.equal(await page.locator('#suggestion').count(), 0)
    assert.equal(await page.inputValue('#inr'), '2.5')
    await looksRight(page, 'visit-wrong-identity')

    await askForDose(page, { inr: '5.4' })
    await typeAgain(page, '4.5')
    assert.equal(await page.locator('#suggestion').count(), 0)
    assert.equal(await page.inputValue('#inr'), '', 'neither entry leads the eye')
    await looksRight(page, 'visit-entries-differ')
  },
)

journey(
  'H25: of two people who dose one patient the second is told, and loses nothing typed',
  async (practice) => {
    const { page: first } = await signIn(practice, 'nurse')
    const { page: second } = await signIn(practice, 'pharmacist')
    for (const page of [first, second]) {
      await openFromClinic(page, 'HALLAM, Wei')
      await askForDose(page, { inr: '2.6' })
    }
    await press(first, 'Accept and save')
    assert.match(await first.innerText('h1'), /Tell the patient/)

    await press(second, 'Accept and save')
    assert.equal(await second.locator('.nhsuk-error-summary').count(), 1)
    assert.equal(await second.inputValue('#inr'), '2.6')
    assert.equal(await second.inputValue('#stripLot'), 'L 62210')
    await looksRight(second, 'visit-second-person')
  },
)

journey(
  'H30: a session that ends in mid-entry gives what was typed back after signing in',
  async (practice) => {
    const { page } = await signIn(practice, 'nurse')
    await openFromClinic(page, 'KOWALSKI, Leroy')
    await fillIn(page, { inr: '2.4', method: 'Laboratory' })
    await page.getByText('What you typed is kept').waitFor()
    await nobodyTouchesAnything(practice)
    await press(page, 'Suggest a dose')
    assert.match(await page.innerText('main'), /signed out because nothing was done/)
    await looksRight(page, 'sign-in-after-idle')

    await typeSignIn(page, 'nurse')
    assert.match(await page.innerText('main'), /was kept and is in the form again/)
    assert.equal(await page.inputValue('#inr'), '2.4')
    assert.equal(await page.inputValue('#identity'), '', 'the identity is typed anew')
  },
)

journey(
  'H26, H30: the database gone in mid-save: the page says that the save is not confirmed, and a retry writes once',
  async (practice) => {
    const { page } = await signIn(practice, 'nurse')
    await openFromClinic(page, 'NOWAK, Jean')
    await askForDose(page, { inr: '2.5', method: 'Laboratory' })
    await page.route('**/visit', async (route) => {
      killDatabase(practice)
      await route.continue()
    })
    await press(page, 'Accept and save')
    await page.unroute('**/visit')
    assert.match(await page.innerText('h1'), /Save not confirmed/)
    assert.match(await page.innerText('main'), /What you typed is kept on this page/)
    await looksRight(page, 'not-saved')

    await databaseIsBack(practice)
    await press(page, 'Save again')
    assert.match(await page.innerText('h1'), /Tell the patient/)
    await page.getByRole('link', { name: 'Back to the patient' }).click()
    const today = page
      .getByRole('table', { name: 'Last visits' })
      .getByRole('rowheader', { name: '23-Nov-2026' })
    assert.equal(await today.count(), 1)
  },
)

/** As if twenty minutes had gone by without a key or a click. */
const nobodyTouchesAnything = ({ pool }: Practice) =>
  pool.query(
    `update session set started_at = started_at - interval '20 minutes',
                        last_seen_at = last_seen_at - interval '20 minutes'`,
  )

/** The postmaster and whoever it has started: alone it would leave them to finish what they are at. */
function killDatabase({ dataFolder }: Practice): void {
  const postmaster = runningPostmaster(layoutOf(dataFolder))
  if (postmaster === undefined) return
  const list = `/proc/${postmaster}/task/${postmaster}/children`
  const started = existsSync(list) ? readFileSync(list, 'utf8').split(' ').filter(Boolean) : []
  for (const pid of [postmaster, ...started.map(Number)]) process.kill(pid, 'SIGKILL')
}

async function databaseIsBack({ pool }: Practice): Promise<void> {
  const asked = () => pool.query('select 1').then(Boolean, () => false)
  while (!(await asked())) await wait(100)
}
