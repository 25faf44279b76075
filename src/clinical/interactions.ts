// Medicines that act on warfarin, as a table (clinical reference 7; H21). It says what to look at and when to test,
// and never a dose: a direction is not enough to dose on.
import type { RetestClassName } from './interaction-retests.ts'
import { LEVOFLOXACIN, PRASUGREL } from './interaction-sources.ts'
import type { Evidence } from './warfarin/rule-set.ts'

/** What a medicine does: to the INR, to bleeding at the same INR, or not yet known. */
export type Effect = 'raises' | 'lowers' | 'bleeding' | 'unclear' | 'anticoagulant'

export type Interaction = {
  readonly id: string
  /** The name on the list; `otherNames` are read as the same and listed too. */
  readonly name: string
  readonly otherNames: readonly string[]
  readonly effect: Effect
  readonly retest: RetestClassName
  readonly handling: 'avoid' | 'monitor'
  readonly advice: string
  readonly source: string
  readonly grade: 'A' | 'B' | 'C' | 'D' | 'none'
  readonly status: Evidence
}

type Row = readonly [id: string, name: string, ...otherNames: string[]]
type Rest = Omit<Interaction, 'id' | 'name' | 'otherNames'>

const rows = (rest: Rest, list: readonly Row[]): readonly Interaction[] =>
  list.map(([id, name, ...otherNames]) => ({ ...rest, id, name, otherNames }))

const RAISES: Rest = {
  effect: 'raises',
  retest: 'raises',
  handling: 'monitor',
  advice: 'The INR may rise after starting and fall after stopping.',
  source: 'Clinical reference 7 (S66, S67, S68, S69)',
  grade: 'C',
  status: 'verified',
}
const LOWERS: Rest = {
  ...RAISES,
  effect: 'lowers',
  retest: 'lowers',
  advice: 'The INR may fall after starting and rise after stopping.',
  source: 'Clinical reference 7 (S67, S69)',
}
const BLEEDING: Rest = {
  ...RAISES,
  effect: 'bleeding',
  retest: 'bleeding',
  advice:
    'Bleeding is likelier while the INR stays the same. Ask why it is taken, and ask about bleeding at each visit.',
  source: 'Clinical reference 7 (S5, S69)',
}
const ANTIBIOTIC: Rest = {
  ...RAISES,
  effect: 'unclear',
  retest: 'antibiotic',
  advice: 'Any antibiotic, and the illness it is for, may move the INR.',
  source: 'Clinical reference 7: any antibiotic (S66)',
}
const ANTICOAGULANT: Rest = {
  effect: 'anticoagulant',
  retest: 'anticoagulant',
  handling: 'avoid',
  advice:
    'Two anticoagulants must not be taken together. Find out today which one is meant, and stop the other.',
  source: 'Domain rule: never two anticoagulants',
  grade: 'none',
  status: 'local',
}

