/** Whether a name or address is of this machine, and no other machine reaches it. */
export const isOwnHost = (host: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)
