// Other medicines than warfarin, as a comment writes them: what is said of those is not said of the dose (H11).
import { INTERACTION_NAMES } from '#clinical/interaction-names.ts'
import { COMMON_MEDICINES } from './common-medicines.ts'

/** Letters with which the names of medicines end and no other word of a comment does. */
const ENDINGS =
  'olol|pril|statins?|artan|azoles?|mycin|cillin|cycline|floxacin|dipine|semide|thiazide|formin|gliptin|gliflozin|azepam|tidine|oxetine|triptyline|profen|caine|parin|gabalin|pentin|oxin|oxine|solone|sone|darone|oprim|vir|barbital|azine|apine|xaban|gatran|grel|phylline|zepine|terol|toin|fenac|coxib|osin|asteride'
const OTHERS =
  'amox|statin|pred|vit|vitamin|konakion|menadiol|insulin|codeine|morphine|quinine|colchicine|methotrexate|spironolactone|iron|folic|ferrous|mirtazapine|isosorbide|mononitrate|zopiclone|sulfasalazine|hydroxychloroquine|mesalazine|adalat|eliquis|xarelto|keppra|ensure (?:plus|drinks?)'
/** A class of medicines: beside it mg that may be a dose are of warfarin, for who says "antibiotics" seldom says their mg. */
export const CLASS = '(?:abx|antibiotics?|steroids?|course)'

/** What is another medicine than warfarin, as the source of an expression; capitals and marks as those of the whole. */
export const MEDICINE = `(?:(?!april\\b)\\p{L}*(?:${ENDINGS})|${[OTHERS, ...INTERACTION_NAMES, ...COMMON_MEDICINES].join('|')})`
