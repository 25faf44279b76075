import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, day } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import { tabletsThatMake } from '#clinical/tablets.ts'
import { commentAgainst } from './comment-scan.ts'

// Comments as clinicians write them, beside 4 mg a day from a Monday on after 5 mg a day: what contradicts is asked about, and
// what does not asks nothing, because a question without need is soon answered unread (H33).

const MONDAY = day('2026-11-23')
const FOUR: readonly number[] = Array.from({ length: 14 }, () => 4000)
const without = (...dates: readonly number[]) =>
  FOUR.map((dose, at) => (dates.includes(at) ? 0 : dose))

function against(comment: string, doses: readonly number[]): string | undefined {
  const runs = doses.map((dose, at) => ({
    from: addDays(MONDAY, at),
    days: 1,
    ug: ug(dose),
    tablets: tabletsThatMake(ug(dose), { strengths: [5000, 3000, 1000], halves: true }),
  }))
  const [weeklyUg, currentDailyUg] = [ug(28_000), ug(5000)]
  return commentAgainst({ comment, schedule: { runs }, weeklyUg, currentDailyUg })
}

/** The doses of a calendar, and comments beside it between bars. */
type Rows = readonly [doses: readonly number[], comments: string]

const CONTRADICT: readonly Rows[] = [
  [
    FOUR,
    `
Continue 5mg daily | Continue on same dose 5mg | cont 5mg od | No change, stays on 5 mg |
Same dose 5mg od, recheck 2/52 | To take 5 mg daily until next test | Advised to carry on with 5mg |
5mg Mon Wed Fri, 4mg other days | 4mg daily except 6mg Sat and Sun | Take 6mg tonight then 4mg daily |
Increase to 5.5mg | Reduce to 3mg daily | Reduced from 5mg to 3mg | Reduce from 4mg to 3mg | Weekly dose now 31mg |
35mg/week as before | Miss one dose then 4mg | Miss tonights dose | Omit 2 doses then restart at 4mg |
Omit warfarin for 2 days | No warfarin tonight | Do not take warfarin tonight | Dont take tonight |
Pt to stop warfarin 5 days before procedure | Stop warfarin from Friday | Stop on Thursday for dental extraction |
Nil tonight | Zero tonight | None today, restart tomorrow | 0mg tonight, then 4mg | Withhold x2 and recheck |
Withholding tonight | Omitting tonight's dose | Warfarin on hold until repeat INR | Warfarin to be stopped |
Warfarin held tonight | Take no tablets tonight | Leave off tonight | Give it a miss tonight | Leave tonight out |
Half dose tonight | 1/2 dose tonight then usual | Half tablet extra tonight | Double dose tonight |
Boost of 8mg tonight | Extra 2mg tonight | One-off 7mg stat | Loading 10mg today | Alternate 4mg and 5mg |
4mg/5mg alternate days | 4/5 mg alternating | 5 mg alt days | 5mgs daily | five mg daily | 5 milligrammes daily |
take 5 x 1mg tablets | 5 mg nocte | Pls hold warf x 1 | Hold warfarin 3 nights | Hold x2 | Hold 2 doses |
Stop warfarin, start apixaban when INR <2 | Do NOT take any warfarin today | Should not take warfarin tonight |
not to take warfarin tonight | Usually 5mg, continue | Increase by 1mg | Reduce dose by half | Advised 5mg |
d/w Dr Patel: 5mg | Dr Patel says 5mg | GP agreed 6mg | 4mg then 5mg alternately Mon-Sun | Carry on taking 5 mg |
No change to dose. 5mg | Dose unchanged at 5mg daily | 5mg daily to continue | Please ensure she takes 5mg each night |
Clarithromycin started, continue 5mg | On doxycycline. Stay on 5mg od | Advised by haematology to take 3 mg |
3mg Mon-Fri then 4mg weekend | Weekend 5mg, weekdays 4mg | Sat 6mg | Give 8mg tonight only |
One extra 3mg dose given verbally | omit next dose | OMIT 1 DOSE | Miss out tonight | Miss a day | Skip a dose |
Hold for 2/7 | Hold until INR <5 | stop until further notice | Stop taking warfarin | Stop all warfarin |
Stop. Bleeding | Pause warfarin for procedure | Suspend until seen | Patient told not to take tonight |
Must not take any more until INR checked | To have no warfarin for 2 days | No dose tonight |
last dose Thursday then stop for op | Stop Sunday for op Friday | Half his usual dose for 2 days | Halve tonight |
Give double tonight | one and a half tablets | 4 mg and 5 mg on alternate nights |
Take 28 mg over the week, 5 mg a day | Total 30mg weekly | Was on 4mg; increase to 5mg | Lower by 2mg a week |
Told by hospital to have 7mg | Discharged on 6mg | Discharged from hospital on 5mg, now reduced |
Has been taking 6mg in error | Took 10mg by mistake on Friday | Current dose 5mg | Carer asks whether to stop tablets |
Same again 5mg | Maintain 5 mg/day | Patient says she is staying with 5mg | Agreed with GP to leave at 5mg |
5 mg every day as she was | Settled on 5mg so no change | Cont. 5mg, ITR 2 wks | As per last dose 5mg |
Prev dose 5mg; continue same | Started erythromycin 250mg qds - reduce to 3mg | On amiodarone 200mg. Dose 3 mg |
Up to 6mg | 7mg Tues & Thurs, 4mg rest | 2 mg tonight then back to 4 mg | Top up 3mg this evening |
Please omit Weds and Thurs | Advise omit x 1 | Omit tonights warfarin | Nurse advised patient to omit |
INR 6.2: no warfarin today | No warf tonight | Withhold warfarin; d/w haem | Hold warfarin pending scan |
STOP WARFARIN | Stop tonight, admit | stop warfarin 5/7 before scope | Warfarin stopped today pending endoscopy |
Warfarin to stop | He should stop taking warfarin | Have a break from warfarin tonight | Half tablet on Sunday |
Halving dose | x2 dose tonight | Twice her usual dose tonight | 3 mg and 5 mg alternate days | Take none on Sunday |
Sunday none, rest 4 mg | No tablet Sunday | Stay on 5 | Take two tablets extra tonight | take five brown tablets
`,
  ],
  [
    without(3),
    `
Skip Wed dose
`,
  ],
  [
    without(2),
    `
Omit Thurs
`,
  ],
  [
    without(0),
    `
Omit dose on Saturday | Omit tonight and Tues | Omit 24/11 | Then 5mg | Omit 3/7 |
Omit tonight and tomorrow night then 4mg | skip tomorrow | no tablets today or tomorrow | Leave out Wednesday |
Advise omit x 2 and retest | INR 6.2 - omit two days | Hold tonight & tomorrow
`,
  ],
  [
    without(1),
    `
omit tonight only | Hold dose Mon
`,
  ],
  [
    without(0, 1),
    `
restart at 5mg on Wednesday | Wed onwards 5mg | omit for three days then recheck
`,
  ],
]

