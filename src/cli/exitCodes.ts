/** What the command line ends with; `--help` tells what that means for each command. */
export const exitCodes = {
  found: 0,
  nothingFound: 1,
  /** A Region or account failed, or the search was stopped: there may be more than what was printed. */
  incomplete: 2,
  usage: 3,
  noAccess: 4,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
