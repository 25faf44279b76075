import {
  type AlertBudget,
  type AlertFigures,
  type AlertStanding,
  alertStanding,
  DOSES_PER_ALERT,
  LEAST_ANSWERS,
  LEAST_ROUTINE_DOSES,
} from '#clinical/alerts/alert-figures.ts'

/** The verdict on a budget in a word or two; what is not known is never called within. */
export const VERDICT_WORDS: Readonly<Record<AlertBudget['verdict'], string>> = {
  within: 'Within the budget',
  over: 'Over the budget',
  'not-known': 'Not known',
}

/** `1 for 23.6 routine doses`: how many there were for each alert, rounded down. */
export function ratioInWords({ alerts, routineDoses }: AlertBudget): string {
  if (alerts === 0) return routineDoses === 0 ? 'no dose and no alert' : 'no alert'
  const each = Math.floor((routineDoses * 10) / alerts) / 10
  return `1 for ${each} routine ${each === 1 ? 'dose' : 'doses'}`
}

/** Why a verdict is what it is, in one sentence. */
export function verdictBecause({ verdict }: AlertBudget): string {
  switch (verdict) {
    case 'within':
      return `The budget is at most 1 alert for ${DOSES_PER_ALERT} routine doses.`
    case 'over':
      return `The budget is at most 1 alert for ${DOSES_PER_ALERT} routine doses: people are interrupted more often than that.`
    case 'not-known':
      return `With fewer than ${LEAST_ROUTINE_DOSES} routine doses it cannot be said whether the budget of 1 alert for ${DOSES_PER_ALERT} doses is kept.`
  }
}

export const STANDING_WORDS: Readonly<Record<AlertStanding, string>> = {
  redesign: 'To be redesigned',
  below: 'Below the limit',
  'too-few': `Fewer than ${LEAST_ANSWERS} answers`,
}

/** Where an alert stands, in words. */
export const standingInWords = (figures: AlertFigures): string =>
  STANDING_WORDS[alertStanding(figures)]
