import type { z } from 'zod'
import type { MeterId } from '../meter/meter.ts'
import type { Tariff } from '../tariff/tariff.ts'
import type { tariffSchema } from './tariff-schema.ts'

type Frozen<T> = T extends string | number | boolean ? T : { readonly [K in keyof T]: Frozen<T[K]> }
type Parsed = Frozen<Omit<z.infer<typeof tariffSchema>, '$schema'>>

/** Both directions, so that neither the type nor the schema can change alone. */
export const parsedIsTariff = (parsed: Parsed): Frozen<Tariff> => parsed
export const tariffIsParsed = (tariff: Frozen<Tariff>): Parsed => tariff

type IsDictionary<T> = string extends keyof T ? true : MeterId extends keyof T ? true : false
type Names<T> = T extends readonly (infer Item)[]
  ? Names<Item>
  : T extends object
    ? IsDictionary<T> extends true
      ? Names<T[keyof T]>
      : { readonly [K in keyof T]-?: Names<T[K]> }
    : null

/** Assignability overlooks a missing optional field, so the names are compared too. */
export const parsedHasNames = (names: Names<Frozen<Tariff>>): Names<Parsed> => names
export const tariffHasNames = (names: Names<Parsed>): Names<Frozen<Tariff>> => names
