import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { signIn } from './at-the-screen.ts'
import { journey } from './journey.ts'
import { looksRight } from './looks-right.ts'
import { askForDose, openFromClinic, openTask, press, typeAgain } from './visit.ts'

journey(
  'H03, H17: an INR of 5.2 is typed twice unseen, alarms without a dose, and is closed by an action',
  async (practice) => {
    const { page } = await signIn(practice, 'nurse')
    await openFromClinic(page, 'BRADFIELD, Gurpreet')
    await askForDose(page, { inr: '5.2' })
    await looksRight(page, 'visit-again')
    await pasteIsRefused(page)
    await typeAgain(page, '5.2')
    await publishedActionAndNoDose(page)
    await looksRight(page, 'visit-alarm')
    await page.fill('#note', 'Feels well, no bleeding')
    await press(page, 'Save and alert')
    assert.match(await page.innerText('main'), /do not give the patient a dose/i)
    await looksRight(page, 'task-as-nurse')
    assert.deepEqual(await practice.faults(), [])

    const { page: desk } = await signIn(practice, 'prescriber')
    await takeFromWorklist(desk, 'alarm-not-actioned', 'BRADFIELD, Gurpreet')
    await looksRight(desk, 'task-taken')
    await desk.getByText('Close without a dose').click()
    await press(desk, 'Close with this action')
    assert.match(await desk.innerText('main'), /Choose what was done/)
    await looksRight(desk, 'task-refused')
    await desk.selectOption('#code', 'contacted-and-advised')
    await desk.fill('#note-close', 'Omit tonight, test tomorrow, told by telephone')
    await press(desk, 'Close with this action')
    assert.match(await desk.innerText('main'), /Closed: contacted and advised/)
    await looksRight(desk, 'task-closed')
  },
)

journey(
  'H17: more than 8.0 is recorded as it is, and a pharmacist decides the dose',
  async (practice) => {
    const { page } = await signIn(practice, 'healthcare-assistant')
    await openFromClinic(page, 'CHEN, Derek')
    await askForDose(page, { inr: '>8.0' })
    await typeAgain(page, '>8.0')
    await publishedActionAndNoDose(page)
    await press(page, 'Save and alert')

    const { page: desk } = await signIn(practice, 'pharmacist')
    await takeFromWorklist(desk, 'alarm-not-actioned', 'CHEN, Derek', 'INR above 8.0')
    assert.match(await desk.innerText('main'), />8\.0/)
    await desk.check('input[value="own"]')
    await desk.fill('#dailyDose', '2')
    await desk.fill('#omitDays', '2')
    await desk.selectOption('#reasonCode', 'published-action')
    await desk.fill('#reasonText', 'Two doses omitted after vitamin K, then less')
    await press(desk, 'Save the dose')
  },
)

/** What was copied beside it goes into any other box, and not into the second entry (D1.25, H03). */
async function pasteIsRefused(page: Page): Promise<void> {
  await page.fill('#meter', '5.2')
  await page.press('#meter', 'ControlOrMeta+a')
  await page.press('#meter', 'ControlOrMeta+c')
  await page.press('#inrAgain', 'ControlOrMeta+v')
  assert.equal(await page.inputValue('#inrAgain'), '')
  await page.press('#stripLot', 'ControlOrMeta+a')
  await page.press('#stripLot', 'ControlOrMeta+v')
  assert.equal(await page.inputValue('#stripLot'), '5.2', 'nothing was copied')
  await page.fill('#meter', 'CoaguChek 4417')
  await page.fill('#stripLot', 'L 62210')
}

async function publishedActionAndNoDose(page: Page): Promise<void> {
  const shown = await page.innerText('#suggestion')
  assert.match(shown, /No dose is calculated for this result/)
  assert.match(shown, /within \d+ (minutes|hours)/)
  assert.match(shown, /grade/)
  assert.equal(await page.locator('button[value=accept], button[value=change]').count(), 0)
}

async function takeFromWorklist(
  page: Page,
  list: string,
  name: string,
  about?: string,
): Promise<void> {
  await openTask(page, list, name, about)
  await press(page, 'Take this')
  assert.match(await page.innerText('main'), /Taken by/)
}
