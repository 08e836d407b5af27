/** Raised whenever files of an index are written otherwise; an index of another format is built anew. */
export const indexFormat = 2;
