import assert from 'node:assert/strict'
import { addDays } from '#base/day.ts'
import { PROTOCOL_CARDS } from '#clinical/protocols.ts'
import { signIn } from './at-the-screen.ts'
import { journey } from './journey.ts'
import { looksRight } from './looks-right.ts'
import { TODAY } from './practice.ts'
import { askForDose, openFromClinic, press, typeDate } from './visit.ts'

journey(
  'H10, H20, H41: the clinical lead reads each protocol, records a check and withdraws it, switches the forecast on and tries rules on invented people; a checked table of monitoring is chosen by two',
  async (practice) => {
    const { page } = await signIn(practice, 'clinical-lead')
    await page.goto('/service')
    await page.getByRole('link', { name: 'Dosing protocols' }).click()
    assert.equal(await page.locator('tbody tr').count(), PROTOCOL_CARDS.length)
    await looksRight(page, 'protocols')
    for (const { id, name } of PROTOCOL_CARDS) {
      await page.goto('/service/protocols')
      await page.getByRole('link', { name, exact: true }).click()
      assert.equal(await page.innerText('h1'), name)
      await looksRight(page, `protocol-${id}`)
    }

    await page.goto('/service/protocols/hillingdon')
    await press(page, 'Record the check')
    await looksRight(page, 'protocol-check-refused')
    await page.fill('#comparedWith', 'Hillingdon, maintenance table, p. 7')
    await typeDate(page, 'checkedOn', ['20', '11', '2026'])
    await page.check('input[name=found][value=agrees]')
    await page.fill('#says', 'Each row of the table, and the cap of this site')
    await page.check('input[name=officer]')
    await press(page, 'Record the check')
    assert.match(await page.innerText('main'), /Agrees with its source/)
    await looksRight(page, 'protocol-checked')

    await page.fill('#withdrawal', 'The table has a new edition')
    await press(page, 'Withdraw the check')
    assert.match(await page.innerText('main'), /Check withdrawn/)
    assert.equal(await page.getByRole('button', { name: 'Record the check' }).count(), 1)

    await page.goto('/service/monitoring/tables/older-ccg')
    await looksRight(page, 'monitoring-table')
    await page.fill('#comparedWith', 'Formulary of the region, p. 4')
    await typeDate(page, 'checkedOn', ['20', '11', '2026'])
    await page.check('input[name=found][value=agrees]')
    await page.fill('#says', 'Every interval')
    await page.check('input[name=officer]')
    await press(page, 'Record the check')
    await page.goto('/service/monitoring')
    await page.getByRole('button', { name: 'Propose another table' }).click()
    await press(page, 'Propose this table')
    await looksRight(page, 'monitoring-propose-refused')
    await page.check('input[value=older-ccg]')
    await typeDate(page, 'fromOn', addDays(TODAY, 30).split('-').toReversed())
    await page.fill('#reason', 'The formulary of the region says so')
    await press(page, 'Propose this table')
    assert.equal(await page.locator('button[value=activate]').count(), 0, 'not by the proposer')

    await page.goto('/service/forecast')
    await page.fill('#comparedWith', 'Hamberg 2010, tables 2 and 3')
    await typeDate(page, 'checkedOn', ['20', '11', '2026'])
    await page.check('input[name=found][value=agrees]')
    await page.fill('#says', 'Each number, and the limits of this site')
    await page.check('input[name=officer]')
    await press(page, 'Record the check')
    await looksRight(page, 'forecast-on')
    await openFromClinic(page, 'AHMED, Ronald')
    await askForDose(page, { inr: '2.7' })
    assert.match(await page.innerText('[aria-labelledby=second-opinion]'), /with a chance of 80 %/)
    await looksRight(page, 'second-opinion')

    await page.goto('/service/virtual-clinic')
    await looksRight(page, 'trial-form')
    await page.fill('#patients', '50')
    await page.fill('#days', '42')
    await press(page, 'Start the trial')
    await page.locator('.evk-invented').waitFor()
    await looksRight(page, 'trial-done')

    const { page: second } = await signIn(practice, 'prescriber')
    await second.goto('/service')
    await second.getByRole('link', { name: 'DOAC monitoring' }).click()
    await looksRight(second, 'monitoring-proposed')
    await second.check('#read')
    await press(second, 'Activate the table')
    assert.match(await second.innerText('main'), /as shipped: this site has chosen no other/)
    assert.match(await second.innerText('main'), /To stop it, propose another table/)
    await looksRight(second, 'monitoring-coming')
  },
)

journey('a nurse reads the protocols and can record no check', async (practice) => {
  const { page } = await signIn(practice, 'nurse')
  await page.goto('/service/protocols/hillingdon')
  assert.match(await page.innerText('main'), /This site has not recorded a check|Check withdrawn/)
  assert.equal(await page.locator('main form').count(), 0)
})
