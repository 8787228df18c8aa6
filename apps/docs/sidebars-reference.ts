import type { SidebarsConfig } from '@docusaurus/plugin-content-docs'

const sidebars: SidebarsConfig = {
  reference: [
    'index',
    'core/index',
    'core/tariffs',
    'core/messages',
    'core/import',
    'core/estimator',
    'tokenizers/entries',
    'react/entries',
    'server/entries',
  ],
}

export default sidebars
