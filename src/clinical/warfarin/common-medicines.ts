/**
 * Common medicines in primary care beside which a comment may write mg, by their names. They only keep a needless question
 * away: nothing is dosed by them, and mg up to 20 after a name that is not here are asked about (H11, H33).
 * Source: written from memory, 161 names; no count of prescriptions was looked at. Status: unverified.
 */
export const COMMON_MEDICINES: readonly string[] = `
alendronic acid | alfuzosin | alogliptin | amiloride | amitriptyline | amlodipine | anastrozole |
aripiprazole | atenolol | atorvastatin | baclofen | beclometasone | bendroflumethiazide | betahistine |
bisoprolol | bumetanide | buprenorphine | calcium carbonate | canagliflozin | candesartan | carbimazole |
carbocisteine | carvedilol | cetirizine | chlorphenamine | chlortalidone | cinacalcet | clonazepam |
clonidine | co-beneldopa | co-careldopa | co-codamol | co-dydramol | colecalciferol | cyanocobalamin |
cyclizine | dapagliflozin | desloratadine | dexamethasone | diazepam | dihydrocodeine | diltiazem |
domperidone | donepezil | dosulepin | doxazosin | dutasteride | empagliflozin | enalapril | entresto |
eplerenone | ezetimibe | felodipine | ferrous fumarate | ferrous sulfate | fexofenadine | finasteride |
flecainide | fludrocortisone | folic acid | fosinopril | furosemide | fybogel | gabapentin | galantamine |
gliclazide | glimepiride | glyceryl trinitrate | haloperidol | hydralazine | hydrocortisone | hydroxyzine |
hyoscine | imipramine | indapamide | irbesartan | isosorbide mononitrate | ivabradine | labetalol | lactulose |
lamotrigine | lansoprazole | leflunomide | lercanidipine | letrozole | levetiracetam | linagliptin |
lisinopril | lithium | loperamide | loratadine | lorazepam | losartan | losec | macrogol | mebeverine |
melatonin | memantine | metformin | metoclopramide | metolazone | metoprolol | mirabegron | mirtazapine |
montelukast | morphine | moxonidine | nicorandil | nifedipine | nortriptyline | olanzapine | olmesartan |
oramorph | oxybutynin | oxycodone | pantoprazole | perindopril | pioglitazone | pramipexole | pravastatin |
prednisolone | pregabalin | prochlorperazine | procyclidine | promethazine | propranolol | quetiapine |
rabeprazole | raloxifene | ramipril | ranitidine | rasagiline | risedronate | risperidone | rivastigmine |
ropinirole | rosuvastatin | saxagliptin | senna | sildenafil | sitagliptin | solifenacin | sotalol |
spironolactone | sumatriptan | tadalafil | tamsulosin | telmisartan | temazepam | tiotropium | tolterodine |
topiramate | torasemide | trazodone | trospium | valsartan | verapamil | vortioxetine | ziprasidone |
zolpidem | zopiclone
`
  .trim()
  .split(/\s*\|\s*/)
