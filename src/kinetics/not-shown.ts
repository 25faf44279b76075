// Why a patient has no forecast. Each is said where the forecast would stand: silence would look like "nothing unusual".

/** In words, to follow "No forecast:". The first seven are those of PK/PD reference 7.3, the others are where no forecast was ever tried. */
export const NOT_SHOWN = {
  'too-few-inrs': 'it needs two measured INRs of the last four months',
  'inr-high': 'the INR is above 5.0',
  'inr-low': 'the INR is below 1.3',
  'interacting-medicine': 'a medicine was started, stopped or changed that may act on warfarin',
  illness: 'illness, alcohol or diet was reported in the last 28 days',
  'missed-doses': 'missed doses were reported in the last 28 days',
  'vitamin-k': 'vitamin K was given in the last 28 days, or may have been, in hospital',
  'not-warfarin': 'the model is of warfarin alone',
  'another-anticoagulant': 'another anticoagulant that moves the INR is taken beside warfarin',
  starting: 'treatment is in its first 28 days, or is being started by a protocol',
  'start-not-known': 'it is not known when treatment began',
  'doses-not-known': 'the doses of the last weeks are not known day by day',
  interrupted: 'treatment was stopped in the last four months',
  'procedure-planned': 'a procedure is planned, around which doses may be left out',
  boosted: 'a larger dose on a named date is planned',
  'no-dose': 'no dose is suggested',
  'no-answer': 'it could not be made',
  overtaken:
    'since it was made its day has passed, or another INR or a correction has come, or an alarm stands',
} as const
export type NotShownCode = keyof typeof NOT_SHOWN
