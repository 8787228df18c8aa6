/** Lets the page answer its reader before the work goes on. */
export const rest = (milliseconds = 0): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))
