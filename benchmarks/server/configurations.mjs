/** Options of `serve`, and the headers that its clients then send, by name. The defaults are those of `ratecard serve`. */
export const configurations = { defaults: { options: {}, headers: {} } }
