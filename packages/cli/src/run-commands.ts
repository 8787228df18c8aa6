import type { RunCommand } from './command.ts'
import { balancesOpen } from './commands/balances-open.ts'
import { coreHours } from './commands/core-hours.ts'
import { count } from './commands/count.ts'
import { estimateCommand } from './commands/estimate.ts'
import { normalize } from './commands/normalize.ts'
import { price } from './commands/price.ts'
import { serve } from './commands/serve.ts'
import { tariffDiff } from './commands/tariff-diff.ts'
import { tariffHistory } from './commands/tariff-history.ts'
import { tariffImport } from './commands/tariff-import.ts'
import { tariffLint } from './commands/tariff-lint.ts'
import { tariffList } from './commands/tariff-list.ts'
import { tariffSchema } from './commands/tariff-schema.ts'
import { tariffShow } from './commands/tariff-show.ts'
import type { CommandName } from './commands.ts'

/** What each command does. */
export const RUN_COMMANDS: Readonly<Record<CommandName, RunCommand>> = {
  count,
  estimate: estimateCommand,
  price,
  normalize,
  'core-hours': coreHours,
  serve,
  'balances open': balancesOpen,
  'tariff list': tariffList,
  'tariff show': tariffShow,
  'tariff import': tariffImport,
  'tariff history': tariffHistory,
  'tariff diff': tariffDiff,
  diff: tariffDiff,
  'tariff lint': tariffLint,
  'tariff schema': tariffSchema,
}
