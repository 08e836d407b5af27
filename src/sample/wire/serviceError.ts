/**
 * An error as an AWS service answers it. `code` is the JSON services' name of it;
 * each protocol writes the name its service uses.
 */
export class ServiceError extends Error {
  override readonly name = "ServiceError";

  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}
