import type { Plugin } from 'vite'

const WORDS = /\/words\/\w+\.ts$/
const REFUSAL = /^[ \t]*refused_\w+:[ \t]*(['"`])(?:(?!\1).|\\.)*\1,?[ \t]*$/gm

/** Sentences of refusals are said by the server, which has them anyway: the browser need not fetch them. */
export const leanWords = (): Plugin => ({
  name: 'lean-words',
  enforce: 'pre',
  apply: 'build',
  transform(code, id) {
    if (WORDS.test(id)) return { code: code.replace(REFUSAL, ''), map: null }
    if (id.endsWith('.tsx') && /\.refused_\w/.test(code)) this.error(`${id} draws the sentence of a refusal; it comes with the server's answer.`)
    return null
  },
})
