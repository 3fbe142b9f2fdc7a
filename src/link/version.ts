/** The version of the rules that join adverts: part of every edge. */

/** Raised whenever the same events may give other networks. */
export const linkVersion = 8
