// What the clinical safety officer decides about an alert that nearly everybody goes past.

/** What is done about such an alert: each is recorded with words of its own, and nothing else closes its review. */
export const ALERT_REVIEW_OUTCOMES = {
  'redesign-asked': 'Redesign asked for: the alert is to be changed or taken out',
  'rule-changed': 'The rule or setting behind it has been changed here',
  'staff-taught': 'Kept: the people who meet it have been told what it is for',
  kept: 'Kept as it is: going past it was right each time',
} as const

/** Within how many days a safety officer closes it, before it is escalated. @see docs/evidence.md#alert-review-days */
export const ALERT_REVIEW_DAYS = 14
