import type { HeavyWords } from './crisis-words.ts'

const NOT = "(?:not|never|no longer|don'?t|dont|do not|doesn'?t|didn'?t|won'?t|wouldn'?t|am not|i'?m not|isn'?t|wasn'?t)"
const DEED = '(?:die|dying|be dead|kill(?:ing)? myself|hurt(?:ing)? myself|harm(?:ing)? myself|end(?:ing)? (?:it|my life)|suicide|self[- ]?harm(?:ing)?)'
const STUDIED = '(?:lectures?|modules?|seminars?|papers?|essays?|questions?|osce|station|statistics|stats|rates?|risk assessments?|prevention|hotlines?|helplines?|lines?|squad|training|awareness|notes on|guidelines?|management|case|cases|patients?)'

export const words: HeavyWords = {
  harmless: [
    // What somebody does not want, does not plan, did not think of.
    new RegExp(`\\b${NOT}(?: really| actually| even)? (?:want(?:ed)?|wanna|going|gonna|planning|plan|thinking|think|thought|trying|about|mean|meaning|intend(?:ing)?)(?: (?:to|of|about|on))* ${DEED}\\b`, 'g'),
    new RegExp(`\\b(?:${NOT}|no)(?: been| really| feeling| at all)? suicidal\\b`, 'g'),
    /\b(?:no|without|any|deny|denies|denied) (?:plans?|thoughts?|wish|intention|ideation)(?: (?:of|about|to))? (?:suicide|self[- ]?harm(?:ing)?|dying|die|kill(?:ing)? myself|hurt(?:ing)? myself)\b/g,
    // Everyday English.
    /\bd(?:ying|ied|ie) (?:of|from|with) (?:laughter|laughing|boredom|heat|hunger|thirst|embarrassment|curiosity|cringe|shame|cold)\b/g,
    /\b(?:dying|died|die|dead) laughing\b/g,
    /\bdying to (?!be dead|get out of here forever|end)\w+/g,
    /\b(?:to die for|do or die|die ?hard|die down|old habits die hard|never say die)\b/g,
    /\bi(?:'?m| am|'?d| would| will|'?ll| almost| nearly| could have)? ?(?:be |gonna |going to )?(?:so )?dead(?: if|,? my (?:mom|mum|dad|parents))\b/g,
    /\b(?:mom|mum|dad|mother|father|parents?|sister|brother|boss|prof|professor|roommate|attending|resident|consultant|they|he|she|you) (?:is|are|'?s|'?re|will|'?ll|would|'?d|going to|gonna|is going to|are going to|is gonna|are gonna)? ?(?:probably |totally )?kill me\b/g,
    /\b(?:is|are|was|were|'s|'re) (?:literally |just |absolutely |slowly |really )?killing me\b/g,
    /\b(?:kill(?:ing|ed)?) (?:time|it|the mood|the vibe|two birds)\b/g,
    /\b(?:cut|burn(?:ed|t)?|hurt) myself (?:shaving|cooking|chopping|slicing|on (?:the|a)|at (?:the gym|work|football|hockey|practice)|while|when i (?:fell|slipped|was)|playing|running|skiing|with a (?:scalpel|kitchen))/g,
    new RegExp(`\\b${STUDIED}(?: (?:on|about|for|of|in|with))?(?: a| the)? (?:suicide|suicidal \\w+|self[- ]?harm|overdoses?)\\b`, 'g'),
    new RegExp(`\\b(?:suicide|self[- ]?harm|overdoses?|(?:paracetamol|acetaminophen|opioid|tca) overdoses?|suicidal (?:ideation|risk))(?: and [a-z-]+)? ${STUDIED}\\b`, 'g'),
    /\b(?:assisted suicide|assisted dying|career suicide|social suicide|academic suicide|cell suicide|suicide squad|suicide gene)\b/g,
    /\b(?:end it|ending it) (?:with (?:him|her|them|my|the)|here|there|on a|soon with)\b/g,
    /\b(?:i )?can'?t (?:do|take) (?:this|it) any ?more (?:seriously|notes)\b/g,
    /\bwant(?:ed)? (?:this|the|my) (?:week|exam|exams|lecture|rotation|block|semester|term|shift|winter|weather|movie|call)[a-z ]* to (?:end|be over|stop)\b/g,
  ],
  heavy: [
    /\bkill(?:ing)? my ?self\b/, /\bkms\b/, /\bunalive(?:d|ing)? (?:myself|me)\b/, /\bwant to unalive\b/,
    /\bsuicid(?:e|al)\b/,
    /\b(?:end|ending|take|taking) my (?:own )?life\b/, /\b(?:end|ending) it all\b/, /\bend things for good\b/, /\b(?:want|going|ready|tempted|rather|just) (?:to )?end it\b/,
    /\b(?:want|wanna|wanted|wish|ready|rather|deserve|going|hoping?|prefer) (?:to |i could |i would |i was )?(?:just )?(?:die|be dead|not exist|stop existing|cease to exist)\b/,
    /\bi (?:just |often |sometimes )?wish (?:that )?i (?:was|were|am) (?:dead|never born|gone)\b/, /\bwish i (?:had never|was never|were never|'?d never|never) (?:been )?(?:born|existed)\b/,
    /\b(?:thinking|think|thought|thoughts|dream(?:ing)?) (?:a lot |often |constantly )?(?:about|of) (?:dying|death all|being dead|ending|killing myself|not being here)\b/,
    /\b(?:don'?t|dont|do not|didn'?t|no longer|not) (?:really |even |actually )?(?:want|wanna|wish|care)(?: to| if i)? (?:live|be alive|be here any ?more|exist|go on living|wake up(?: any ?more| again| tomorrow)?)\b/,
    /\b(?:hope|wish) (?:that )?i (?:don'?t|do not|won'?t|never|didn'?t) wake up\b/,
    /\b(?:life|living|it|it all)(?: is|'s)?(?: just)?(?: not|n'?t| isn'?t) worth (?:living|it any ?more|going on)\b/, /\bnot worth living\b/,
    /\b(?:no|any) (?:reason|point|will) (?:to live|in living|to go on|in going on|to be alive|left to live)\b/, /\bnothing (?:left )?to live for\b/,
    /\bbetter off (?:dead|without me|if i (?:was|were) (?:dead|gone|not))/,
    /\bcan(?:'?t|not) (?:go on|keep going|live)(?: like this| any ?more| anymore)\b/, /\bcan(?:'?t|not) (?:take|do|bear|stand) (?:this|it|life|living)(?: pain)?,? (?:any ?more|any longer)\b/,
    /\b(?:hurt|hurting|harm|harming|cut|cutting|burn|burning) myself\b/, /\bself[- ]?harm(?:ed|ing)?\b/,
    /\b(?:took|take|taking|swallow(?:ed)?|swallowing) (?:all )?(?:too many|a (?:whole )?(?:bunch|bottle|pack) of|all (?:of )?(?:the|my)|the whole (?:bottle|pack) of) (?:my )?(?:pills|tablets|meds|medication|sleeping pills)\b/, /\b(?:i|i've|i have|i'?m|to|of|about|by|could|might) (?:just |almost |nearly )?overdos(?:e|ed|ing)\b/,
    /\b(?:hang|hanging|shoot|shooting|drown|drowning) myself\b/, /\b(?:jump|jumping|step|stepping) (?:off (?:a|the)(?: \w+)? (?:bridge|roof|building|balcony)|in front of (?:a|the) (?:train|bus|car|truck|metro|subway))\b/,
    /\b(?:goodbye|farewell|suicide) (?:letter|note|message)s?\b/, /\bwant (?:it|everything|all this|the pain)(?: all)? to (?:end|stop|be over)\b/,
    /\b(?:want|wanna|going) to disappear(?: forever| for good| from (?:this|the) (?:world|earth))\b/,
    /\bdon'?t see (?:a (?:way out|future)(?: for me)?|(?:the|any|a) point (?:of|in|to) (?:living|life|going on|anything|being here))\b/, /\b(?:no|what'?s the) point (?:of|in|to) (?:living|life|being alive)\b/,
    /\bnever (?:have to )?wake up\b/, /\bwant(?:ed)? to (?:just )?not (?:wake up|be alive|exist|be here)\b/, /\bfeel(?:ing)? like (?:dying|i want to die|killing myself)\b/,
    /\b(?:hate|tired of|sick of|done with|fed up with) (?:being alive|living|life|existing|my existence)\b(?! (?:in|with|at|here|on))/,
  ],
}
