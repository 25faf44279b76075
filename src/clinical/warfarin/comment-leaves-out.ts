// The words by which a comment leaves out a dose of warfarin (H11).
import { WORDS_OF_NUMBERS } from '#base/number-words.ts'
import { DATE } from './comment-dates.ts'
import { CLASS, MEDICINE } from './comment-medicines.ts'

/** Words between the leaving out and its date that are still about warfarin: "omit the next dose on Sunday". */
export const BETWEEN =
  '(?:the|an?|all|both|any|his|her|their|your|this|next|only|just|one|two|\\d|warfarin|warf|dos\\p{L}*|tablets?|nights?|evenings?|of|taking|it|on|for|from|off|please)'

const POSSESSIVE = '(?:(?:the|his|her|their|your|an?|all|both|any|this|these|next|first|further) )*'
/** What another word than warfarin after it says is about something else: "stop aspirin", "hold a statin". */
const OF_WARFARIN = [
  '(?: (?:off|immediately|completely|please))*',
  '(?! (?!',
  POSSESSIVE,
  `(?:(?:warfarin|warf|taking|it|for|until|till|now|on(?! to\\b)|from|one|two|three|x|x\\d|next|if|and|then|evening|more(?! than)|${DATE})(?!\\p{L})|dos|tablet))\\p{L})`,
].join('')
const OF_NO_MEDICINE = `(?! ${POSSESSIVE}(?:${MEDICINE}|${CLASS}|breakfast|lunch|dinner|supper|tea|meals?)\\b)`

/** "Antibiotics stop Friday" is not about warfarin, and a dose that is on hold elsewhere is not one to be left out. */
const OF_ANOTHER = `(?<!\\b(?:${MEDICINE}|${CLASS}) (?:to |will |can |now |is |be )*)(?<!\\b(?:stopped|held|withheld|paused) ${MEDICINE}[;,] )`
/** Bleeding is slow to stop, and a patient wants to. */
const NO_WISH = '(?<!\\b(?:wants?|wanted|wishes|mins?|minutes?|hours?|slow|long) to )'
/** Whatever medicine is named before it, this is about warfarin. */
const IS_WARFARIN = `(?= (?:off |taking |the |all |his |her |their |your )*(?:warfarin|warf)\\b)`
const STOP = '(?:hold(?:ing)?|stop|pause|suspend|discontinu(?:e|ing)|ceas(?:e|ing)|come off)'
/** "Do not stop warfarin", "no need to stop", "try not to miss": the opposite. */
const NOT_DENIED =
  "(?<!\\b(?:not|never|no|without|avoid|(?:do|does|did|need|ca|should|wo)n['’]?t) (?:(?:need|needs|have|had|want|wish|plan|to|be|ever|reason) ){0,4})"
/** Missing that is a habit or a fear, and no order. */
const NO_HABIT =
  '(?<!\\b(?:if (?:you|he|she|they|pt|patient)(?: (?:do|does|ever))?|tends? to|sometimes|often|occasionally|may|might) )'

const PAST = '(?:held|withheld|stopped|omitted|paused|suspended|missed|skipped|left out)'
const NOW =
  "(?= (?:until|till|pending|from|(?:for )?(?:tonight|today|tomorrow|now))\\b(?!['’]s (?:clinic|app|test|blood|visit)))"
const NOT_TAKE =
  "(?:(?:(?:do|should|must|to|can|will) )?(?<!\\bdid )not (?:to )?take|(?:do|should|must|wo|ca)n['’]?t take|cannot take)"

const GIVEN = `(?= (?:for |(?:(?:any|his|her|their|the|more|warfarin|warf|doses?|tablets?) )*(?:(?:warfarin|warf|any|doses?|tablets?)(?: ?$|[.;,])|(?:warfarin|warf)(?! tab)|${DATE}(?!\\p{L}))))`

