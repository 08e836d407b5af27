/**
 * People ask in sentences: `who stopped logging`. Free text that begins with a question word is read as a
 * question: the question word and small words such as `did` and `the` are left out wherever they stand, and so is
 * the question mark. Every other text is taken word for word, and a quoted word always counts.
 */
const questionWords = new Set(["who", "whose", "what", "when", "where", "which", "why", "how"]);

const smallWords = new Set([
  ...questionWords,
  ...["a", "an", "the", "this", "that", "is", "are", "was", "were", "be", "been", "has", "have", "had"],
  ...["do", "does", "did", "can", "could", "of", "in", "on", "at", "by", "to", "for", "from", "with", "and"],
  ...["my", "our", "me", "us", "it", "its", "i", "we", "you", "they", "someone", "somebody", "anyone"],
]);

export const isQuestionWord = (word: string): boolean => questionWords.has(bare(word));

export const isSmallWord = (word: string): boolean => smallWords.has(bare(word));

const bare = (word: string): string => withoutMark(word).toLowerCase();

/** A question mark ends a question and is no part of its last word. */
export const withoutMark = (word: string): string => word.replace(/\?+$/, "");
