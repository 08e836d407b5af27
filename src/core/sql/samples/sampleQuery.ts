/** A question worth asking, with the statement that answers it on Lake and on a log folder alike. */
export interface SampleQuery {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly sql: string;
}

/** A sample; its statement ends with a line break, as a document does. */
export const query = (id: string, title: string, question: string, sql: string): SampleQuery => ({
  id,
  title,
  question,
  sql: `${sql}\n`,
});
