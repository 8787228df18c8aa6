/** Options of `serve`, by name. With none it is as `ratecard serve` starts it. */
export const configurations = { defaults: {} }
