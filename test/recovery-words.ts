import { newWords, wordsSecrets } from '../src/sealed/recovery-words.ts'

/** What twelve fresh words yield. */
export const recoveryWords = () => wordsSecrets(newWords())