const AGREE: readonly Rows[] = [
  [
    FOUR,
    `
take 5m g | Pt well, no bleeding or bruising | No missed doses, no new meds | Denies missing any doses |
No doses missed | Did not miss any doses | Missed 1 dose last week | Missed tablet on Friday | Admits to missing doses |
Omitted last Tuesday by mistake | States never misses a dose | Try not to miss doses | Advised not to miss any tablets |
Advised not to double up if dose missed | If you miss a dose do not take double | Started amoxicillin 500mg tds Friday |
Started on 500mg clarithromycin BD for 7 days | Antibiotics finish Friday | Abx course stops on Thursday |
Stopped amiodarone 200 mg last month | Now on bisoprolol 2.5mg | Reducing pred 30mg to 20mg |
Prednisolone reduced from 30mg to 20mg | Paracetamol 1g qds only | Paracetamol 500mg, max 4g daily |
Advised to stop ibuprofen 400mg | Stop ibuprofen | Stop smoking advice given | Advised to stop drinking |
Has stopped smoking | Bus stop is far away | No need to stop for dental work |
Dental extraction Thursday, do not stop warfarin | Does not need to stop warfarin for scan |
Drinks 20 units a week, half what he did | Half a bottle of wine at the weekend | Reduced from 5mg as INR 3.6 |
Reduce to 4mg daily (was 5mg) | Dose reduced 5mg -> 4mg | Down from 35mg/wk to 28mg/wk | 28mg weekly |
Was taking 5 mg until last week | 4mg daily = 28mg/week, recheck 1/52 | INR 3.6 on 5mg daily. Reduce to 4mg |
Previous dose 5mg daily | Old dose 5mg | Usual dose 5mg, reduced to 4mg | Had been on 5mg |
Pt had taken 5mg by mistake | Uses dosette; collects Monday | Takes 3mg and 1mg tablets |
Has 5mg tablets at home, told not to use | Given 1mg and 3mg tabs | Vitamin K 5mg given in A&E | Given 2 mg oral vit K |
Phytomenadione 2mg po | Aspirin 75mg stopped | On aspirin 75mg | Fluconazole 50mg od started | Phenytoin 300mg nocte |
Levothyroxine increased to 100 mcg | Simvastatin increased to 40mg | Statin reduced to 20 mg | Taking 200mg amiodarone |
Repeat in 2/52 please | Twice daily antibiotics | Takes it every second morning with food | Cannot attend Thursdays |
Household of three | On hold with GP surgery for 20 minutes | Nothing new to report | Nothing abnormal |
Miss Jones rang | Spoke to Miss Patel (daughter) | Leave tonight | Reduce by 1 mg | Reduced by 7mg a week |
Feels fine. Nosebleed once, stopped after 5 min | No changes in diet, no antibiotics | Alcohol: 2 pints on Saturday |
Will be away until Monday | Stopped smoking in May | Off antibiotics since Monday |
Finished pred 40mg course yesterday | Started ramipril 2.5 mg on Tuesday | Co-amoxiclav 625mg tds 7/7 |
Amlodipine 5mg added by GP | Bisoprolol 5mg | Bisoprolol increased to 5mg | Sertraline 50mg -> 100mg |
Furosemide 40mg stopped | digoxin 125mcg | Edoxaban 60mg discussed, declined | Lost yellow book; posted new one |
Takes warfarin at 6pm | Ran out of 1mg tablets | Prefers 1 mg tabs | No warfarin left at home, script sent |
Missed Saturday dose | Missed last night, told not to catch up | Forgot dose on Sunday, do not double |
Warfarin stopped last month for colonoscopy, restarted | Warfarin was withheld in hospital |
Omitted Thursday as advised | Ok to stop aspirin | GP to stop naproxen | Hold on to old book |
Will hold clinic Tuesday | Nothing to report | Nil of note | Nil bleeding | Bleeding none today |
Seen twice this month | Double checked with daughter | Dose 4mg confirmed twice with patient |
Will call back in half an hour | Phoned at half past nine | Previously 5mg; 4mg from tonight | Dose down from 5mg |
Was 35mg weekly now 28mg | 4mg (3mg + 1mg) | 1 x 3mg and 1 x 1mg | 4 x 1mg | 3mg blue plus 1mg brown |
one blue 3mg and one brown 1mg | INR 4.1 while on 5mg | not taking any NSAIDs | Asked not to take ibuprofen |
Told not to take more than 4mg | Not to miss appointment | Will miss clinic next week | Please do not miss your test |
Missing teeth | Do not stop without asking | Never stop tablets yourself | Target 2-3, stop date March |
Stop date 3 months | Doing well, 4mg suits her | Well controlled. Recheck 12/52 | Had 5mg on Friday instead of 4mg |
Reduced by 1mg because of bruising | Daughter fills dosette on Sundays | Antibiotics: doxycycline 100mg od for 7 days |
Lansoprazole 30mg new | New meds: omeprazole 20mg, atorvastatin 40mg | Had steroid injection 40mg |
Vit K 1mg oral given last night | Given vitamin K 5 mg IV in ED | Missed one tablet (forgot) | Ran out, missed 2 days |
Not missed any | Never misses | Does not want to stop warfarin | Asked if she can stop drinking cranberry |
Stop bruising easily? | Bleeding has stopped | Period stopped Tuesday | GP has withheld apixaban | Aspirin on hold |
Told to skip aspirin | Omit methotrexate this week | Drinks double whisky nightly | Double incontinence |
Eats half a grapefruit daily | Lost half a stone | Half sister had DVT | Weight 80kg; height 1.8 | Seen at 4pm |
Tablets 1mg x 28 issued | Issued 28 x 1mg | Issued 3mg x56 and 1mg x56 | Only has 5mg tabs, will collect 1 mg
`,
  ],
  [
    without(0),
    `
Omit tonight then 4mg | Omit tonight (Mon) then 4mg | Omit today, restart tomorrow 4mg | Omit tonight. Test Thursday. |
Omit one dose, recheck Friday | No warfarin tonight, recheck tomorrow | Omit tonight, INR tomorrow |
Omit Monday then 4mg daily | Omit tonight, tomorrow 4mg | omit 1 dose then continue 4mg |
Miss tonight. Bloods Thursday | Omit tonight (23/11) | Omit tonight then 4mg from tomorrow |
Omit tonight, then 4mg; INR Fri | Omit Monday night only
`,
  ],
  [
    without(0, 1),
    `
Omit Mon 23rd and Tues 24th | Omit 2 doses then 4mg from Wed | hold 2 days, restart Wed |
Omit today and tomorrow, INR Wed | Omit 23/11 and 24/11 | Omit 2/7 then 4mg | stop for two days then 4mg |
no warfarin tonight or tomorrow | Hold for 2 days then 4 mg | INR 6.2. Omit 2 doses. Recheck Weds
`,
  ],
  [
    [5000, 4000, 5000, 4000, 5000, 4000, 4000],
    `
5mg Mon Wed Fri, 4mg other days
`,
  ],
]

/** What is known not to be understood: asked about without need. */
const ASKS_WITHOUT_NEED = `
Has no warfarin tablets, collecting today | Was 5mg alternate weeks | Taking 10mg amitriptyline at night
`
const inRows = (rows: readonly Rows[]) =>
  rows.flatMap(([doses, comments]) =>
    comments.split('|').map((comment) => [comment.trim(), doses] as const),
  )

for (const [comment, doses] of inRows([...CONTRADICT, [FOUR, ASKS_WITHOUT_NEED]])) {
  test(`H11: "${comment}" beside ${doses.slice(0, 4).join(', ')} is asked about`, () => {
    assert.notEqual(against(comment, doses), undefined)
  })
}

for (const until of ['now', 'today', 'tonight', 'tomorrow']) {
  const comment = `Warfarin held for ${until}`
  test(`H11: "${comment}" beside doses is asked about, and beside none is not`, () => {
    assert.notEqual(against(comment, FOUR), undefined)
    assert.equal(against(comment, without(0, 1)), undefined)
  })
}

for (const [comment, doses] of inRows(AGREE)) {
  test(`H11: "${comment}" beside ${doses.slice(0, 4).join(', ')} asks nothing`, () => {
    assert.equal(against(comment, doses), undefined)
  })
}
