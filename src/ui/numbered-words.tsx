import './numbered-words.css'

/** Words to write down in their order, each with its number. They are of the English list in every language, so no browser translates them. */
export function NumberedWords({ words }: { words: readonly string[] }) {
  return <ol className="numbered-words" lang="en" translate="no">{words.map((word, at) => <li key={`${at}-${word}`}>{word}</li>)}</ol>
}
