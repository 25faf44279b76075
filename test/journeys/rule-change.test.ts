import assert from 'node:assert/strict'
import { signIn } from './at-the-screen.ts'
import { journey } from './journey.ts'
import { looksRight } from './looks-right.ts'
import { askForDose, openFromRegister, press } from './visit.ts'

journey(
  'H10 and H34: rules are proposed by one person, run over what was decided here, and activated by another',
  async (practice) => {
    const { page: nurse } = await signIn(practice, 'nurse')
    await openFromRegister(nurse, 'AL-HASSAN, Sheila')
    await askForDose(nurse, { inr: '2.5' })
    assert.match(await nurse.innerText('#suggestion'), /a day from tonight/)

    const { page: lead } = await signIn(practice, 'clinical-lead')
    await lead.goto('/service/rules')
    await lead.getByRole('button', { name: 'Propose other rules' }).click()
    await looksRight(lead, 'rules-propose')
    await lead.fill('[name="firstDeviationMaxDays"]', '20')
    await lead.fill('#reason', 'Seen again sooner after a first deviation')
    await press(lead, 'Propose these rules')
    const refused = await lead.innerText('.nhsuk-error-summary')
    assert.match(refused, /kept the dose: enter a value from 7 to 14 days/)
    assert.match(refused, /what you expect/)
    assert.equal(await lead.inputValue('#reason'), 'Seen again sooner after a first deviation')
    await looksRight(lead, 'rules-propose-refused')
    await lead.fill('[name="firstDeviationMaxDays"]', '10')
    await lead.fill('#expectedEffect', 'A few earlier tests')
    await press(lead, 'Propose these rules')
    await looksRight(lead, 'rules-proposed')
    await press(lead, 'Run over the last 90 days')
    assert.match(await lead.innerText('main'), /Nothing of this is a dose to give/)
    assert.equal(await lead.locator('button[value=activate]').count(), 0, 'not by the proposer')
    await looksRight(lead, 'rules-run-as-proposer')

    const { page: second } = await signIn(practice, 'prescriber')
    await second.goto('/service/rules')
    await second.getByRole('link', { name: /^Proposal \d+$/ }).click()
    await looksRight(second, 'rules-run-as-second')
    await press(second, 'Activate the rules')
    assert.match(await second.innerText('.nhsuk-error-summary'), /Tick that you have read/)
    await second.check('#read')
    await press(second, 'Activate the rules')
    assert.match(await second.innerText('main'), /In force from then on/)
    await second.goto('/service/rules/history')
    assert.match(await second.innerText('main'), /Seen again sooner/)
    await looksRight(second, 'rules-history')

    await press(nurse, 'Accept and save')
    assert.match(await nurse.innerText('.nhsuk-error-summary'), /rules of this site have changed/)
    assert.equal(await nurse.inputValue('#inr'), '2.5', 'what was typed is still there')
    await looksRight(nurse, 'visit-rules-changed')
    await press(nurse, 'Accept and save')
    assert.match(await nurse.innerText('h1'), /Tell the patient/)
  },
)