/** Every medicine of the list. The version changes when a row does. @see docs/evidence.md#interactions */
export const INTERACTIONS_VERSION = '2'
export const INTERACTIONS: readonly Interaction[] = [
  ...rows(
    {
      ...RAISES,
      retest: 'amiodarone',
      advice:
        'The INR rises over weeks, and the dose often has to fall by a third to two thirds. After stopping it falls back over a month or more.',
      source: 'Clinical reference 7 (S66, S68, S69)',
    },
    [['amiodarone', 'Amiodarone']],
  ),
  ...rows(RAISES, [
    ['metronidazole', 'Metronidazole'],
    ['co-trimoxazole', 'Co-trimoxazole', 'Trimethoprim with sulfamethoxazole'],
    ['ciprofloxacin', 'Ciprofloxacin', 'Ofloxacin', 'Norfloxacin'],
    ['clarithromycin', 'Clarithromycin'],
    ['erythromycin', 'Erythromycin'],
    ['doxycycline', 'Doxycycline', 'Tetracycline', 'Oxytetracycline', 'Lymecycline'],
    ['fluconazole', 'Fluconazole'],
    ['ketoconazole', 'Ketoconazole'],
    ['itraconazole', 'Itraconazole'],
    ['voriconazole', 'Voriconazole'],
    ['allopurinol', 'Allopurinol'],
    ['cimetidine', 'Cimetidine'],
    ['omeprazole', 'Omeprazole'],
    ['fibrate', 'Fibrate', 'Bezafibrate', 'Fenofibrate', 'Gemfibrozil'],
    ['simvastatin', 'Simvastatin'],
    ['tramadol', 'Tramadol'],
    ['danazol', 'Danazol', 'Anabolic steroid'],
    ['tamoxifen', 'Tamoxifen'],
    ['isoniazid', 'Isoniazid'],
    ['disulfiram', 'Disulfiram'],
    ['propafenone', 'Propafenone'],
    ['valproate', 'Valproate', 'Sodium valproate', 'Valproic acid'],
    ['paracetamol-high', 'Paracetamol more than 2 g a day for more than a week'],
    ['cranberry', 'Cranberry', 'Cranberry juice'],
  ]),
  ...rows(
    {
      ...RAISES,
      advice:
        'The INR may rise after starting and fall after stopping, and bleeding is likelier at the same INR.',
      source: 'Clinical reference 7 (S5, S66, S69)',
    },
    [
      [
        'ssri',
        'SSRI',
        'Citalopram',
        'Escitalopram',
        'Fluoxetine',
        'Fluvoxamine',
        'Paroxetine',
        'Sertraline',
      ],
      ['snri', 'SNRI', 'Venlafaxine', 'Duloxetine'],
    ],
  ),
  ...rows(
    {
      ...RAISES,
      handling: 'avoid',
      advice:
        'Avoid where possible, gel and vaginal use too: the INR may rise far. Ask whoever prescribed it for another treatment.',
    },
    [['miconazole', 'Miconazole', 'Miconazole gel', 'Daktarin']],
  ),
  ...rows(LOWERS, [
    ['rifampicin', 'Rifampicin'],
    ['carbamazepine', 'Carbamazepine'],
    ['phenobarbital', 'Phenobarbital', 'Primidone'],
    ['griseofulvin', 'Griseofulvin'],
    ['colestyramine', 'Colestyramine', 'Cholestyramine'],
    ['sucralfate', 'Sucralfate'],
    ['azathioprine', 'Azathioprine'],
    ['vitamin-k', 'Vitamin K', 'Phytomenadione', 'Enteral feed'],
    ['oestrogen', 'Oestrogen', 'Hormone replacement therapy', 'Combined contraceptive pill'],
  ]),
  ...rows(
    {
      ...LOWERS,
      retest: 'raises-then-lowers',
      advice: 'The INR may rise at first and then falls; after stopping it may rise.',
      source: 'Clinical reference 7 (S69)',
    },
    [['phenytoin', 'Phenytoin']],
  ),
  ...rows(
    {
      ...LOWERS,
      handling: 'avoid',
      advice: 'Avoid: it should be stopped. The INR rises after stopping.',
    },
    [['st-johns-wort', "St John's wort", 'Hypericum']],
  ),
  ...rows(BLEEDING, [
    ['clopidogrel', 'Clopidogrel'],
    ['dipyridamole', 'Dipyridamole'],
    ['ticagrelor', 'Ticagrelor'],
  ]),
  ...rows({ ...BLEEDING, source: PRASUGREL }, [['prasugrel', 'Prasugrel']]),
  ...rows({ ...RAISES, ...LEVOFLOXACIN }, [['levofloxacin', 'Levofloxacin']]),
  ...rows(
    {
      ...BLEEDING,
      handling: 'avoid',
      advice:
        'Avoid as a painkiller: bleeding is likelier while the INR stays the same. If it is meant to be taken, find out who decided that.',
    },
    [
      ['aspirin', 'Aspirin'],
      [
        'nsaid',
        'NSAID',
        'Ibuprofen',
        'Naproxen',
        'Diclofenac',
        'Celecoxib',
        'Etoricoxib',
        'Indometacin',
        'Mefenamic acid',
      ],
    ],
  ),
  ...rows(ANTIBIOTIC, [
    [
      'antibiotic',
      'Antibiotic, name not known',
      ...[
        'Amoxicillin',
        'Co-amoxiclav',
        'Flucloxacillin',
        'Phenoxymethylpenicillin',
        'Penicillin V',
      ],
      ...[
        'Cefalexin',
        'Nitrofurantoin',
        'Trimethoprim',
        'Azithromycin',
        'Clindamycin',
        'Pivmecillinam',
      ],
    ],
  ]),
  ...rows(
    {
      ...RAISES,
      effect: 'unclear',
      retest: 'other',
      advice: 'It is thought to raise the INR; the source of that is not yet verified.',
      source: 'Clinical reference 7, from memory',
      grade: 'none',
      status: 'unverified',
    },
    [['thyroid', 'Levothyroxine', 'Liothyronine']],
  ),
  ...rows(
    {
      ...RAISES,
      effect: 'unclear',
      retest: 'other',
      advice:
        'What was taken is not known: find out from the patient, the practice or the pharmacy before deciding.',
      source: 'Domain rule: not known is never assumed to be harmless',
      grade: 'none',
      status: 'local',
    },
    [['not-known', 'Medicine not known']],
  ),
  ...rows(ANTICOAGULANT, [
    ['doac', 'Apixaban', 'Dabigatran', 'Edoxaban', 'Rivaroxaban'],
    ['heparin', 'Heparin', 'Enoxaparin', 'Dalteparin', 'Tinzaparin'],
    ['other-vka', 'Acenocoumarol', 'Phenindione'],
  ]),
]
