const CHOOSING = ['--tariff', '--provider', '--scope', '--currency']

/** Qwen is in many price lists: a test that chooses none means the one in US dollars. */
export const inDollars = (args: readonly string[]): readonly string[] => {
  const isQwen = args.some((arg) => arg.startsWith('qwen')) || args.includes('--response')
  return isQwen && !args.some((arg) => CHOOSING.includes(arg)) ? [...args, '--currency', 'USD'] : args
}
