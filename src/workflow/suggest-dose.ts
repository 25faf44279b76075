import { offeredWeeks } from '#clinical/warfarin/offered-weeks.ts'
import type { WeekAlternative } from '#clinical/week-plan.ts'
import type { AlarmText } from '#store/alarm-texts.ts'
import type { Suggestion } from '#store/decisions.ts'
import type { OpinionShown } from '#store/forecasts.ts'
import { act, type Done } from './act.ts'
import { type ClinicOffers, clinicOffers } from './clinic-offers.ts'
import type { Desk } from './desk.ts'
import { type OpenVisit, openVisit, ownerOf, parseVisitFields } from './open-visit.ts'
import { noLaterThan, testByOfPlan } from './procedure-blocks.ts'
import { shownOpinion } from './shown-opinion.ts'
import { siteTextsOf } from './site-texts.ts'
import { suggestionToken } from './suggestion-token.ts'
import { keepAlarmShown } from './unsaved-alarms.ts'
import type { VisitFields } from './visit-form.ts'
import { opinionOnVisit } from './visit-opinion.ts'

export type Suggested = Done & {
  readonly suggestion: Suggestion
  /** Signed; the page hands it back with what is accepted. */
  readonly token: string
  readonly offers: ClinicOffers
  /** What the site says beside the published actions. */
  readonly siteTexts: readonly AlarmText[]
  /** The nearest weeks beside the suggested one, that nobody else need agree to. */
  readonly otherWeeks: readonly WeekAlternative[]
  /** What this patient's own INRs foretell of the dose, signed so that it is kept as it was seen; off unless the site has it on. */
  readonly secondOpinion: (OpinionShown & { readonly handBack: string }) | 'off'
}

/** Answers a visit with a suggested dose or with alarms. Nothing of the record changes; that an alarm was shown is kept (H17). */
export const suggestDose = act<VisitFields, Suggested>({
  name: 'suggest-dose',
  parse: parseVisitFields,
  async perform(desk, fields) {
    const open = await openVisit(desk, fields, 'to-ask')
    if (open.kind === 'refused') return open

    const { known, suggestion } = open
    const { advice } = suggestion
    if (advice.kind === 'alarm') await keepAlarmShown(desk, known.episode, open.visit.raw, advice)
    const token = suggestionToken(desk.secret, ownerOf(desk, known), suggestion, desk.now)
    const limit = await testByOfPlan(desk, known.episode.id)
    const due = dueOn(open)
    const by = due === null ? null : noLaterThan(due, limit)
    const [offers, siteTexts] = await Promise.all([
      clinicOffers(desk, known.patient, by, isDateStrict(open)),
      siteTextsOf(desk.tx, suggestion),
    ])
    // By itself: what goes wrong in it takes nothing else with it.
    const secondOpinion = await opinionToShow(desk, open)

    return {
      kind: 'done',
      patientId: known.patient.id,
      subject: known.episode.id,
      noted: { advice: suggestion.advice.kind, ruleSet: suggestion.ruleSetHash },
      suggestion,
      token,
      offers,
      siteTexts,
      otherWeeks:
        advice.kind === 'dose' && advice.initiation === undefined
          ? offeredWeeks(advice, suggestion.inputs, known.rules)
          : [],
      secondOpinion,
    }
  },
})

async function opinionToShow(desk: Desk, open: OpenVisit): Promise<Suggested['secondOpinion']> {
  const shown = await opinionOnVisit(desk, open)
  return shown === 'off' ? 'off' : { ...shown, handBack: shownOpinion(desk, open, shown) }
}

/** An initiation protocol is tested on its day, neither earlier nor later. */
const isDateStrict = ({ suggestion: { advice } }: OpenVisit): boolean =>
  advice.kind === 'dose' && advice.initiation !== undefined

const dueOn = ({ suggestion: { advice } }: OpenVisit) =>
  advice.kind === 'dose' ? advice.nextTest.latestOn : null
