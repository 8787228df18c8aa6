import type { Endpoint } from '../api/endpoint.ts'
import { price } from './price.ts'

/** Every address of the server; a new one is a file and a line here. */
export const ENDPOINTS: readonly Endpoint[] = [price]
