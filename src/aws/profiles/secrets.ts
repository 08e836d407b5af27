/** Settings whose values never leave the parser: credentials are read by the SDK's providers at the time of use. */
const secretSettings = new Set([
  "aws_access_key_id",
  "aws_secret_access_key",
  "aws_session_token",
  "aws_security_token",
]);

export const isSecret = (setting: string): boolean => secretSettings.has(setting);
