/** Set by the build; a manifest that is imported would be shipped whole. */
declare const RATECARD_VERSION: string | undefined

export const VERSION: string = typeof RATECARD_VERSION === 'string' ? RATECARD_VERSION : '0.0.0'
