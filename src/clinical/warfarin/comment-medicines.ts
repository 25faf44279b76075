// Other medicines than warfarin, as a comment writes them: what is said of those is not said of the dose (H11).
import { INTERACTION_NAMES } from '#clinical/interaction-names.ts'

/** Letters with which the names of medicines end and no other word of a comment does. */
const ENDINGS =
  'olol|pril|statins?|artan|azoles?|mycin|cillin|cycline|floxacin|dipine|semide|thiazide|formin|gliptin|gliflozin|azepam|tidine|oxetine|triptyline|profen|caine|parin|gabalin|pentin|oxin|oxine|solone|sone|darone|oprim|vir|barbital|azine|apine|xaban|gatran|grel|phylline|zepine|terol|toin|fenac|coxib|osin|asteride'
const OTHERS =
  'abx|amox|antibiotics?|statin|steroids?|pred|vit|vitamin|konakion|menadiol|insulin|codeine|morphine|quinine|colchicine|methotrexate|spironolactone|iron|folic|ferrous|mirtazapine|isosorbide|mononitrate|zopiclone|sulfasalazine|hydroxychloroquine|mesalazine|adalat|eliquis|xarelto|keppra|ensure'

/** What is another medicine than warfarin, as the source of an expression; capitals and marks as those of the whole. */
export const MEDICINE = `(?:\\p{L}*(?:${ENDINGS})|${OTHERS}|${INTERACTION_NAMES.join('|')})`
