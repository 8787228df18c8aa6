import { driveSite } from './drive-site.ts'
import { SITES } from './sites.ts'

driveSite(SITES.next)
