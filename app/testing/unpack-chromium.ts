/** Unpacks the Chromium that npm brought into the folder for temporary files, in a process with one of its own. */
import chromium from '@sparticuz/chromium'

process.stdout.write(await chromium.executablePath())
