import { addMessages } from './catalog.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

addMessages('en', en)
addMessages('zh', zh)
