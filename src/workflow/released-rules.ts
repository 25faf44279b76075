import { MONITORING_TABLE_IDS, MONITORING_TABLES } from '#clinical/doac/monitoring.ts'
import { DOAC_RULES } from '#clinical/doac/rules.ts'
import { INITIATION_TABLES } from '#clinical/initiation/tables.ts'
import { RETEST_CLASSES } from '#clinical/interaction-retests.ts'
import { INTERACTIONS, INTERACTIONS_VERSION } from '#clinical/interactions.ts'
import { DEFAULT_RULE_SET } from '#clinical/warfarin/rule-set.ts'
import { FORECAST_MODEL, FORECAST_NUMBERS } from '#kinetics/forecast-model.ts'
import { hashOf } from './suggestion-token.ts'

/** Rules that a dose, a review or a test day follows, or that stand beside a dose, as they are in this code. */
export type RuleDocument = {
  /** `evenkeel-warfarin 1.2` */
  readonly name: string
  readonly body: unknown
}

/** Every rule document of this code, by its name and version. */
export const rulesOfThisCode = (): readonly RuleDocument[] => [
  named(DEFAULT_RULE_SET, DEFAULT_RULE_SET),
  named(DOAC_RULES, DOAC_RULES),
  ...Object.values(INITIATION_TABLES).map((table) => named(table, table)),
  ...MONITORING_TABLE_IDS.map((id) => named(MONITORING_TABLES[id], MONITORING_TABLES[id])),
  named(FORECAST_MODEL, FORECAST_NUMBERS),
  named({ id: 'interactions', version: INTERACTIONS_VERSION }, [INTERACTIONS, RETEST_CLASSES]),
]

const named = (
  { id, version }: { readonly id: string; readonly version: string | number },
  body: unknown,
): RuleDocument => ({ name: `${id} ${version}`, body })

/**
 * The hash of each rule document that was released (H10; docs/decisions/0017). A line is added with a new version and
 * never changed: a value that changes under an old version no longer has its hash, and Evenkeel does not start.
 */
export const RELEASED_HASHES: Readonly<Record<string, string>> = {
  'evenkeel-warfarin 1.2': '089aabe856032e9cd4c971a952c7852a70baf7f66bd07ce6428c391c18c295bb',
  'evenkeel-doac 1': '6555d3a36107837ff1ef6ff2af22e866a5458f502a5541b8375151b5ff42101a',
  'oates 1': 'cc1f84fb2faff65fd02be60b562212ecfce0521e5fe5909f635861442b5a4892',
  'janes 1': '9195f6229b51e204912beb12314d829a08da1b2a2b33a030452cf98f46ab69f9',
  'tait-sefcick 1': 'cec8a7594a017018f03b2e23b7a93721028d602e939c5a46d7ef51c73c8f0b14',
  'age-adjusted-fennerty 1': '909adad8342efb164803e2f0ad73451de7dfc691c5999f8e12304cc4f9e9f6ae',
  'sps 1': 'ea02a4d03d83d65f5038accff576bc4588dd61f4c711a7d19dd8fed656849811',
  'older-ccg 1': '5348f7e677e69fe0f944e47f3b1d83015e03824de01bcd1ee4d3f734a3829538',
  'forecast 1': 'ce3fe0625d9d4308185c9e0cf43f24e5301461653112620893d8f7a82bb26de6',
  'interactions 1': '761257eefdc5c7b03c1726b80501ad5baa5423bc3da8e36b025493cbb85ee4d8',
  'interactions 2': 'e142589b72f443376d275e95c4fcd739c9563f454fbfc9fe2f785d121ae4b22d',
}

/** What of these rules is not as it was released, in words for whoever starts Evenkeel; empty when all is. */
export function notAsReleased(documents: readonly RuleDocument[]): readonly string[] {
  return documents.flatMap(({ name, body }) => {
    const released = RELEASED_HASHES[name]
    if (released === undefined) return [`The rules "${name}" were never released. ${DO_NOT_USE}`]
    if (released === hashOf(body)) return []
    return [`The rules "${name}" are not the ones that were released. ${DO_NOT_USE}`]
  })
}

const DO_NOT_USE = 'Doses could differ from what was checked: install the release again.'
