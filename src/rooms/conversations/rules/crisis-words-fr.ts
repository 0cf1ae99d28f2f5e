import type { HeavyWords } from './crisis-words.ts'

const DEED = "(?:mourir|me tuer|m'?tuer|me suicider|en finir|me faire (?:du )?mal|me blesser|m'automutiler|crever)"
const STUDIED = '(?:cours|module|séminaire|conférence|article|question|ecos|station|statistiques?|taux|prévention|ligne|formation|évaluation|prise en charge|cas|patiente?s?|facteurs de risque|risque)'

export const words: HeavyWords = {
  harmless: [
    // « Je ne veux pas mourir », « je n'ai jamais pensé à me tuer ».
    new RegExp(`(?:ne |n'|j'|je )?(?:veux|voulais|voudrais|vais|compte|pense|pensais|songe|ai|avais|cherche|essaie)(?: (?:pas|jamais|plus|nullement|aucunement))(?: (?:du tout|envie|l'intention|pensé|songé|voulu))?(?: (?:à|de|d'))? ?${DEED}`, 'g'),
    /(?:pas|jamais|aucunement|plus) (?:du tout |été )?suicidaire/g,
    /(?:aucune?|pas d'|sans|nie) ?(?:idées?|pensées?|envie|intention|plan)(?: (?:de|du|d'))? ?(?:suicide|suicidaires?|mourir|automutilation)/g,
    // Le français de tous les jours.
    /\bmor(?:t|te|ts|tes)s? de (?:rire|faim|fatigue|soif|froid|chaud|peur|trouille|honte|sommeil|gêne|jalousie|curiosité)/g,
    /\b(?:mourir|meurs|mourais|mourant|crève|crever|crevée?) (?:de |d')(?:rire|faim|fatigue|soif|froid|chaud|chaleur|peur|honte|sommeil|envie|ennui|curiosité|gêne|bonheur)/g,
    /\b(?:morte?|crevée?) (?:de fatigue|après|à cause de (?:la|ma) garde|ce (?:soir|matin))/g,
    /(?:ma mère|mon père|mes parents|ma sœur|mon frère|ma coloc|mon coloc|ma blonde|mon chum|le patron|la prof|le prof|il|elle|ils|elles|tu|on) (?:va|vont|vas|allait|allaient) me tuer/g,
    /(?:ça|cela|cet? \w+|cette \w+|l'\w+|le \w+|la \w+|les \w+|mes \w+|mon \w+|ma \w+) (?:me tue|me tuent|va me tuer|m'a tuée?|me tuait)/g,
    /tuer (?:le temps|l'ambiance|la une)/g,
    /(?:me suis |je me )?(?:coupée?|brûlée?|blessée?|fait mal)(?: au \w+| à la \w+)? (?:en (?:cuisinant|cuisine|me rasant|jouant|courant|tombant|faisant|épluchant)|avec (?:un|le) (?:couteau|scalpel)|au (?:hockey|soccer|gym|sport|labo)|en ski)/g,
    new RegExp(`${STUDIED}(?: (?:sur|de|du|d'|en|avec|au|à))*(?: ?(?:la|le|l'|un|une|des))* ?(?:suicide|suicidaires?|automutilation|surdose|intoxication)`, 'g'),
    new RegExp(`(?:suicide|automutilation|surdose)(?: et [a-zé-]+)? (?:en )?${STUDIED}`, 'g'),
    /(?:suicide assisté|suicide squad|suicide professionnel|suicide cellulaire|suicide politique|aide médicale à mourir)/g,
    /en finir (?:avec (?:ce|cet|cette|ces|la|le|les|l'|lui|elle|mon|ma|mes))/g,
    /(?:n')?en peux plus (?:d'attendre|de (?:ce|cet|cette|ces)|du|des|de (?:la|l')|de rire)/g,
    /(?:à mourir|belle à mourir|bon à en mourir|ennuyant à mourir|plate? à mort|aimer? à mort)/g,
  ],
  heavy: [
    /\bme (?:tuer|suicider|pendre|noyer|buter|flinguer)\b/, /\bm'(?:ouvrir les veines|ôter la vie|enlever la vie)\b/, /\bm(?:e |')?jeter (?:en bas|sous|du|d'un|par la fenêtre|devant)/,
    /suicid(?:e|er|aires?|é|ée)\b/,
    /(?:mettre fin à|finir|en finir avec) (?:mes jours|ma vie|la vie)/, /\ben finir\b/,
    /(?:veux|voudrais|voulais|envie|souhaite|préfère|aimerais|mérite)(?: (?:juste|tellement|vraiment|souvent))?(?: (?:de |d')?)(?:mourir|crever|être morte?|disparaître|ne plus (?:exister|être là|vivre|me réveiller)|plus exister)/,
    /(?:j'aimerais|je voudrais|je voulais|je veux) (?:être morte?|n'être jamais née?|ne jamais être née?)/,
    /(?:veux|peux|envie|ai envie|voulais|voudrais)(?: (?:de|d'))? ?(?:plus|pas) (?:de |d')?(?:vivre|exister|continuer à vivre|être là|me réveiller|être en vie)/, /\bplus envie de (?:vivre|rien|continuer|me réveiller)/, /\bne plus (?:me réveiller|être là|exister|vivre)\b/,
    /(?:pense|pensais|songe|penser|pensées?|idées?)(?: (?:souvent|tout le temps|beaucoup))? (?:à |de )?(?:mourir|la mort|ma mort|noires|suicidaires|me faire (?:du )?mal)/, /\bidées noires\b/,
    /(?:ne vaut|vaut|vaille)(?: plus| pas)+ la peine (?:d'être vécue|de vivre|de continuer)/, /plus (?:aucune |de )?raison (?:de vivre|de continuer)/, /aucune raison de vivre/,
    /mieux (?:sans moi|si (?:j'étais morte?|je n'étais (?:plus|pas) là|j'existais (?:plus|pas)))/,
    /\b(?:je )?(?:n')?en peux plus\b/, /(?:ne |n')?(?:arrive|peux) plus à? ?(?:continuer|vivre|tenir|supporter)/, /(?:ne )?(?:tiens|tiendrai) plus\b(?! compte)/,
    /me faire (?:du )?mal\b/, /\bautomutil/, /\bme (?:mutiler|scarifier|couper les veines|taillader)\b/, /\bje me (?:mutile|scarifie|taillade)\b/, /\bje me (?:coupe|brûle) (?:pour|les bras|quand|encore|souvent)/,
    /(?:pris|prendre|avalé|avaler) (?:toute?s? |trop de )(?:mes |les |la boîte|la bouteille|de )?(?:pilules?|comprimés?|cachets?|médicaments?|somnifères?)/, /(?:toute la|une) (?:boîte|bouteille) de (?:pilules|comprimés|cachets|médicaments|somnifères)/, /\bsurdose\b/,
    /lettres? d'adieux?/, /(?:veux|voudrais) que (?:ça|tout|cela|tout ça) (?:s'arrête|finisse|cesse)/, /aucune (?:issue|porte de sortie)/, /\bje suis à bout\b(?! de (?:souffle|patience|bras))/, /\bvie n'a (?:plus|pas|aucun)(?: de)? ?sens\b/, /ne (?:plus jamais|jamais plus|jamais) (?:me réveiller|se réveiller)/,
    /(?:tannée?|fatiguée?|écœurée?|lasse?) (?:de (?:vivre|la vie|ma vie)|d'(?:être en vie|exister))/,
  ],
}
