// Loaded before the application by a test of its start: somebody has changed a rule where it stands.
import { DEFAULT_RULE_SET } from '#clinical/warfarin/rule-set.ts'

Object.assign(DEFAULT_RULE_SET, { capPercent: 60 })
