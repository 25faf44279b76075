import { z } from 'zod'
import { isAddress } from '#base/address.ts'
import { type Day, parseDay } from '#base/day.ts'
import { isOutwardAddress } from '#base/outward-address.ts'
import { couldBeRead } from './database-address.ts'

const postgresUrl = (name: string) =>
  z
    .string()
    .regex(/^postgres(ql)?:\/\//, `${name} must be an address like postgres://role@host/database.`)
    .refine(
      (url) => !/[?&]target_session_attrs=(?!read-write(?:&|$))/.test(url),
      `${name}: of several hosts Evenkeel takes the one that takes changes. Leave target_session_attrs out, or say read-write.`,
    )
    .refine(
      (url) => !couldBeRead(url),
      `${name}: the database is on another machine, and somebody on the way could read what passes. Add ?sslmode=verify-full, and sslrootcert=FILE where its certificate is of an authority of your own.`,
    )
    .optional()

const ORIGIN_FORM =
  'EVENKEEL_ORIGIN must be an address like https://evenkeel.example.nhs.uk, with nothing after it.'

const PROXIES_FORM =
  'EVENKEEL_PROXIES must be the addresses of the proxies in front, like 10.0.0.5, 10.0.0.6.'

const METRICS_FORM = 'EVENKEEL_METRICS_PORT must be a number from 1 to 65535.'

/** Longer than any balancer takes to look again. */
const MOST_DRAIN_SECONDS = 300
const DRAIN_FORM = `EVENKEEL_DRAIN_SECONDS must be a number from 0 to ${MOST_DRAIN_SECONDS}.`

const DISK_FORM = (name: string) => `${name} must be percent of a disk, a number from 0 to 50.`

/** Percent that must be free; more than half of a disk is nobody's need. */
const MOST_FREE_PERCENT = 50
const diskPercent = (name: string, shipped: number) =>
  z
    .string()
    .regex(/^\d{1,2}$/, DISK_FORM(name))
    .transform(Number)
    .refine((percent) => percent <= MOST_FREE_PERCENT, DISK_FORM(name))
    .default(shipped)

const GATEWAY_FORM =
  'EVENKEEL_GATEWAY_URL must be an address like https://texts.example.nhs.uk/api; http is for this machine only.'

const NHS_FORM =
  'EVENKEEL_NHS_ISSUER must be an address like https://am.nhsidentity.example:443/openam/oauth2; http is for this machine only.'

/** Every setting by its name, as it may be written; what follows from them is in config.ts. */
export const environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'PORT must be a number from 0 to 65535.')
    .transform(Number)
    .refine((port) => port <= 65535, 'PORT must be a number from 0 to 65535.')
    .default(8080),
  EVENKEEL_METRICS_PORT: z
    .string()
    .regex(/^\d{1,5}$/, METRICS_FORM)
    .transform(Number)
    .refine((port) => port > 0 && port <= 65535, METRICS_FORM)
    .optional(),
  EVENKEEL_DRAIN_SECONDS: z
    .string()
    .regex(/^\d{1,3}$/, DRAIN_FORM)
    .transform(Number)
    .refine((seconds) => seconds <= MOST_DRAIN_SECONDS, DRAIN_FORM)
    .default(0),
  EVENKEEL_DISK_LOW: diskPercent('EVENKEEL_DISK_LOW', 10),
  EVENKEEL_DISK_STOP: diskPercent('EVENKEEL_DISK_STOP', 3),
  EVENKEEL_ORIGIN: z
    .string()
    .refine((text) => URL.canParse(text) && new URL(text).origin === text, ORIGIN_FORM)
    .optional(),
  EVENKEEL_PROXIES: z
    .string()
    .transform((text) => text.split(',').map((one) => one.trim()))
    .refine((proxies) => proxies.every(isAddress), PROXIES_FORM)
    .default([]),
  DATABASE_URL: postgresUrl('DATABASE_URL'),
  DATABASE_URL_FILE: z.string().optional(),
  MIGRATION_DATABASE_URL: postgresUrl('MIGRATION_DATABASE_URL'),
  MIGRATION_DATABASE_URL_FILE: z.string().optional(),
  EVENKEEL_TLS_CERT_FILE: z.string().optional(),
  EVENKEEL_TLS_KEY_FILE: z.string().optional(),
  EVENKEEL_DATA: z.string().default('./var'),
  EVENKEEL_JOURNAL: z.string().optional(),
  EVENKEEL_PACKS: z.string().optional(),
  EVENKEEL_INSTALLATION: z
    .enum(['demonstration', 'trial', 'live'], {
      error: 'EVENKEEL_INSTALLATION must be demonstration, trial or live.',
    })
    .default('demonstration'),
  EVENKEEL_PRETEND_TODAY: z
    .string()
    .transform((text, context): Day => {
      const read = parseDay(text)
      if (read.kind === 'day') return read.day
      context.addIssue('EVENKEEL_PRETEND_TODAY must be a day like 2026-11-22.')
      return z.NEVER
    })
    .optional(),
  EVENKEEL_COUNTY: z
    .enum(['whole', 'none'], { error: 'EVENKEEL_COUNTY must be whole or none.' })
    .default('whole'),
  EVENKEEL_SECOND_STEP: z
    .enum(['everybody'], { error: 'EVENKEEL_SECOND_STEP must be everybody, or not set.' })
    .optional(),
  EVENKEEL_GATEWAY_URL: z.string().refine(isOutwardAddress, GATEWAY_FORM).optional(),
  EVENKEEL_GATEWAY_TOKEN: z
    .string()
    .regex(
      /^[!-~]{16,512}$/,
      'EVENKEEL_GATEWAY_TOKEN must have 16 to 512 characters, without spaces.',
    )
    .optional(),
  EVENKEEL_GATEWAY_TOKEN_FILE: z.string().optional(),
  EVENKEEL_KEY_FILE: z.string().optional(),
  EVENKEEL_NHS_ISSUER: z.string().refine(isOutwardAddress, NHS_FORM).optional(),
  EVENKEEL_NHS_CLIENT: z.string().optional(),
  EVENKEEL_NHS_SECRET: z.string().optional(),
  EVENKEEL_NHS_SECRET_FILE: z.string().optional(),
  EVENKEEL_NHS_ASSURANCE: z
    .enum(['2', '3'], { error: 'EVENKEEL_NHS_ASSURANCE must be 2 or 3.' })
    .default('3'),
  EVENKEEL_NHS_DOSING_ROLES: z
    .string()
    .regex(
      /^[A-Z]\d{4}(?: [A-Z]\d{4})*$/,
      'EVENKEEL_NHS_DOSING_ROLES must be codes like R8000 R0260.',
    )
    .optional(),
  EVENKEEL_ANCHORS: z.string().optional(),
  EVENKEEL_ANCHOR_KEY: z
    .string()
    .regex(
      /^[0-9a-f]{64}$/,
      'EVENKEEL_ANCHOR_KEY must be the fingerprint that `evenkeel anchors` prints: 64 figures and letters.',
    )
    .optional(),
  EVENKEEL_RULES_KEY: z.string().optional(),
  EVENKEEL_COMMIT: z
    .string()
    .regex(
      /^[0-9a-f]{7,40}$/,
      'EVENKEEL_COMMIT must be the hash of a commit, 7 to 40 figures and letters.',
    )
    .optional(),
})

export type Environment = z.infer<typeof environment>
