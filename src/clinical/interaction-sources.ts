// Sources of medicines that the clinical reference does not name: read on 27 November 2026.

/** An abstract each way; the INR is tested as with ciprofloxacin, because to warn is never the less safe. */
export const LEVOFLOXACIN = {
  advice:
    'The INR may rise after starting and fall after stopping. Studies disagree: test as for ciprofloxacin.',
  source:
    'Abstracts: Mercadal Orfila 2009, Pharm World Sci 31:224-9 (the INR rose); Yamreudeewong 2003, Pharmacotherapy 23(3) (it did not in 18 people)',
  grade: 'A',
} as const

export const PRASUGREL =
  'Summary of product characteristics of prasugrel (Efient), section 4.4, which names oral anticoagulants; read in public copies'