export const LEAVES_OUT = new RegExp(
  [
    `${NOT_DENIED}\\b(?:omitt?(?:s|ing)?|with?hold(?:ing)?|skip(?:ping)?|leave out)\\b${OF_NO_MEDICINE}`,
    `${NOT_DENIED}${NO_HABIT}\\bmiss\\b(?! (?:(?:the|his|her|their|your|an?|next) )*(?:appointments?|appts?|clinics?|tests?|bloods?|visits?))${OF_NO_MEDICINE}`,
    `\\bleave (?:off|(?:\\p{L}+ ){1,3}?(?:out|off))\\b`,
    `\\b${NOT_TAKE}\\b${OF_WARFARIN}`,
    `\\b(?:not|don['’]?t) (?:to )?(?:give|giving|administer|have|having|for)\\b${GIVEN}`,
    `\\bavoid (?:warfarin\\b|warf\\b|(?:the |all |any )*doses?(?= ${DATE}(?!\\p{L})))`,
    `\\b(?:warfarin|warf) (?:to |now |is |being )*(?:discontinued|ceased?|discontinue)(?= ?(?:$|[.;,]))`,
    `\\bno (?:doses?|tablets?)(?= for (?:\\d|${WORDS_OF_NUMBERS.join('|')}))`,
    `\\bno (?:warfarin|warf)\\b${OF_WARFARIN}`,
    `\\b(?:nothing(?: to be taken)?|nil|no (?:(?:evening |night )?doses?|tablets?|meds|medication)|none of (?:the |his |her |their |your )?(?:tablets?|doses?|warfarin))(?= (?:on |for )?${DATE}(?!\\p{L}))`,
    `(?:(?<=^|[.;,] ?)|(?<=\\btake ))(?:none|nil|nothing)(?= for (?:the next )?(?:\\d|${WORDS_OF_NUMBERS.join('|')}) (?:days?|nights?|doses?)\\b)`,
    `(?:(?<=^|[.;,] ?)|(?<=\\b(?:take|have) ))(?:none|nothing|nil|no (?:doses?|tablets?))(?= (?:until|till)\\b)`,
    `(?<=\\b(?:take|give) )(?:none|nothing|nil|no (?:doses?|tablets?))(?= ?(?:$|[.,;]|at all\\b))`,
    `(?:(?<=^|[.,;] ?)|(?<=\\btake ))no (?:(?:evening|night|warfarin) )?dose(?= ?(?:$|[.,;]))`,
    `(?<!\\b(?:missed|extra|omitted|forgotten|skipped|last) )\\bdose(?: is|:| =)? (?:nil|none|zero)(?= ?(?:$|[.,;]))`,
    `(?:(?<=^|[.;,] ?)|(?<=\\btake ))(?:none|zero)(?= (?:on |for )?${DATE}(?!\\p{L}))`,
    `(?<=\\b${DATE}(?: ?[:–-])? )(?:none|nil|nothing|zero|0)(?= ?(?:$|[,;]|\\.(?!\\d)))`,
    '\\bbreak from warfarin\\b',
    `(?:(?<=^|[.;,] ?))not(?= ${DATE} ?(?:$|[.,;]))`,
    `\\bdrop(?= (?:a|one|two|tonight|tomorrow|\\d)(?:['’]?s)?(?: doses?)?(?: ?$|[.,;]))`,
    `\\b(?:(?:day|night)s? off (?=warfarin\\b)|night off(?= ${DATE}))`,
    `\\bwarfarin (?:is |now )*on hold\\b`,
    `\\b(?:warfarin|warf|doses?) (?:now |is |being )*${PAST}\\b${NOW}`,
    `(?<=^|[.,;] ?)(?:held|withheld|omitted)(?= (?:until|till|tonight|tomorrow)\\b)`,
    `\\b(?=(?:to|must|should) be )${OF_ANOTHER}(?:to|must|should) be ${PAST}\\b`,
    `\\b(?=${STOP} )${NOT_DENIED}(?<!on )${STOP}\\b${IS_WARFARIN}`,
    `\\b(?=${STOP}\\b)${OF_ANOTHER}${NOT_DENIED}${NO_WISH}(?<!on )${STOP}\\b${OF_WARFARIN}`,
  ].join('|'),
  'giu',
)
