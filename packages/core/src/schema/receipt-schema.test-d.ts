import type { z } from 'zod'
import type { Receipt } from '../receipt/receipt.ts'
import type { receiptSchema } from './receipt-schema.ts'

type Line = Receipt['lines'][number]
type WireReceipt = z.infer<typeof receiptSchema>
type WireLine = WireReceipt['lines'][number]

/** The lists of the schema are complete: `satisfies` sees to the other direction. */
export const everyReason = (reason: Line['reason']): WireLine['reason'] => reason
export const everyStatus = (status: Line['status']): WireLine['status'] => status
export const everyBasis = (basis: Line['quantity']['basis']): WireLine['basis'] => basis
export const everyEvidence = (evidence: NonNullable<Line['evidence']>): WireLine['evidence'] => evidence
export const everyGrain = (grain: Receipt['grain']): WireReceipt['grain'] => grain

type Names<T> = keyof { readonly [K in keyof T as K extends `${string}Range` | `${string}Exact` ? never : K]: T[K] }
export const everyField = (name: keyof Receipt | 'schema'): Names<WireReceipt> => name
export const everyLineField = (name: keyof Line | 'basis' | 'discount'): Names<WireLine> => name
export const noOtherLineField = (name: Names<WireLine>): keyof Line | 'basis' | 'discount' => name
